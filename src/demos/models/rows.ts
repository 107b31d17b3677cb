/** Many vectors of one length in one array, row by row. */

/** Row `i` as a view. */
export function rowOf(all: Float32Array, width: number, i: number): Float32Array {
  return all.subarray(i * width, (i + 1) * width);
}

/** The mean of all rows, or of those that `counts`. */
export function meanRow(
  all: Float32Array,
  width: number,
  counts: (row: number) => boolean = () => true,
): Float64Array {
  const sum = new Float64Array(width);
  let rows = 0;
  for (let i = 0; i < all.length / width; i++) {
    if (!counts(i)) continue;
    rows += 1;
    for (let k = 0; k < width; k++) sum[k]! += all[i * width + k]!;
  }
  return sum.map((value) => value / rows);
}

/** Every row plus `scale` times one vector. */
export function plusRow(all: Float32Array, vector: ArrayLike<number>, scale = 1): Float32Array {
  return all.map((value, i) => value + scale * vector[i % vector.length]!);
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** Cosine of the angle between two vectors. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
