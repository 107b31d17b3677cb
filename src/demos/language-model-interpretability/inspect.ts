/** What is found out about the trained model on many sequences: by reading, by probing, and by changing it. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DemoContext, Random, Tf } from '../contract/demo';
import {
  atPosition,
  blocks,
  embed,
  run,
  unembed,
  type Pass,
  type Replacement,
  type Transformer,
} from './model';
import { probeAccuracy } from './probe';
import {
  answerOf,
  drawSequences,
  otherPair,
  otherValue,
  pairs,
  positions,
  values,
  withValue,
  type Sequence,
} from './task';
import { codeTensor } from './train';

const testSequences = 256;
const seeds = { test: 7001, labels: 7002 };
/** Residual streams: before the first block and after each. */
export const layers = blocks + 1;

/** The places of a sequence by what they are for the answer. */
export const places = ['queried', 'other', 'query'] as const;
export type Place = (typeof places)[number];

export type ByPlace = Readonly<Record<Place, number>>;

/** Test sequences and two changed twins of each. */
export interface TestSet {
  readonly clean: readonly Sequence[];
  /** The queried pair has another value. */
  readonly corrupted: readonly Sequence[];
  /** An unqueried pair has another value, and which. */
  readonly control: readonly Sequence[];
  readonly controlPair: readonly number[];
}

export interface Inspection {
  readonly accuracy: number;
  /** Accuracy of the logit lens, layer by layer. */
  readonly lens: readonly number[];
  /** Where the last token looks, block by block: mean weight on the queried pair, all others, itself. */
  readonly attention: readonly ByPlace[];
  /** Recovery by patching, layer by layer: all unqueried pairs are patched together. */
  readonly recovery: readonly ByPlace[];
  /** Mean change of the logit of the answer when a pair is changed. */
  readonly effect: { readonly queried: number; readonly control: number };
  /** Accuracy with the head of a block, or of both, replaced by its mean. */
  readonly ablated: {
    readonly none: number;
    readonly first: number;
    readonly second: number;
    readonly both: number;
  };
  readonly probes: Probes;
}

/** Accuracy of linear probes, layer by layer. */
export interface Probes {
  /** The queried value at the queried pair, an unqueried pair and the query. */
  readonly queried: readonly ByPlace[];
  /** An unqueried value at its own pair, and at the query. */
  readonly unqueried: readonly { readonly own: number; readonly query: number }[];
  /** Labels in random order, at the queried pair: what a probe reaches where there is nothing to read. */
  readonly control: readonly number[];
}

export function drawTest(random: DemoContext['random']): TestSet {
  const draw: Random = random(seeds.test);
  const clean = drawSequences(draw, testSequences);
  const corrupted = clean.map((s) => withValue(s, s.queried, otherValue(draw, s, s.queried)));
  const controlPair = clean.map((s) => otherPair(draw, s));
  const control = clean.map((s, i) => withValue(s, controlPair[i]!, otherValue(draw, s, controlPair[i]!)));
  return { clean, corrupted, control, controlPair };
}

/** @param report between two parts of the work */
export async function inspect(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  model: Transformer,
  test: TestSet,
  report: () => Promise<void>,
): Promise<Inspection> {
  const pass = (sequences: readonly Sequence[]) =>
    run(tf, model, embed(tf, model, codeTensor(tf, sequences)));
  const [clean, corrupt, control] = [test.clean, test.corrupted, test.control].map(pass);
  await report();
  const answers = test.clean.map(answerOf);
  const lens = clean!.residuals.map((stream) =>
    tf.tidy(() => accuracyOf(unembed(tf, model, stream), answers)),
  );
  const recovery = Array.from({ length: layers }, (_, layer) =>
    recoveryAt(tf, model, test, clean!, corrupt!, layer),
  );
  await report();
  const ablated = ablations(tf, model, clean!, answers);
  await report();
  const probes = await probe({ tf, random }, test, clean!, report);
  const inspection: Inspection = {
    accuracy: ablated.none,
    lens,
    attention: clean!.attention.map((pattern) => attentionByPlace(pattern.dataSync(), test.clean)),
    recovery,
    effect: {
      queried: meanChange(clean!.logits, corrupt!.logits, answers),
      control: meanChange(clean!.logits, control!.logits, answers),
    },
    ablated,
    probes,
  };
  for (const done of [clean, corrupt, control])
    tf.dispose([...done!.residuals, ...done!.attention, ...done!.written, done!.logits]);
  return inspection;
}

export function accuracyOf(logits: Tensor2D, answers: readonly number[]): number {
  const predicted = rowMaxima(logits.dataSync());
  return answers.filter((answer, i) => predicted[i] === answer).length / answers.length;
}

/** The column with the largest logit, row by row. */
function rowMaxima(logits: Float32Array | Int32Array | Uint8Array): number[] {
  return Array.from({ length: logits.length / values }, (_, s) => {
    const row = logits.subarray(s * values, (s + 1) * values);
    return row.indexOf(Math.max(...row));
  });
}

function attentionByPlace(pattern: ArrayLike<number>, sequences: readonly Sequence[]): ByPlace {
  const sums = { queried: 0, other: 0, query: 0 };
  sequences.forEach((sequence, s) => {
    for (let t = 0; t < positions; t++)
      sums[placeOf(sequence, t)] += pattern[(s * positions + pairs) * positions + t]!;
  });
  const share = (sum: number) => sum / sequences.length;
  return { queried: share(sums.queried), other: share(sums.other), query: share(sums.query) };
}

