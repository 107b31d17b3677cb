/** What each objective hides, and the steps that learn to say it. */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { run, variablesOf, type LanguageModel } from './model';
import { heldOutText, maskId, symbols, trainingText } from './text';
import { variableAdam } from '../models/variable-adam';

export const windowsPerStep = 16;
const learningRate = 0.01;
const warmUp = 20;
const testedWindows = 96;
const testSeed = 77;

/** How the masked objective corrupts: chosen share, and of that the share hidden and the share kept as it is. */
export interface Masking {
  readonly rate: number;
  /** Share of the chosen that becomes [MASK]; half of the others become a random character, half stay. */
  readonly hidden: number;
}

export interface Batch {
  readonly inputs: Uint8Array;
  readonly targets: Uint8Array;
  /** 1 where the prediction counts. */
  readonly scored: Float32Array;
}

/** Windows that start anywhere in the text; the target of a position is the character after it. */
export function causalBatch(random: Random, text: Uint8Array, windows: number, length: number): Batch {
  const inputs = new Uint8Array(windows * length);
  const targets = new Uint8Array(windows * length);
  for (let w = 0; w < windows; w++) {
    const start = random.integer(text.length - length);
    inputs.set(text.subarray(start, start + length), w * length);
    targets.set(text.subarray(start + 1, start + length + 1), w * length);
  }
  return { inputs, targets, scored: new Float32Array(windows * length).fill(1) };
}

/** Chooses positions, at least one a window, and hides or replaces most of them; only these are scored. */
export function maskedBatch(
  random: Random,
  text: Uint8Array,
  windows: number,
  length: number,
  { rate, hidden }: Masking,
): Batch {
  const { inputs: targets } = causalBatch(random, text, windows, length);
  const inputs = targets.slice();
  const scored = new Float32Array(targets.length);
  for (let w = 0; w < windows; w++) {
    const chosen = Array.from({ length }, (_, t) => t).filter(() => random.uniform() < rate);
    if (chosen.length === 0) chosen.push(random.integer(length));
    for (const t of chosen) {
      const at = w * length + t;
      scored[at] = 1;
      const lot = random.uniform();
      if (lot < hidden) inputs[at] = maskId;
      else if (lot < hidden + (1 - hidden) / 2) inputs[at] = random.integer(symbols);
    }
  }
  return { inputs, targets, scored };
}

/**
 * Held-out windows of which one character is asked for. The masked model sees it hidden, the causal model nothing from
 * there on.
 */
export function singleBatch(random: Random, { objective, length }: LanguageModel, at: number): Batch {
  const { inputs, targets } = causalBatch(random, heldOutText, testedWindows, length);
  const scored = new Float32Array(inputs.length);
  for (let w = 0; w < testedWindows; w++) {
    const place = w * length + at;
    if (objective === 'clm') scored[place - 1] = 1;
    else {
      targets[place] = inputs[place]!;
      inputs[place] = maskId;
      scored[place] = 1;
    }
  }
  return { inputs, targets, scored };
}

/** Mean cross-entropy of the scored positions, in nats. */
export function lossOf(tf: Tf, model: LanguageModel, { inputs, targets, scored }: Batch): Scalar {
  return tf.tidy(() => {
    const target = tf.oneHot(tf.tensor1d(targets, 'int32'), symbols);
    const { logits } = run(tf, model, inputs);
    return tf.losses.softmaxCrossEntropy(target as Tensor2D, logits, tf.tensor1d(scored)) as Scalar;
  });
}

const sum = (numbers: Float32Array) => numbers.reduce((total, number) => total + number, 0);

/** The batch of one training step. */
export function trainingBatch(random: Random, { objective, length }: LanguageModel, masking: Masking): Batch {
  return objective === 'clm'
    ? causalBatch(random, trainingText, windowsPerStep, length)
    : maskedBatch(random, trainingText, windowsPerStep, length, masking);
}

export interface Trainer {
  /** One step of Adam. Returns how many predictions it scored. */
  step(batch: Batch): number;
}

/** Adam with a rate that rises over the first steps. */
export function trainer(tf: Tf, model: LanguageModel): Trainer {
  const optimizer = variableAdam(tf, variablesOf(model));
  let steps = 0;
  return {
    step(batch) {
      steps += 1;
      optimizer.minimize(() => lossOf(tf, model, batch), learningRate * Math.min(1, steps / warmUp));
      return sum(batch.scored);
    },
  };
}

export interface Score {
  /** Bits per held-out character under the model's own objective. */
  readonly bits: number;
  /** Bits for one character in the middle of a window, with everything in sight that the model can use. */
  readonly gap: number;
}

const bitsOf = (tf: Tf, model: LanguageModel, batch: Batch): number =>
  tf.tidy(() => lossOf(tf, model, batch).dataSync()[0]! / Math.LN2);

/** The same held-out windows each time. */
export function scoreOf(
  tf: Tf,
  random: (seed: number) => Random,
  model: LanguageModel,
  masking: Masking,
): Score {
  const { objective, length } = model;
  const own =
    objective === 'clm'
      ? causalBatch(random(testSeed), heldOutText, testedWindows, length)
      : maskedBatch(random(testSeed), heldOutText, testedWindows, length, masking);
  const gap = singleBatch(random(testSeed + 1), model, length / 2);
  return { bits: bitsOf(tf, model, own), gap: bitsOf(tf, model, gap) };
}

/** Bits for the last character of a window: nothing follows that could help. */
export function endBits(tf: Tf, random: (seed: number) => Random, model: LanguageModel): number {
  return bitsOf(tf, model, singleBatch(random(testSeed + 2), model, model.length - 1));
}
