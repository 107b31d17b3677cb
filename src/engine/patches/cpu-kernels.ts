/**
 * Kernels that are slow on the CPU backend, two to ten times quicker for what small networks do. The stock product walks
 * down a column of the second matrix for every number of the result; here whole rows are added up, four at a time. The
 * stock transpose, and sums and products with a number or a row, work out the coordinates of every element.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

type Call = Parameters<KernelFunc>[0];

/** The part of the CPU backend that kernels work with. */
interface CpuBackend {
  readonly data: { get(id: object): { readonly values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

const backendOf = ({ backend }: Call): CpuBackend => backend as CpuBackend;
const sizeOf = ({ shape }: TensorInfo): number => shape.reduce((product, side) => product * side, 1);
const isMatrix = ({ shape, dtype }: TensorInfo): boolean => shape.length === 2 && dtype === 'float32';

/** Batches, other types and transpose flags keep the stock kernels: the gradients of one matrix set no flags. */
export function quickenCpuKernels(tf: Tf): void {
  quicken(tf, tf.BatchMatMul, (call, stock) => (isPlainProduct(call) ? productOf(call) : stock(call)));
  quicken(tf, tf.Transpose, (call, stock) => (isPlainTranspose(call) ? transposeOf(call) : stock(call)));
  for (const name of [tf.Add, tf.Sub, tf.Multiply, tf.RealDiv, tf.SquaredDifference])
    quicken(tf, name, combine);
}

function quicken(
  tf: Tf,
  name: string,
  quick: (call: Call, stock: KernelFunc) => ReturnType<KernelFunc>,
): void {
  const stock = tf.getKernel(name, 'cpu');
  if (!stock) return;
  tf.unregisterKernel(name, 'cpu');
  tf.registerKernel({ ...stock, kernelFunc: (call) => quick(call, stock.kernelFunc) });
}

function isPlainProduct({ inputs, attrs }: Call): boolean {
  const [a, b] = [inputs['a']!, inputs['b']!];
  const flipped = attrs?.['transposeA'] === true || attrs?.['transposeB'] === true;
  return isMatrix(a) && isMatrix(b) && a.shape[1] === b.shape[0] && !flipped;
}

function productOf(call: Call): TensorInfo {
  const backend = backendOf(call);
  const [a, b] = [call.inputs['a']!, call.inputs['b']!];
  const [rows, inner, columns] = [a.shape[0]!, a.shape[1]!, b.shape[1]!];
  const [left, right] = [backend.data.get(a.dataId).values, backend.data.get(b.dataId).values];
  return backend.makeTensorInfo([rows, columns], 'float32', product(left, right, rows, inner, columns));
}

/** @param a rows x inner, row by row @param b inner x columns */
function product(
  a: Float32Array,
  b: Float32Array,
  rows: number,
  inner: number,
  columns: number,
): Float32Array {
  const result = new Float32Array(rows * columns);
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    row.fill(0);
    let k = 0;
    for (; k + 3 < inner; k += 4) {
      const from = i * inner + k;
      const [a0, a1, a2, a3] = [a[from]!, a[from + 1]!, a[from + 2]!, a[from + 3]!];
      const b0 = k * columns;
      const [b1, b2, b3] = [b0 + columns, b0 + 2 * columns, b0 + 3 * columns];
      for (let j = 0; j < columns; j++)
        row[j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
    }
    for (; k < inner; k++) {
      const factor = a[i * inner + k]!;
      for (let j = 0; j < columns; j++) row[j]! += factor * b[k * columns + j]!;
    }
    result.set(row, i * columns);
  }
  return result;
}

function isPlainTranspose({ inputs, attrs }: Call): boolean {
  return isMatrix(inputs['x']!) && (attrs?.['perm'] as number[])[0] === 1;
}

function transposeOf(call: Call): TensorInfo {
  const backend = backendOf(call);
  const { dataId, shape } = call.inputs['x']!;
  const [rows, columns] = shape as [number, number];
  const { values } = backend.data.get(dataId);
  const turned = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j]!;
  return backend.makeTensorInfo([columns, rows], 'float32', turned);
}

/** Repeats a number or a row to the size of the other operand, which the stock kernel then takes element by element. */
function combine(call: Call, stock: KernelFunc): ReturnType<KernelFunc> {
  const [a, b] = [call.inputs['a']!, call.inputs['b']!];
  const [less, more] = sizeOf(a) < sizeOf(b) ? [a, b] : [b, a];
  if (sizeOf(less) === sizeOf(more) || !comesAgain(less, more)) return stock(call);
  const backend = backendOf(call);
  const values = repeated(backend.data.get(less.dataId).values, sizeOf(more));
  const full = backend.makeTensorInfo(more.shape, 'float32', values);
  const result = stock({ ...call, inputs: less === a ? { a: full, b } : { a, b: full } });
  backend.disposeIntermediateTensorInfo(full);
  return result;
}

/** Whether the last dimensions of `more` are those of `less`, so that its elements come again and again in order. */
function comesAgain(less: TensorInfo, more: TensorInfo): boolean {
  if (less.dtype !== 'float32' || more.dtype !== 'float32') return false;
  if (less.shape.length > more.shape.length || sizeOf(less) === 0) return false;
  const first = less.shape.findIndex((side) => side !== 1);
  const sides = first < 0 ? [] : less.shape.slice(first);
  return sides.every((side, i) => side === more.shape.at(i - sides.length));
}

function repeated(values: Float32Array, size: number): Float32Array {
  const full = new Float32Array(size);
  if (values.length === 1) return full.fill(values[0]!);
  for (let from = 0; from < size; from += values.length) full.set(values, from);
  return full;
}
