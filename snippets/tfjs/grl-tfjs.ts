// concept: language-adversarial-training
// prefix: [grl-tfjs, gradient-reversal]
// description: Gradient reversal layer, identity forward and -lambda times the gradient backward
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** Stands in front of the language discriminator. */
function gradientReversal<T extends tf.Tensor>(x: T, lambda: number): T {
  const reverse = tf.customGrad((input) => ({
    value: (input as T).clone(),
    gradFunc: (dy: tf.Tensor) => dy.mul(-lambda),
  }));
  return reverse(x) as T;
}

// --- test
const x = tf.tensor1d([1, 2]);
const y = Array.from(gradientReversal(x, 0.5).dataSync());
if (y.join() !== '1,2') throw new Error(`forward ${y}`);
const slope = tf.grad((input: tf.Tensor) => tf.sum(tf.mul(gradientReversal(input, 0.5), [3, 4])));
const gradient = Array.from(slope(x).dataSync());
if (gradient.join() !== '-1.5,-2') throw new Error(`backward ${gradient}`);
