/** Ways to estimate the direction of an attribute from labelled codes. Codes and labels stand row by row. */
import { fitLinear, solvePositive } from './least-squares';
import { dot, meanRow } from './rows';

/** A vector of length one in the same direction. */
export function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

/** Mean code of the rows that show the attribute minus that of the others. */
export function classMeanDirection(
  codes: Float32Array,
  width: number,
  has: (row: number) => boolean,
): Float64Array {
  const without = meanRow(codes, width, (row) => !has(row));
  return meanRow(codes, width, has).map((value, k) => value - without[k]!);
}

const newtonSteps = 25;

/**
 * Normal of logistic regression with half the squared weights as penalty on the summed loss, the intercept free:
 * scikit-learn's default. Newton's method.
 */
export function logisticNormal(
  codes: Float32Array,
  width: number,
  has: (row: number) => boolean,
): Float64Array {
  const count = codes.length / width;
  const size = width + 1;
  const theta = new Float64Array(size);
  const row = new Float64Array(size).fill(1);
  for (let step = 0; step < newtonSteps; step++) {
    const hessian = new Float64Array(size * size);
    const descent = new Float64Array(size);
    for (let k = 0; k < width; k++) {
      hessian[k * size + k] = 1;
      descent[k] = -theta[k]!;
    }
    for (let n = 0; n < count; n++) {
      for (let k = 0; k < width; k++) row[k] = codes[n * width + k]!;
      const p = 1 / (1 + Math.exp(-dot(row, theta)));
      for (let i = 0; i < size; i++) {
        descent[i]! += ((has(n) ? 1 : 0) - p) * row[i]!;
        for (let j = 0; j <= i; j++) hessian[i * size + j]! += p * (1 - p) * row[i]! * row[j]!;
      }
    }
    const change = solvePositive(hessian, descent, size);
    for (let k = 0; k < size; k++) theta[k]! += change[k]!;
  }
  return theta.slice(0, width);
}

/** What is left of `direction` without its part along `other`. */
export function withoutPart(direction: Float64Array, other: Float64Array): Float64Array {
  const share = dot(direction, other) / dot(other, other);
  return direction.map((value, k) => value - share * other[k]!);
}

/**
 * How codes move with each factor when all are regressed together: row k is the direction of factor k.
 * @param factors as many rows as `codes`
 */
export function jointDirections(factors: Float32Array, codes: Float32Array, count: number): Float64Array[] {
  const { inputs, outputs, weights } = fitLinear(factors, codes, count);
  return Array.from({ length: inputs }, (_, k) => weights.slice(k * outputs, (k + 1) * outputs));
}
