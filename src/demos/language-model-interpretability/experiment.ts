/** One sequence, clean, corrupted, patched and with heads ablated. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { layers, meanReplacement, patch } from './inspect';
import { embed, run, type Transformer } from './model';
import { answerOf, pairs, positions, values, withValue, type Sequence } from './task';
import { codeTensor } from './train';

export interface Setup {
  readonly sequence: Sequence;
  readonly corruptedPair: number;
  /** Where the clean residual is put into the corrupted run. */
  readonly at: { readonly layer: number; readonly position: number };
  /** Blocks whose head is replaced by its mean over `test`. */
  readonly ablated: readonly number[];
  readonly test: readonly Sequence[];
}

export interface Experiment extends Setup {
  readonly corrupted: Sequence;
  /** Where the query looks: blocks x positions. */
  readonly attention: readonly (readonly number[])[];
  /** Recovery by patching one cell: layers x positions; nothing where corrupting changes too little to restore. */
  readonly recovery?: readonly (readonly number[])[];
  /** How much the lead of the answer over the counterfactual falls by the corruption. */
  readonly damage: number;
  /** Change of the logit of the answer by the corruption. */
  readonly effect: number;
  /** Probabilities of the values. */
  readonly clean: readonly number[];
  readonly corrupt: readonly number[];
  readonly patched: readonly number[];
  readonly withAblation: readonly number[];
}

/** A smaller fall of the lead is nothing that patching could restore. */
const leastDamage = 0.5;

export function experiment(tf: Tf, model: Transformer, setup: Setup): Experiment {
  const { sequence, corruptedPair, at, ablated, test } = setup;
  // The next value: for the counterfactual any other one would do.
  const corrupted = withValue(sequence, corruptedPair, (sequence.values[corruptedPair]! + 1) % values);
  const pass = (sequences: readonly Sequence[]) =>
    run(tf, model, embed(tf, model, codeTensor(tf, sequences)));
  const clean = pass([sequence]);
  const corrupt = pass([corrupted]);
  const answer = answerOf(sequence);
  const counterfactual =
    corruptedPair === sequence.queried ? answerOf(corrupted) : corrupted.values[corruptedPair]!;
  const lead = (logits: Tensor2D) => {
    const data = logits.dataSync();
    return data[answer]! - data[counterfactual]!;
  };
  const probabilities = (logits: Tensor2D) => Array.from(tf.softmax(logits).dataSync());
  const patchedAt = (layer: number, position: number) =>
    patch(tf, model, clean, corrupt, layer, (_, t) => t === position).logits;
  const damage = answer === counterfactual ? 0 : lead(clean.logits) - lead(corrupt.logits);
  const recovered = (layer: number, position: number) =>
    (lead(patchedAt(layer, position)) - lead(corrupt.logits)) / damage;
  const grid = Array.from({ length: layers }, (_, layer) => (position: number) => recovered(layer, position));
  const replacement = meanReplacement(tf, pass(test), (block) => ablated.includes(block), 1);
  return {
    ...setup,
    corrupted,
    attention: clean.attention.map((pattern) => {
      const rows = Array.from(pattern.dataSync());
      return rows.slice(pairs * positions);
    }),
    ...(Math.abs(damage) >= leastDamage && {
      recovery: grid.map((at) => Array.from({ length: positions }, (_, t) => at(t))),
    }),
    damage,
    effect: Math.abs(clean.logits.dataSync()[answer]! - corrupt.logits.dataSync()[answer]!),
    clean: probabilities(clean.logits),
    corrupt: probabilities(corrupt.logits),
    patched: probabilities(patchedAt(at.layer, at.position)),
    withAblation: probabilities(run(tf, model, clean.residuals[0]!, 0, replacement).logits),
  };
}
