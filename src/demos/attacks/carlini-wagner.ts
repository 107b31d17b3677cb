/** The attack of Carlini and Wagner on the length of the change. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { bestWrong, type DigitClassifier } from '../models/digit-classifier';
import { nothingFound, shorter, type Shortest } from './shortest';

export interface CarliniSettings {
  /** By how much the best wrong logit has to lead. */
  readonly kappa: number;
  readonly searches: number;
  readonly steps: number;
  readonly learningRate: number;
}

/**
 * Carlini and Wagner: shortens the change while a penalty c holds the margin below -kappa, with pixels as
 * (tanh v + 1) / 2 so that they stay in the box, Adam on v, and a search for the least c that works (2017).
 */
export async function carliniWagner(
  tf: Tf,
  classifier: DigitClassifier,
  x: Tensor2D,
  oneHot: Tensor2D,
  { kappa, searches, steps, learningRate }: CarliniSettings,
  onStep: (step: number) => Promise<void> | void,
): Promise<Shortest> {
  const rows = x.shape[0];
  const c = new Float32Array(rows).fill(1);
  const low = new Float32Array(rows);
  const high = new Float32Array(rows).fill(Infinity);
  let found = nothingFound(tf, x);
  for (let search = 0; search < searches; search++) {
    const worked = new Uint8Array(rows);
    let state = adamState(
      tf,
      tf.tidy(() => tf.atanh(tf.clipByValue(tf.sub(tf.mul(x, 2), 1), -0.999999, 0.999999))),
    );
    for (let step = 1; step <= steps; step++) {
      const { at, isAdversarial, gradient } = carliniGradient(tf, classifier, x, oneHot, state.v, c, kappa);
      found = shorter(tf, found, x, at, isAdversarial);
      isAdversarial.forEach((is, i) => (worked[i] ||= is));
      state = adamStep(tf, state, gradient, step, learningRate);
      tf.dispose([at, gradient]);
      await onStep(search * steps + step);
    }
    tf.dispose([state.v, state.mean, state.square]);
    for (let i = 0; i < rows; i++) {
      if (worked[i]) high[i] = Math.min(high[i]!, c[i]!);
      else low[i] = Math.max(low[i]!, c[i]!);
      c[i] = high[i] === Infinity ? c[i]! * 10 : (low[i]! + high[i]!) / 2;
    }
  }
  return found;
}

function carliniGradient(
  tf: Tf,
  classifier: DigitClassifier,
  x: Tensor2D,
  oneHot: Tensor2D,
  v: Tensor2D,
  c: Float32Array,
  kappa: number,
) {
  const { at, gradient, ahead } = tf.tidy(() => {
    const tanh = tf.tanh(v);
    const at: Tensor2D = tf.div(tf.add(tanh, 1), 2);
    const logits = classifier.logits(at);
    const lead = tf.sum(tf.mul(logits, tf.sub(bestWrong(tf, logits, oneHot), oneHot)), 1, true);
    const penalty = tf.mul(tf.cast(tf.less(lead, kappa), 'float32'), tf.tensor2d(c, [c.length, 1]));
    const byPixels = tf.sub(
      tf.mul(tf.sub(at, x), 2),
      tf.mul(penalty, classifier.inputGradient(at, oneHot, 'margin')),
    );
    const gradient: Tensor2D = tf.mul(byPixels, tf.div(tf.sub(1, tf.square(tanh)), 2));
    return {
      at,
      gradient,
      ahead: tf.cast(tf.logicalAnd(tf.greaterEqual(lead, kappa), tf.greater(lead, 0)), 'float32'),
    };
  });
  const isAdversarial = ahead.dataSync();
  ahead.dispose();
  return { at, gradient, isAdversarial };
}

interface AdamState {
  readonly v: Tensor2D;
  readonly mean: Tensor2D;
  readonly square: Tensor2D;
}

function adamState(tf: Tf, v: Tensor2D): AdamState {
  return { v, mean: tf.zerosLike(v), square: tf.zerosLike(v) };
}

/** Adam with its usual decay rates of 0.9 and 0.999. Uses up `state`. */
function adamStep(
  tf: Tf,
  state: AdamState,
  gradient: Tensor2D,
  step: number,
  learningRate: number,
): AdamState {
  const next = tf.tidy(() => {
    const mean: Tensor2D = tf.add(tf.mul(state.mean, 0.9), tf.mul(gradient, 0.1));
    const square: Tensor2D = tf.add(tf.mul(state.square, 0.999), tf.mul(tf.square(gradient), 0.001));
    const rate = (learningRate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
    const v: Tensor2D = tf.sub(state.v, tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), 1e-8)));
    return { v, mean, square };
  });
  tf.dispose([state.v, state.mean, state.square]);
  return next;
}
