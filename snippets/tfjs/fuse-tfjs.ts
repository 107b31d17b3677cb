// concept: late-fusion
// prefix: [fuse-tfjs, late-fusion]
// description: Weighted average of class probabilities; missing modalities are left out
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** scores: class probabilities of each model, or null where its modality is missing. */
function fuseScores(scores: (tf.Tensor2D | null)[], weights: number[]): tf.Tensor2D {
  return tf.tidy(() => {
    const total = weights.reduce((sum, weight, m) => (scores[m] ? sum + weight : sum), 0);
    return tf.addN(scores.flatMap((p, m) => (p ? [tf.mul<tf.Tensor2D>(p, weights[m]! / total)] : [])));
  });
}

// --- test
const [a, b] = [tf.tensor2d([[0.7, 0.2, 0.1]]), tf.tensor2d([[0.4, 0.5, 0.1]])];
for (const [fused, expected] of [
  [fuseScores([a, b], [1, 1]), [0.55, 0.35, 0.1]],
  [fuseScores([a, b], [0.6, 0.4]), [0.58, 0.32, 0.1]],
  [fuseScores([a, null], [0.6, 0.4]), [0.7, 0.2, 0.1]],
] as const) {
  const found = fused.dataSync();
  expected.forEach((value, k) => {
    if (Math.abs(found[k]! - value) > 1e-6) throw new Error(`class ${k}: ${found[k]} is not ${value}`);
  });
}
