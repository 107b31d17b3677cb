/** The explanation of one image for one class. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { oneHotOf, positiveShare } from './measure';
import { forward, gradientTimesInput, propagate, type Layer, type RuleSettings } from './relevance';
import type { RuleSet } from './rules';
import { classes, pixels, tagPixels } from './strokes';

export interface Explanation {
  readonly predicted: number;
  readonly explained: number;
  /** The logit of the explained class. */
  readonly score: number;
  readonly map: Float32Array;
  /** The map of the next class, started from 1. */
  readonly nextMap: Float32Array;
  readonly gradientTimesInput: Float32Array;
  /** Relevance at the output, below each layer, last that of the input. */
  readonly sums: readonly number[];
  /** Shares of the positive relevance. */
  readonly onStroke: number;
  readonly onTag: number;
}

/** @param explained the class, or nothing for the one that the network sees */
export function explain(
  tf: Tf,
  layers: readonly Layer[],
  image: Float32Array,
  mask: Float32Array,
  explained: number | undefined,
  rules: RuleSet,
  settings: RuleSettings,
): Explanation {
  return tf.tidy(() => {
    const x: Tensor2D = tf.tensor2d(image, [1, pixels]);
    const activations = forward(tf, layers, x);
    const logits = activations.at(-1)!.dataSync<'float32'>();
    const predicted = logits.indexOf(Math.max(...logits));
    const label = explained ?? predicted;
    const oneHot = oneHotOf(tf, Int32Array.of(label));
    const start: Tensor2D = tf.mul(oneHot, logits[label]!);
    const relevance = propagate(tf, layers, activations, start, rules, settings);
    const next = oneHotOf(tf, Int32Array.of(label), 1);
    const read = (tensor: Tensor2D) => tensor.dataSync<'float32'>().slice();
    const map = read(relevance.at(-1)!);
    return {
      predicted,
      explained: label,
      score: logits[label]!,
      map,
      nextMap: read(propagate(tf, layers, activations, next, rules, settings).at(-1)!),
      gradientTimesInput: read(gradientTimesInput(tf, layers, x, oneHot)),
      sums: relevance.map((tensor) => tf.sum(tensor).dataSync()[0]!),
      onStroke: positiveShare(map, (i) => mask[i] === 1),
      onTag: positiveShare(map, (i) => tagPixels.includes(i)),
    };
  });
}

export const nextClass = (label: number) => (label + 1) % classes;
