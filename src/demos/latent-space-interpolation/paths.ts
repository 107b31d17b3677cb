/** Ways from one code to another, in plain arithmetic. */

export type Code = ArrayLike<number>;
export type Path = (a: Code, b: Code, t: number) => Float32Array;

/** Codes whose angle has a cosine beyond this are joined by a straight line: slerp would divide by almost nothing. */
export const usualThreshold = 0.9995;

/** (1 - t) a + t b. */
export const lerp: Path = (a, b, t) => mixed(a, b, 1 - t, t);

/**
 * Along the great circle (Shoemake 1985). Lengths that differ are not made equal: a unit vector and one of length 3 meet
 * at a length between them.
 */
export const slerp: Path = (a, b, t) => {
  const cosine = dot(a, b) / (norm(a) * norm(b));
  if (!(Math.abs(cosine) <= usualThreshold)) return lerp(a, b, t);
  const angle = Math.acos(cosine);
  return mixed(a, b, Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle));
};

/** The straight line divided by the length that independent Gaussian codes lose on it. */
export const normalizedLerp: Path = (a, b, t) => {
  const kept = lerpLength(t);
  return mixed(a, b, (1 - t) / kept, t / kept);
};

/** `count` times from 0 to 1, both included. */
export const evenTimes = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => i / (count - 1));

/** Evenly spaced times with both ends, of which the one nearest to `t`, which lies between 0 and 1, is replaced by it. */
export function timesThrough(t: number, count: number): number[] {
  const times = evenTimes(count);
  const nearest = Math.round(t * (count - 1));
  times[t === 0 || t === 1 ? nearest : Math.min(Math.max(nearest, 1), count - 2)] = t;
  return times;
}

/** Share of its length that a mix of independent codes of one length keeps: the root of (1 - t)² + t². */
export const lerpLength = (t: number): number => Math.hypot(1 - t, t);

export function norm(a: Code): number {
  return Math.sqrt(dot(a, a));
}

/** Mean length of a standard normal vector of d numbers: root 2 Γ((d + 1)/2) / Γ(d/2), two dimensions at a time. */
export function meanNorm(d: number): number {
  let mean = d % 2 === 1 ? Math.sqrt(2 / Math.PI) : Math.sqrt(Math.PI / 2);
  for (let k = d % 2 === 1 ? 1 : 2; k < d; k += 2) mean *= (k + 1) / k;
  return mean;
}

/** Standard deviation of that length; near 0.71 in many dimensions. */
export const normDeviation = (d: number): number => Math.sqrt(d - meanNorm(d) ** 2);

function dot(a: Code, b: Code): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function mixed(a: Code, b: Code, shareA: number, shareB: number): Float32Array {
  const sum = new Float32Array(a.length);
  for (let i = 0; i < sum.length; i++) sum[i] = shareA * a[i]! + shareB * b[i]!;
  return sum;
}
