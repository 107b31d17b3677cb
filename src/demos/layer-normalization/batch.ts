/** A small batch whose rows lie at different places on different scales, before and after normalization. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { batchNorm, layerNorm, rmsNorm } from '../models/normalize';

export type NormName = 'layer' | 'batch' | 'rms';

const norms = { layer: layerNorm, batch: batchNorm, rms: rmsNorm } as const;

/** Mean and standard deviation of each row. */
const rowMeans = [0, 2, -3, 5];
const rowDeviations = [1, 0.3, 2, 0.6];

export interface BatchOptions {
  readonly norm: NormName;
  readonly eps: number;
  readonly features: number;
  /** What is done to the whole batch before it is normalized. */
  readonly triple: boolean;
  readonly shift: boolean;
  readonly single: boolean;
}

/** A matrix row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export interface Batch {
  readonly norm: NormName;
  readonly before: Matrix;
  readonly after: Matrix;
  /** The largest difference that multiplying and adding made to an output. */
  readonly change: number;
}

export function normalizedBatch(tf: Tf, random: Random, options: BatchOptions): Batch {
  const { norm, eps, features, triple, shift, single } = options;
  const rows = single ? 1 : rowMeans.length;
  const values = Float32Array.from({ length: rowMeans.length * features }, (_, i) => {
    const row = Math.floor(i / features);
    return rowMeans[row]! + rowDeviations[row]! * random.normal();
  });
  const [given, after, change] = tf.tidy((): [Tensor2D, Tensor2D, Tensor] => {
    const plain = tf.tensor2d(values.subarray(0, rows * features), [rows, features]);
    const scaled: Tensor2D = triple ? tf.mul(plain, 3) : plain;
    const given: Tensor2D = shift ? tf.add(scaled, 7) : scaled;
    const after = norms[norm](tf, given, eps);
    const change = tf.max(tf.abs(tf.sub(after, norms[norm](tf, plain, eps))));
    return [given, after, change];
  });
  const batch = {
    norm,
    before: matrixOf(given),
    after: matrixOf(after),
    change: change.dataSync<'float32'>()[0]!,
  };
  tf.dispose([given, after, change]);
  return batch;
}

function matrixOf(tensor: Tensor2D): Matrix {
  const [rows, columns] = tensor.shape;
  return { rows, columns, values: tensor.dataSync<'float32'>() };
}

export interface Moments {
  readonly mean: number;
  /** The biased one, divided by the count. */
  readonly deviation: number;
}

export function rowMoments({ rows, columns, values }: Matrix): Moments[] {
  return Array.from({ length: rows }, (_, r) => moments(values.subarray(r * columns, (r + 1) * columns)));
}

export function columnMoments({ rows, columns, values }: Matrix): Moments[] {
  return Array.from({ length: columns }, (_, c) =>
    moments(Float32Array.from({ length: rows }, (__, r) => values[r * columns + c]!)),
  );
}

function moments(values: Float32Array): Moments {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
