/** The small network that the attack demos share: 144 pixels, 32 ReLU units, 10 classes. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { digitClasses, digitPixels } from './digits';

export const hiddenUnits = 32;

/** Weights row by row: pixels x hidden, hidden, hidden x classes, classes. */
export interface ClassifierWeights {
  readonly w1: Float32Array;
  readonly b1: Float32Array;
  readonly w2: Float32Array;
  readonly b2: Float32Array;
}

/** Weights normal with variance 2 / 144 and 1 / 32, biases zero. */
export function initialWeights(random: Random): ClassifierWeights {
  const normals = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => scale * random.normal());
  return {
    w1: normals(digitPixels * hiddenUnits, Math.sqrt(2 / digitPixels)),
    b1: new Float32Array(hiddenUnits),
    w2: normals(hiddenUnits * digitClasses, Math.sqrt(1 / hiddenUnits)),
    b2: new Float32Array(digitClasses),
  };
}

/** What an attack climbs: cross-entropy, or the best wrong logit minus the right one. */
export type AttackLoss = 'ce' | 'margin';

export interface DigitClassifier {
  /** @param x images, one a row @returns one logit a class */
  logits(x: Tensor2D): Tensor2D;
  /**
   * Logits of one image with each of its pixels alone set to `to`, a row for each pixel. Only the changed pixel goes
   * through the first layer again.
   * @param image one row
   */
  withOnePixel(image: Tensor2D, to: number): Tensor2D;
  /**
   * Gradient of each row's loss by the row's pixels. Written out, because it is quicker than `tf.grad`:
   * relu'(h) gates the way back through both layers.
   * @param oneHot the true class of each row
   * @param scale what the logits are multiplied by before the loss; changes no prediction
   */
  inputGradient(x: Tensor2D, oneHot: Tensor2D, loss?: AttackLoss, scale?: number): Tensor2D;
  /** Gradients of the logits of each row by the row's pixels, one tensor a class. */
  logitGradients(x: Tensor2D): Tensor2D[];
}

interface Parameters {
  readonly w1: Tensor2D;
  readonly b1: Tensor1D;
  readonly w2: Tensor2D;
  readonly b2: Tensor1D;
}

/** The classifier with these weights. Its tensors belong to whoever runs. */
export function digitClassifier(tf: Tf, weights: ClassifierWeights): DigitClassifier {
  return classifierOf(tf, {
    w1: tf.tensor2d(weights.w1, [digitPixels, hiddenUnits]),
    b1: tf.tensor1d(weights.b1),
    w2: tf.tensor2d(weights.w2, [hiddenUnits, digitClasses]),
    b2: tf.tensor1d(weights.b2),
  });
}

/** The same over tensors or variables, which training changes. */
export function classifierOf(tf: Tf, { w1, b1, w2, b2 }: Parameters): DigitClassifier {
  const hidden = (x: Tensor2D): Tensor2D => tf.add(tf.matMul(x, w1), b1);
  const output = (h: Tensor2D): Tensor2D => tf.add(tf.matMul(tf.relu(h), w2), b2);
  const back = (byLogits: Tensor2D, h: Tensor2D): Tensor2D => {
    const byHidden: Tensor2D = tf.mul(tf.matMul(byLogits, w2, false, true), tf.step(h));
    return tf.matMul(byHidden, w1, false, true);
  };
  return {
    logits: (x) => tf.tidy(() => output(hidden(x))),
    withOnePixel: (image, to) =>
      tf.tidy(() => output(tf.add(hidden(image), tf.mul(tf.transpose(tf.sub(to, image)), w1)))),
    inputGradient: (x, oneHot, loss = 'ce', scale = 1) =>
      tf.tidy(() => {
        const h = hidden(x);
        const z = output(h);
        const wrong: Tensor2D = loss === 'ce' ? tf.softmax(tf.mul(z, scale)) : bestWrong(tf, z, oneHot);
        return back(tf.mul(tf.sub(wrong, oneHot), scale), h);
      }),
    logitGradients: (x) =>
      tf.tidy(() => {
        const h = hidden(x);
        return Array.from({ length: digitClasses }, (_, k) => {
          const classes: Tensor1D = tf.fill([x.shape[0]], k, 'int32');
          return back(oneHotRows(tf, classes), h);
        });
      }),
  };
}

/** One-hot of the highest logit among the wrong classes. */
export function bestWrong(tf: Tf, logits: Tensor2D, oneHot: Tensor2D): Tensor2D {
  const wrong: Tensor1D = tf.argMax(tf.sub(logits, tf.mul(oneHot, 1e9)), 1);
  return oneHotRows(tf, wrong);
}

/** @param labels int32, one a row */
export function oneHotRows(tf: Tf, labels: Tensor1D): Tensor2D {
  return tf.tidy(() => tf.cast(tf.oneHot(labels, digitClasses), 'float32') as Tensor2D);
}
