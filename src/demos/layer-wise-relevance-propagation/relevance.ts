/** Layer-wise relevance propagation through dense layers with ReLU between them (Bach et al. 2015). */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/**
 * How a layer hands its relevance down (Montavon et al. 2019): `zero` and `epsilon` by the contributions as they are,
 * `gamma` with positive weights favoured, `zplus` by positive weights alone, `zbox` for inputs that lie in [0, 1].
 */
export type Rule = 'zero' | 'epsilon' | 'gamma' | 'zplus' | 'zbox';

export interface RuleSettings {
  readonly eps: number;
  readonly gamma: number;
}

/** inputs x outputs, and one bias an output. */
export interface Layer {
  readonly weights: Tensor2D;
  readonly biases: Tensor1D;
}

/** The input, the values after each layer's ReLU, and last the logits; examples x units. */
export function forward(tf: Tf, layers: readonly Layer[], x: Tensor2D): Tensor2D[] {
  const activations = [x];
  layers.forEach(({ weights, biases }, i) => {
    const z: Tensor2D = tf.add(tf.matMul(activations[i]!, weights), biases);
    activations.push(i < layers.length - 1 ? tf.relu(z) : z);
  });
  return activations;
}

/**
 * Sends relevance from the output to the input.
 * @param activations what `forward` gave
 * @param start relevance of the outputs, examples x outputs
 * @param rules one a layer, the first that of the layer next to the input
 * @returns relevance at the output, below each layer, and last of the input
 */
export function propagate(
  tf: Tf,
  layers: readonly Layer[],
  activations: readonly Tensor2D[],
  start: Tensor2D,
  rules: readonly Rule[],
  settings: RuleSettings,
): Tensor2D[] {
  const relevance = [start];
  for (let i = layers.length - 1; i >= 0; i--) {
    const upper = relevance.at(-1)!;
    relevance.push(layerRelevance(tf, layers[i]!, activations[i]!, upper, rules[i]!, settings));
  }
  return relevance;
}

/** R_j = Σ_k a_j ρ(w_jk) / (z_k + ε sign z_k) · R_k with z_k = Σ_j a_j ρ(w_jk) + ρ(b_k), sign 0 = 1. */
function layerRelevance(
  tf: Tf,
  layer: Layer,
  a: Tensor2D,
  upper: Tensor2D,
  rule: Rule,
  settings: RuleSettings,
): Tensor2D {
  return tf.tidy(() => {
    if (rule === 'zbox') return boxRelevance(tf, layer, a, upper);
    const { weights, biases } = modified(tf, layer, rule, settings);
    const z: Tensor2D = tf.add(tf.matMul(a, weights), biases);
    const share = divide(tf, upper, z, rule === 'epsilon' ? settings.eps : 0);
    return tf.mul(a, tf.matMul(share, weights, false, true));
  });
}

/** The layer with ρ(w) and ρ(b) in the place of w and b. */
function modified(tf: Tf, { weights, biases }: Layer, rule: Rule, { gamma }: RuleSettings): Layer {
  switch (rule) {
    case 'gamma':
      return {
        weights: tf.add(weights, tf.mul(tf.relu(weights), gamma)),
        biases: tf.add(biases, tf.mul(tf.relu(biases), gamma)),
      };
    case 'zplus':
      return { weights: tf.relu(weights), biases: tf.zerosLike(biases) };
    default:
      return { weights, biases };
  }
}

/** The z^B rule for inputs between 0 and 1 (Montavon et al. 2017): contributions x_i w_ij − min(w_ij, 0). */
function boxRelevance(tf: Tf, { weights }: Layer, x: Tensor2D, upper: Tensor2D): Tensor2D {
  const negative: Tensor2D = tf.minimum(weights, 0);
  const z: Tensor2D = tf.sub(tf.matMul(x, weights), tf.sum(negative, 0));
  const share = divide(tf, upper, z, 0);
  const byInput: Tensor2D = tf.mul(x, tf.matMul(share, weights, false, true));
  return tf.sub(byInput, tf.matMul(share, negative, false, true));
}

/** Upper relevance over the stabilised sum; a unit whose sum is 0 has nothing to hand down. */
function divide(tf: Tf, upper: Tensor2D, z: Tensor2D, eps: number): Tensor2D {
  const sign = tf.sub(tf.mul(tf.cast(tf.greaterEqual(z, 0), 'float32'), 2), 1);
  return tf.divNoNan(upper, tf.add(z, tf.mul(sign, eps)));
}

/** Gradient of the explained score by the input, times the input. */
export function gradientTimesInput(
  tf: Tf,
  layers: readonly Layer[],
  x: Tensor2D,
  explained: Tensor2D,
): Tensor2D {
  return tf.tidy(() => {
    const score = (input: Tensor) =>
      tf.sum(tf.mul(forward(tf, layers, input as Tensor2D).at(-1)!, explained));
    return tf.mul(x, tf.grad(score)(x));
  });
}
