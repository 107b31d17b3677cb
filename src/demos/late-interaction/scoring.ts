/** Two ways to score passages for a query: by their tokens, or by one pooled vector each. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { unitRows } from '../models/normalize';

/** Similarity of each query token (rows) with each passage token (columns); both have unit rows. */
export function similarities(tf: Tf, query: Tensor2D, passage: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.matMul(query, tf.transpose(passage)));
}

/**
 * MaxSim of several queries, stacked into one matrix: for each query token the best match in the passage, summed over
 * the tokens of each query (Khattab and Zaharia 2020).
 * @param owner queries x tokens, 1 where the token belongs to the query
 */
export function maxSim(tf: Tf, queries: Tensor2D, owner: Tensor2D, passage: Tensor2D): Tensor1D {
  return tf.tidy(() => {
    const best = tf.max(similarities(tf, queries, passage), 1, true);
    return tf.squeeze<Tensor1D>(tf.matMul(owner, best), [1]);
  });
}

/** Cosine of the sums of token vectors: what a single vector per text gives. */
export function pooledCosine(tf: Tf, queries: Tensor2D, owner: Tensor2D, passage: Tensor2D): Tensor1D {
  return tf.tidy(() => {
    const pooled = unitRows(tf, tf.matMul(owner, queries));
    const text = unitRows(tf, tf.sum<Tensor2D>(passage, 0, true));
    return tf.squeeze<Tensor1D>(similarities(tf, pooled, text), [1]);
  });
}

/** 1 for the best; equal scores do not push it down. */
export function rankOf(scores: ArrayLike<number>, index: number): number {
  return 1 + Array.from(scores).filter((score) => score > scores[index]!).length;
}
