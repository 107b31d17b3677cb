/** Linear least squares, solved exactly. */

/**
 * Solves A X = B for a symmetric positive definite A by Cholesky's decomposition.
 * @param a size x size, row by row; overwritten
 * @param b size x columns, row by row; overwritten with X
 */
export function solvePositive(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const columns = b.length / size;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * size + k]! * a[j * size + k]!;
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / a[j * size + j]!;
    }
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < size; i++) {
      let sum = b[i * columns + c]!;
      for (let k = 0; k < i; k++) sum -= a[i * size + k]! * b[k * columns + c]!;
      b[i * columns + c] = sum / a[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = b[i * columns + c]!;
      for (let k = i + 1; k < size; k++) sum -= a[k * size + i]! * b[k * columns + c]!;
      b[i * columns + c] = sum / a[i * size + i]!;
    }
  }
  return b;
}

export interface LinearMap {
  readonly inputs: number;
  readonly outputs: number;
  /** Inputs x outputs, row by row. */
  readonly weights: Float64Array;
  /** One an output. */
  readonly biases: Float64Array;
}

/**
 * The linear map from `x` to `y` with the least squared error, plus `ridge` times the squared weights; biases are free.
 * @param x one example a row @param y as many rows
 * @param count examples
 */
export function fitLinear(x: ArrayLike<number>, y: ArrayLike<number>, count: number, ridge = 0): LinearMap {
  const [inputs, outputs] = [x.length / count, y.length / count];
  const size = inputs + 1;
  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size * outputs);
  const row = new Float64Array(size).fill(1);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < inputs; i++) row[i] = x[n * inputs + i]!;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) gram[i * size + j]! += row[i]! * row[j]!;
      for (let k = 0; k < outputs; k++) moment[i * outputs + k]! += row[i]! * y[n * outputs + k]!;
    }
  }
  for (let i = 0; i < inputs; i++) gram[i * size + i]! += ridge;
  const solved = solvePositive(gram, moment, size);
  return {
    inputs,
    outputs,
    weights: solved.slice(0, inputs * outputs),
    biases: solved.slice(inputs * outputs),
  };
}

/** Values of a linear map, as many rows as `x` has. */
export function applyLinear(
  { inputs, outputs, weights, biases }: LinearMap,
  x: ArrayLike<number>,
): Float64Array {
  const count = x.length / inputs;
  const y = new Float64Array(count * outputs);
  for (let n = 0; n < count; n++)
    for (let k = 0; k < outputs; k++) {
      let sum = biases[k]!;
      for (let i = 0; i < inputs; i++) sum += x[n * inputs + i]! * weights[i * outputs + k]!;
      y[n * outputs + k] = sum;
    }
  return y;
}

/** Share of the variance of each output that predictions explain: R² of each column. */
export function explainedShares(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  outputs: number,
): number[] {
  const count = truth.length / outputs;
  return Array.from({ length: outputs }, (_, k) => {
    let [sum, squares, errors] = [0, 0, 0];
    for (let n = 0; n < count; n++) {
      const value = truth[n * outputs + k]!;
      sum += value;
      squares += value * value;
      errors += (value - predicted[n * outputs + k]!) ** 2;
    }
    return 1 - errors / (squares - (sum * sum) / count);
  });
}
