/** How far two sets of points in the plane are apart as distributions. */

/** x and y of each point in turn. */
type Points = ArrayLike<number>;

/**
 * 2 E|X − Y| − E|X − X'| − E|Y − Y'| over all pairs (Székely and Rizzo 2013): 0 where both sets are the same, never
 * below. NaN where one of them is empty.
 */
export function energyDistance(a: Points, b: Points): number {
  return 2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b);
}

function meanDistance(a: Points, b: Points): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < b.length; j += 2) {
      const [dx, dy] = [a[i]! - b[j]!, a[i + 1]! - b[j + 1]!];
      sum += Math.sqrt(dx * dx + dy * dy);
    }
  return sum / ((a.length / 2) * (b.length / 2));
}
