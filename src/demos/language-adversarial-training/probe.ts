/** An attacker who comes after the training: can the language still be read off the frozen features? */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { createMlp } from '../models/mlp';
import { languages } from './languages';
import { oneHot, width } from './training';
import { variableAdam } from '../models/variable-adam';

export const probeSteps = 200;
const learningRate = 0.02;

/**
 * Accuracy on the odd rows of a new classifier that was trained on the even ones, on features of mean 0 and variance 1.
 * @param features row by row, `width` numbers each
 * @param report after each step
 */
export async function probeLanguage(
  tf: Tf,
  random: Random,
  features: Float32Array,
  languageOf: Int32Array,
  report: (step: number) => Promise<void>,
): Promise<number> {
  const rows = Array.from(languageOf.keys());
  const [even, odd] = [rows.filter((i) => i % 2 === 0), rows.filter((i) => i % 2 === 1)];
  const probe = createMlp(tf, random, [width, 16, languages]);
  const optimizer = variableAdam(tf, probe.variables);
  const [seen, unseen] = tf.tidy((): Tensor2D[] => {
    const all = standardized(tf, features);
    return [even, odd].map((chosen) => tf.gather(all, tf.tensor1d(chosen, 'int32')));
  }) as [Tensor2D, Tensor2D];
  const target = oneHot(tf, even, languageOf, languages);
  for (let step = 1; step <= probeSteps; step++) {
    const loss = (): Scalar => tf.losses.softmaxCrossEntropy(target, probe.logits(seen));
    optimizer.minimize(loss, learningRate);
    await report(step);
  }
  const guesses = tf.tidy(() => tf.argMax(probe.logits(unseen), 1).dataSync());
  tf.dispose([seen, unseen, target, ...probe.variables]);
  return odd.filter((row, i) => guesses[i] === languageOf[row]).length / odd.length;
}

function standardized(tf: Tf, features: Float32Array): Tensor2D {
  return tf.tidy(() => {
    const x = tf.tensor2d(features, [features.length / width, width]);
    const { mean, variance } = tf.moments(x, 0);
    return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-6)));
  });
}
