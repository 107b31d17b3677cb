/** Residual compression of token vectors as in ColBERTv2: nearest centroid, and a few bits per dimension for the rest. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { unitRows } from '../models/normalize';
import { similarities } from './scoring';

const iterations = 8;

/** Learnt from sample vectors. */
export interface Codec {
  /** Unit rows: centroids x size. */
  readonly centroids: Tensor2D;
  /** All residual values of the samples in ascending order, to take quantiles of. */
  readonly residuals: Float32Array;
}

/** Spherical k-means, started from `count` different samples. */
export function trainCodec(tf: Tf, samples: Tensor2D, count: number, random: Random): Codec {
  const start = Array.from(random.shuffle(samples.shape[0]).subarray(0, count));
  let centroids: Tensor2D = tf.gather(samples, tf.tensor1d(start, 'int32'));
  for (let i = 0; i < iterations; i++) centroids = tf.tidy(() => moved(tf, samples, centroids));
  const residuals = tf.tidy(() => tf.sub(samples, tf.gather(centroids, nearest(tf, samples, centroids))));
  return { centroids, residuals: residuals.dataSync<'float32'>().slice().sort() };
}

function nearest(tf: Tf, vectors: Tensor2D, centroids: Tensor2D): Tensor1D {
  return tf.argMax(similarities(tf, vectors, centroids), 1);
}

/** Each centroid to the direction of the mean of its vectors; one without vectors stays. */
function moved(tf: Tf, samples: Tensor2D, centroids: Tensor2D): Tensor2D {
  const member = tf.oneHot(nearest(tf, samples, centroids), centroids.shape[0]) as Tensor2D;
  const members = tf.cast(member, 'float32');
  const sums: Tensor2D = tf.matMul(members, samples, true);
  const isEmpty = tf.equal(tf.sum(members, 0), 0);
  return tf.where(tf.expandDims(isEmpty, 1), centroids, unitRows(tf, sums));
}

/**
 * Vectors as they come back from the index: the nearest centroid plus, in each dimension, the centre of one of 2^bits
 * buckets that hold equally many residual values, brought to length 1.
 */
export function compressed(
  tf: Tf,
  { centroids, residuals }: Codec,
  vectors: Tensor2D,
  bits: number,
): Tensor2D {
  const buckets = 2 ** bits;
  const quantile = (p: number) =>
    residuals[Math.min(residuals.length - 1, Math.floor(p * residuals.length))]!;
  const borders = Array.from({ length: buckets - 1 }, (_, i) => quantile((i + 1) / buckets));
  const centres = Array.from({ length: buckets }, (_, i) => quantile((i + 0.5) / buckets));
  return tf.tidy(() => {
    const base: Tensor2D = tf.gather(centroids, nearest(tf, vectors, centroids));
    const residual = tf.sub(vectors, base);
    const code = borders.reduce(
      (sum, border) => tf.add(sum, tf.cast(tf.greaterEqual(residual, border), 'int32')),
      tf.cast(tf.zerosLike(residual), 'int32'),
    );
    const decoded = tf.reshape(tf.gather(tf.tensor1d(centres), tf.reshape(code, [-1])), base.shape);
    return unitRows(tf, tf.add<Tensor2D>(base, decoded));
  });
}

/** Bytes of one token: `bits` per dimension and the number of its centroid, or 32-bit floats. */
export function bytesPerToken(size: number, bits: number, centroids: number): number {
  return bits === 32 ? 4 * size : (size * bits) / 8 + Math.ceil(Math.log2(centroids) / 8);
}

/** Mean cosine of rows with unit rows. */
export function meanCosine(tf: Tf, a: Tensor2D, b: Tensor2D): number {
  const mean = tf.tidy(() => tf.mean(tf.sum(tf.mul(a, b), 1)));
  const [value] = mean.dataSync<'float32'>();
  mean.dispose();
  return value!;
}
