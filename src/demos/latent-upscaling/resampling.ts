/** A picture halved by averaging and enlarged again, as matrices: along one side the matrix, along the other the same. */
import { cosineBasis } from '../models/gaussian-field';

export type Resampler = 'nearest' | 'bilinear';

/** Rows x columns, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

function matrix(rows: number, columns: number, at: (row: number, column: number) => number): Matrix {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    at(Math.floor(i / columns), i % columns),
  );
  return { rows, columns, values };
}

/** The mean of each two neighbours. */
export const halving = (side: number): Matrix =>
  matrix(side / 2, side, (row, column) => (Math.floor(column / 2) === row ? 0.5 : 0));

/** Twice as many values: each twice, or between the nearest two with the edge held (align_corners false). */
export function doubling(side: number, resampler: Resampler): Matrix {
  const half = side / 2;
  return matrix(side, half, (row, column) => {
    if (resampler === 'nearest') return Math.floor(row / 2) === column ? 1 : 0;
    const place = Math.min(Math.max((row + 0.5) / 2 - 0.5, 0), half - 1);
    return Math.max(0, 1 - Math.abs(place - column));
  });
}

function product(a: Matrix, b: Matrix): Matrix {
  return matrix(a.rows, b.columns, (row, column) => {
    let sum = 0;
    for (let k = 0; k < a.columns; k++)
      sum += a.values[row * a.columns + k]! * b.values[k * b.columns + column]!;
    return sum;
  });
}

const transposed = (a: Matrix): Matrix =>
  matrix(a.columns, a.rows, (row, column) => a.values[column * a.columns + row]!);

/** C U A Cᵀ: what halving and enlarging do to the coefficients along one side. */
export function resampledBasis(side: number, resampler: Resampler): Matrix {
  const basis: Matrix = { rows: side, columns: side, values: cosineBasis(side) };
  const there = product(doubling(side, resampler), halving(side));
  return product(product(basis, there), transposed(basis));
}

/** Mean square of each coefficient of the enlarged picture, where those of the true one have these variances. */
export function resampledPower(basis: Matrix, variances: Float32Array): Float32Array {
  const { rows: side } = basis;
  const squared = matrix(side, side, (row, column) => basis.values[row * side + column]! ** 2);
  const power: Matrix = { rows: side, columns: side, values: variances };
  return product(product(squared, power), transposed(squared)).values;
}