export const placeOf = ({ queried }: Sequence, position: number): Place =>
  position === pairs ? 'query' : position === queried ? 'queried' : 'other';

/** Clean residuals of one place in the corrupted run: how much of the difference of logits comes back. */
function recoveryAt(
  tf: Tf,
  model: Transformer,
  { clean: sequences, corrupted }: TestSet,
  clean: Pass,
  corrupt: Pass,
  layer: number,
): ByPlace {
  const right = sequences.map(answerOf);
  const wrong = corrupted.map(answerOf);
  const lead = (logits: Tensor2D) => leadOf(logits.dataSync(), right, wrong);
  const [least, most] = [lead(corrupt.logits), lead(clean.logits)];
  const patched = (place: Place) => {
    const isPatched = (s: number, t: number) => placeOf(sequences[s]!, t) === place;
    return tf.tidy(() => lead(patch(tf, model, clean, corrupt, layer, isPatched).logits));
  };
  const recovery = (place: Place) => (patched(place) - least) / (most - least);
  return { queried: recovery('queried'), other: recovery('other'), query: recovery('query') };
}

/** Mean logit of the right answer less that of the wrong one. */
function leadOf(logits: ArrayLike<number>, right: readonly number[], wrong: readonly number[]): number {
  return (
    right.reduce((sum, r, s) => sum + logits[s * values + r]! - logits[s * values + wrong[s]!]!, 0) /
    right.length
  );
}

/** Goes on from a layer of the corrupted run with some residuals of the clean one. */
export function patch(
  tf: Tf,
  model: Transformer,
  clean: Pass,
  corrupt: Pass,
  layer: number,
  isPatched: (sequence: number, position: number) => boolean,
): Pass {
  const [from, into] = [clean.residuals[layer]!, corrupt.residuals[layer]!];
  const rows = into.shape[0];
  const mask = Float32Array.from({ length: rows }, (_, i) =>
    Number(isPatched(Math.floor(i / positions), i % positions)),
  );
  const mixed: Tensor2D = tf.add(into, tf.mul(tf.tensor2d(mask, [rows, 1]), tf.sub(from, into)));
  return run(tf, model, mixed, layer);
}

function meanChange(before: Tensor2D, after: Tensor2D, answers: readonly number[]): number {
  const [a, b] = [before.dataSync(), after.dataSync()];
  const change = (answer: number, s: number) => Math.abs(a[s * values + answer]! - b[s * values + answer]!);
  return answers.reduce((sum, answer, s) => sum + change(answer, s), 0) / answers.length;
}

function ablations(
  tf: Tf,
  model: Transformer,
  clean: Pass,
  answers: readonly number[],
): Inspection['ablated'] {
  const without = (isAblated: (block: number) => boolean) =>
    tf.tidy(() =>
      accuracyOf(
        run(tf, model, clean.residuals[0]!, 0, meanReplacement(tf, clean, isAblated)).logits,
        answers,
      ),
    );
  return {
    none: without(() => false),
    first: without((block) => block === 0),
    second: without((block) => block === 1),
    both: without(() => true),
  };
}

/** Replaces what a head writes by its mean over the sequences of `clean`, position by position. */
export function meanReplacement(
  tf: Tf,
  clean: Pass,
  isAblated: (block: number) => boolean,
  sequences = clean.logits.shape[0],
): Replacement {
  return (block) => {
    if (!isAblated(block)) return undefined;
    const written = clean.written[block]!;
    const mean = tf.mean(tf.reshape(written, [-1, positions, written.shape[1]]), 0);
    return tf.tile(mean as Tensor2D, [sequences, 1]);
  };
}

async function probe(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  { clean, controlPair }: TestSet,
  pass: Pass,
  report: () => Promise<void>,
): Promise<Probes> {
  const order = random(seeds.labels).shuffle(clean.length);
  const answers = clean.map(answerOf);
  const shuffled = answers.map((_, i) => answers[order[i]!]!);
  const unqueriedValues = clean.map((s, i) => s.values[controlPair[i]!]!);
  const queried: ByPlace[] = [];
  const unqueried: { own: number; query: number }[] = [];
  const control: number[] = [];
  for (const stream of pass.residuals) {
    const width = stream.shape[1];
    const data = stream.dataSync<'float32'>();
    const at = (position: (s: number) => number) =>
      clean.flatMap((_, s) => {
        const start = (s * positions + position(s)) * width;
        return Array.from(data.subarray(start, start + width));
      });
    const own = at((s) => clean[s]!.queried);
    const other = at((s) => controlPair[s]!);
    const query = Array.from(tf.tidy(() => atPosition(tf, stream, pairs).dataSync()));
    const read = (features: readonly number[], labels: readonly number[]) =>
      probeAccuracy(features, labels, values);
    queried.push({ queried: read(own, answers), other: read(other, answers), query: read(query, answers) });
    unqueried.push({ own: read(other, unqueriedValues), query: read(query, unqueriedValues) });
    control.push(read(own, shuffled));
    await report();
  }
  return { queried, unqueried, control };
}
