/** Linear probes: can a value be read off an activation? */

/** λ of the ridge. */
const ridge = 1;

/**
 * Accuracy on the second half of the examples of a linear probe that was fitted to the first half: least squares on
 * one-hot targets with a ridge, biases included, solved exactly.
 * @param features row by row @param labels one a row
 */
export function probeAccuracy(
  features: ArrayLike<number>,
  labels: readonly number[],
  classes: number,
): number {
  const count = labels.length;
  const width = features.length / count;
  const half = count >> 1;
  const row = (i: number) => [...Array.from({ length: width }, (_, j) => features[i * width + j]!), 1];
  const size = width + 1;
  const gram = Array.from({ length: size }, (_, j) =>
    Array.from({ length: size }, (_, k) => (j === k && j < width ? ridge : 0)),
  );
  const target = Array.from({ length: size }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < half; i++) {
    const x = row(i);
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) gram[j]![k]! += x[j]! * x[k]!;
      target[j]![labels[i]!]! += x[j]!;
    }
  }
  const weights = solve(gram, target);
  let right = 0;
  for (let i = half; i < count; i++) {
    const x = row(i);
    const scores = Array.from({ length: classes }, (_, c) =>
      x.reduce((sum, value, j) => sum + value * weights[j]![c]!, 0),
    );
    if (scores.indexOf(Math.max(...scores)) === labels[i]) right += 1;
  }
  return right / (count - half);
}

/** Solves A X = B for a symmetric positive definite A by elimination; both are overwritten. */
function solve(a: number[][], b: number[][]): number[][] {
  const size = a.length;
  for (let p = 0; p < size; p++)
    for (let i = 0; i < size; i++) {
      if (i === p) continue;
      const factor = a[i]![p]! / a[p]![p]!;
      for (let k = p; k < size; k++) a[i]![k]! -= factor * a[p]![k]!;
      for (let c = 0; c < b[0]!.length; c++) b[i]![c]! -= factor * b[p]![c]!;
    }
  return b.map((line, i) => line.map((value) => value / a[i]![i]!));
}
