// concept: l-diversity
// prefix: [l-diversity, l-diversity-tfjs]
// description: Distinct and entropy l of each class, from one product of one-hot codes
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** group, sensitive: one int32 code a record. Each class of `groups` must occur. */
function diversity(group: tf.Tensor1D, sensitive: tf.Tensor1D, groups: number, values: number) {
  const oneHot = (codes: tf.Tensor1D, depth: number) => tf.cast(tf.oneHot(codes, depth), 'float32');
  const counts = tf.matMul<tf.Tensor2D>(oneHot(group, groups), oneHot(sensitive, values), true);
  const p = tf.div(counts, tf.sum(counts, 1, true));
  const entropy = tf.neg(tf.sum(tf.mul(p, tf.log(tf.maximum(p, 1e-12))), 1));
  return { counts, distinct: tf.sum(tf.cast(tf.greater(counts, 0), 'int32'), 1), entropyL: tf.exp(entropy) };
}

// --- test
const table = [[4, 0, 0, 0], [2, 1, 1, 0], [3, 1, 0, 0], [1, 1, 1, 1]];
const rows = table.flatMap((row, g) => row.flatMap((count, s) => Array.from({ length: count }, () => [g, s] as const)));
const codes = (i: 0 | 1) => tf.tensor1d(rows.map((row) => row[i]), 'int32');
const found = diversity(codes(0), codes(1), 4, 4);
if (JSON.stringify(found.counts.arraySync()) !== JSON.stringify(table)) throw new Error('counts');
if (found.distinct.arraySync().toString() !== '1,3,2,4') throw new Error('distinct');
[1, 2.828427, 1.754765, 4].forEach((l, i) => {
  if (Math.abs(found.entropyL.dataSync()[i]! - l) > 1e-4) throw new Error(`entropy l of class ${i}`);
});
