/** What a code is steered by, and the descent on it. */
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { loadPixelProbe } from '../models/sprite-meter';
import { facePixels, factorCount, factorIndex } from '../models/sprite-renderer';
import type { Vae } from '../models/sprite-vae';

/** The factor that is to change. */
export const soughtFactor = factorIndex.smile;

/** Weights of the parts of the objective; a part of weight 0 is left out. */
export interface Objective {
  /** The score wanted; without one, as much as possible. */
  readonly target?: number;
  /** On changes of the other scores. */
  readonly keep: number;
  /** On the squared distance from the start. */
  readonly near: number;
  /** On the squared length of the code. */
  readonly short: number;
}

export type Scorer = (codes: Tensor2D) => Tensor2D;

/** The five scores of each decoded code, read off its pixels by a linear map: differentiable, and no judge of realism. */
export function pixelScorer(tf: Tf, vae: Vae): Scorer {
  const probe = loadPixelProbe();
  const weights = tf.tensor2d(Float32Array.from(probe.weights), [facePixels, factorCount]);
  const biases: Tensor1D = tf.tensor1d(Float32Array.from(probe.biases));
  return (codes) => tf.add(tf.matMul(vae.decode(codes), weights), biases);
}

/** Sum of the objective over the rows; rows do not act on each other. */
export function objectiveOf(tf: Tf, scorer: Scorer, objective: Objective, start: Tensor2D) {
  const first = scorer(start);
  const others = tf.tensor1d(Array.from({ length: factorCount }, (_, k) => (k === soughtFactor ? 0 : 1)));
  return (codes: Tensor2D): Scalar => {
    const scores = scorer(codes);
    const sought = tf.slice(scores, [0, soughtFactor], [-1, 1]);
    const squares = (x: Tensor2D): Scalar => tf.sum(tf.square(x));
    const parts: Scalar[] = [
      objective.target === undefined ? tf.neg(tf.sum(sought)) : squares(tf.sub(sought, objective.target)),
    ];
    if (objective.keep > 0)
      parts.push(tf.mul(squares(tf.mul(tf.sub(scores, first), others)), objective.keep));
    if (objective.near > 0) parts.push(tf.mul(squares(tf.sub(codes, start)), objective.near));
    if (objective.short > 0) parts.push(tf.mul(squares(codes), objective.short));
    return tf.addN(parts);
  };
}

/** Plain gradient descent on the codes; the network stays as it is. `onStep` sees the codes after each step. */
export async function descend(
  tf: Tf,
  scorer: Scorer,
  objective: Objective,
  start: Tensor2D,
  rate: number,
  steps: number,
  onStep: (codes: Float32Array, step: number) => Promise<void> | void = () => undefined,
): Promise<void> {
  const loss = objectiveOf(tf, scorer, objective, start);
  const slope = tf.grad((x) => loss(x as Tensor2D));
  let codes = start.clone();
  for (let step = 1; step <= steps; step++) {
    const next = tf.tidy(() => tf.sub(codes, tf.mul(slope(codes), rate)) as Tensor2D);
    codes.dispose();
    codes = next;
    await onStep(codes.dataSync<'float32'>().slice(), step);
  }
  codes.dispose();
}
