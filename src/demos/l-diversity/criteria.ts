/** How diverse the sensitive values of each class are, and which classes a criterion lets pass. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/** Slack for entropies in single precision. */
const slack = 1e-5;

/** One number a class, each list in the order of the classes. */
export interface ClassMeasures {
  /** Records. */
  readonly size: ArrayLike<number>;
  /** Different sensitive values. */
  readonly distinct: ArrayLike<number>;
  /** In nats. */
  readonly entropy: ArrayLike<number>;
  /** Share of the most frequent value: what an attacker who knows the class is sure of. */
  readonly posterior: ArrayLike<number>;
  /** Records of the most frequent value. */
  readonly most: ArrayLike<number>;
  /** ½ Σ |p − q| against the whole table: t-closeness with equal ground distance (Li et al. 2007). */
  readonly distance: ArrayLike<number>;
  /** Counts from the most frequent value down; classes x values, row by row. */
  readonly sorted: ArrayLike<number>;
  /** Classes x values, row by row. */
  readonly counts: ArrayLike<number>;
  readonly values: number;
}

/** Counts of each sensitive value in each class: one product of two one-hot matrices. */
export function countMatrix(
  tf: Tf,
  classOf: Int32Array,
  sensitive: Int32Array,
  classes: number,
  values: number,
): Tensor2D {
  return tf.tidy(() => {
    // One-hot codes have at least two columns.
    const rows = tf.oneHot(tf.tensor1d(classOf, 'int32'), Math.max(2, classes));
    const columns = tf.oneHot(tf.tensor1d(sensitive, 'int32'), values);
    const counts: Tensor2D = tf.matMul(tf.cast(rows, 'float32'), tf.cast(columns, 'float32'), true);
    return tf.slice(counts, [0, 0], [classes, values]);
  });
}

/** @param counts classes x values, no empty class @param table records of each value in the whole table */
export function measureClasses(tf: Tf, counts: Tensor2D, table: Tensor1D): ClassMeasures {
  const values = counts.shape[1];
  return tf.tidy(() => {
    const size = tf.sum(counts, 1, true);
    const p = tf.div(counts, size);
    const q = tf.div(table, tf.sum(table));
    const read = (tensor: { dataSync(): ArrayLike<number> }) => Float32Array.from(tensor.dataSync());
    const sorted = tf.topk(counts, values).values;
    return {
      size: read(size),
      distinct: read(tf.sum(tf.cast(tf.greater(counts, 0), 'float32'), 1)),
      entropy: read(tf.neg(tf.sum(tf.mul(p, tf.log(tf.maximum(p, 1e-12))), 1))),
      posterior: read(tf.max(p, 1)),
      most: read(tf.max(counts, 1)),
      distance: read(tf.mul(tf.sum(tf.abs(tf.sub(p, q)), 1), 0.5)),
      sorted: read(sorted),
      counts: read(counts),
      values,
    };
  });
}

export const criteria = ['none', 'distinct', 'entropy', 'recursive'] as const;
export type Criterion = (typeof criteria)[number];

export interface Demand {
  readonly k: number;
  readonly criterion: Criterion;
  /** Whole for `distinct` and `recursive`: a half counts as the next whole number. */
  readonly l: number;
  readonly c: number;
}

/** Whether class i may be published. */
export function passes(measures: ClassMeasures, i: number, { k, criterion, l, c }: Demand): boolean {
  if (measures.size[i]! < k) return false;
  switch (criterion) {
    case 'none':
      return true;
    case 'distinct':
      return measures.distinct[i]! >= Math.ceil(l);
    case 'entropy':
      return measures.entropy[i]! >= Math.log(l) - slack;
    case 'recursive':
      return measures.most[i]! < c * tail(measures, i, Math.ceil(l));
  }
}

/** r_l + … + r_m, the counts of class i from the l-th most frequent value on. */
function tail({ sorted, values }: ClassMeasures, i: number, l: number): number {
  let sum = 0;
  for (let s = l - 1; s < values; s++) sum += sorted[i * values + s]!;
  return sum;
}

/** The c that class i has to stay below: recursive (c, l)-diversity holds for every greater one. */
export function leastC(measures: ClassMeasures, i: number, l: number): number {
  const rest = tail(measures, i, l);
  return rest > 0 ? measures.most[i]! / rest : Infinity;
}

/** What is left of a table, and what an attacker gets from it. */
export interface Release {
  /** Indices of the published classes. */
  readonly kept: readonly number[];
  readonly keptRows: number;
  readonly keptShare: number;
  /** Published classes with one sensitive value, and their records. */
  readonly homogeneous: number;
  readonly homogeneousRows: number;
  /** Share of the published records whose value the best guess from their class hits. */
  readonly attacker: number;
  readonly worstPosterior: number;
  readonly leastDistinct: number;
  /** e to the least entropy: the l that entropy l-diversity reaches. */
  readonly effectiveL: number;
  readonly t: number;
  /** Σ n² over the square of the published records: 1 is one class, 1/N all different. */
  readonly discernibility: number;
}

/** Publishes the classes that pass and suppresses the others. */
export function release(measures: ClassMeasures, demand: Demand): Release {
  const all = Array.from(measures.size, (_, i) => i);
  const kept = all.filter((i) => passes(measures, i, demand));
  const total = (of: (i: number) => number, over = kept) => over.reduce((sum, i) => sum + of(i), 0);
  const greatest = (of: (i: number) => number) => kept.reduce((most, i) => Math.max(most, of(i)), 0);
  const least = (of: (i: number) => number) => (kept.length > 0 ? Math.min(...kept.map(of)) : 0);
  const size = (i: number) => measures.size[i]!;
  const rows = total(size);
  const alike = kept.filter((i) => measures.distinct[i] === 1);
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return {
    kept,
    keptRows: rows,
    keptShare: share(rows, total(size, all)),
    homogeneous: alike.length,
    homogeneousRows: total(size, alike),
    attacker: share(
      total((i) => measures.most[i]!),
      rows,
    ),
    worstPosterior: greatest((i) => measures.posterior[i]!),
    leastDistinct: least((i) => measures.distinct[i]!),
    effectiveL: kept.length > 0 ? Math.exp(least((i) => measures.entropy[i]!)) : 0,
    t: greatest((i) => measures.distance[i]!),
    discernibility: share(
      total((i) => size(i) ** 2),
      rows ** 2,
    ),
  };
}
