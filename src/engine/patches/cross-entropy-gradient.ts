/**
 * `tf.losses.softmaxCrossEntropy` that can be differentiated twice, and by its labels. The stock one saves an
 * intermediate result that is on no tape, so that second derivatives are wrong without a word, and its gradient by the
 * labels is not -log p. Composed of logSoftmax, whose own gradient is stable, it needs no gradient of its own.
 */
import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

export function composeSoftmaxCrossEntropy(tf: Tf): void {
  const asTensor = (x: Tensor | TensorLike) => tf.cast(x instanceof tf.Tensor ? x : tf.tensor(x), 'float32');

  const losses = tf.losses as { softmaxCrossEntropy: Tf['losses']['softmaxCrossEntropy'] };
  losses.softmaxCrossEntropy = (onehotLabels, logits, weights, labelSmoothing = 0, reduction) =>
    tf.tidy(() => {
      const scores = asTensor(logits);
      const hard = asTensor(onehotLabels);
      tf.util.assertShapesMatch(hard.shape, scores.shape, 'Error in softmaxCrossEntropy: ');
      const classes = hard.shape.at(-1)!;
      const labels =
        labelSmoothing > 0 ? tf.add(tf.mul(hard, 1 - labelSmoothing), labelSmoothing / classes) : hard;
      const rows = tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(scores)), -1));
      return tf.losses.computeWeightedLoss(rows, weights, reduction);
    });
}
