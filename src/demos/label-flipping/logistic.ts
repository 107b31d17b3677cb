/** Logistic regression by gradient descent, for many versions of the labels at once. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { columns, type Points } from './data';

/** Cross-entropy, or symmetric cross-entropy with alpha 0.1, beta 1 and A = -4 (Wang et al. 2019). */
export type Loss = 'ce' | 'sce';

const steps = 400;
const learningRate = 0.5;
/** L2 penalty on both slopes; the offset is free. */
export const penalty = [0.01, 0.01, 0] as const;
const stepsPerReport = 20;

/**
 * Full-batch gradient descent from zero, one column of weights for each version of the labels.
 * @param versions labels 0 and 1 of the same points
 * @returns slope, slope and offset of each version
 */
export async function fitLogistic(
  tf: Tf,
  { features }: Pick<Points, 'features'>,
  versions: readonly Uint8Array[],
  loss: Loss,
  report: (share: number) => Promise<void> | void = () => undefined,
): Promise<Float32Array[]> {
  const n = features.length / columns;
  const x = tf.tensor2d(features, [n, columns]);
  const signs = signsOf(tf, versions);
  const decay = tf.tensor2d([...penalty], [columns, 1]);
  let theta: Tensor2D = tf.zeros([columns, versions.length]);
  for (let step = 1; step <= steps; step++) {
    const next = tf.tidy(() => {
      const p = tf.sigmoid(tf.mul(signs, tf.matMul(x, theta)));
      const wrong = tf.sub(1, p);
      const weight = loss === 'ce' ? wrong : tf.mul(wrong, tf.add(0.1, tf.mul(p, 4)));
      const pull = tf.div(tf.matMul(x, tf.mul(weight, signs) as Tensor2D, true), n);
      return tf.add(theta, tf.mul(tf.sub(pull, tf.mul(theta, decay)), learningRate)) as Tensor2D;
    });
    theta.dispose();
    theta = next;
    if (step % stepsPerReport === 0) await report(step / steps);
  }
  const values = theta.dataSync<'float32'>();
  const column = (v: number) =>
    Float32Array.from({ length: columns }, (_, i) => values[i * versions.length + v]!);
  const thetas = versions.map((_, v) => column(v));
  tf.dispose([x, signs, decay, theta]);
  return thetas;
}

/** +1 for class 1 and -1 for class 0, points x versions. */
function signsOf(tf: Tf, versions: readonly Uint8Array[]): Tensor2D {
  const n = versions[0]!.length;
  const values = new Float32Array(n * versions.length);
  versions.forEach((labels, v) =>
    labels.forEach((label, i) => (values[i * versions.length + v] = 2 * label - 1)),
  );
  return tf.tensor2d(values, [n, versions.length]);
}

/** Scores of all points: class 1 where positive. */
export function scores({ features }: Pick<Points, 'features'>, theta: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: features.length / columns }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += features[columns * i + j]! * theta[j]!;
    return sum;
  });
}

export const predictions = (points: Pick<Points, 'features'>, theta: ArrayLike<number>): Uint8Array =>
  Uint8Array.from(scores(points, theta), (score) => (score > 0 ? 1 : 0));
