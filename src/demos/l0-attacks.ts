/**
 * The digit classifier under changes of a few pixels, each to black or white: the best pixels by trying all, by the
 * gradient, by chance, and as one block.
 */
import { imageControl, modelControl } from './attacks/controls';
import { margins, onePixelScan, valuesOf, type Allowed, type Change } from './attacks/l0';
import { portrait } from './attacks/measure';
import { defineDemo, type Tf } from './contract/demo';
import { l0Frame, type Exhibit } from './l0-attacks/frame';
import {
  attackAll,
  changesOf,
  firstRight,
  mostPixels,
  type Attack,
  type Findings,
} from './l0-attacks/search';
import {
  evaluationSeed,
  trainedVictim,
  type Training,
  type TrainingState,
  type Victim,
} from './models/digit-training';
import { digitLabel, digitPixels, drawDigit, seedOfDigit } from './models/digits';

/** So many images are attacked, the first that are read correctly. */
const attackedImages = 100;
/** Share of the whole run that training takes. */
const trained = 0.4;

export default defineDemo({
  id: 'l0-attacks',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'k',
      label: 'Pixels that may change, k',
      tex: 'k',
      scale: 'integer',
      min: 1,
      max: mostPixels,
      step: 1,
      default: 5,
      seeds: [
        { role: 'pixels', clamp: true },
        { role: 'gamma', expression: `floor(gamma * ${digitPixels})`, clamp: true },
      ],
      writes: 'pixels',
    },
    {
      kind: 'choice',
      id: 'method',
      label: 'Attack on the image',
      options: [
        { value: 'exhaustive', label: 'exhaustive' },
        { value: 'gradient', label: 'gradient' },
        { value: 'random', label: 'random' },
        { value: 'block', label: 'block' },
      ],
      default: 'exhaustive',
      seeds: [
        { role: 'gamma', expression: "'gradient'" },
        { role: 'theta', expression: "'gradient'" },
      ],
    },
    {
      kind: 'choice',
      id: 'allowed',
      label: 'Allowed change',
      options: [
        { value: '0', label: 'both' },
        { value: '1', label: 'brighten' },
        { value: '-1', label: 'darken' },
      ],
      default: '0',
      seeds: [{ role: 'theta', expression: 'theta / abs(theta)' }],
    },
    modelControl,
    { ...imageControl, help: 'Which of the test images is shown.', max: attackedImages - 1 },
  ],

  /** What changes the attacks; what they found is kept, so that the other controls do not attack anew. */
  prepare: { controls: ['allowed', 'model'], build: (): Findings => ({ trails: {}, blocks: [] }) },

  async run(context, { k, method, allowed, model, image }, kept) {
    const { tf, random, emit } = context;
    const label = digitLabel(image);
    const pixels = drawDigit(random(seedOfDigit(evaluationSeed, image)), label);
    const shown = { k, method: method as Attack, subject: { index: image, label, pixels } };
    let exhibit: Exhibit | undefined;
    let count = 0;
    const show = (progress: number, training?: TrainingState) =>
      emit(l0Frame({ ...shown, findings: kept, count, exhibit, training, progress }));
    await show(0);

    const victim = await trainedVictim(context, model as Training, (state) =>
      show(trained * state.share, state),
    );
    const { rows, ...targets } = firstRight(tf, victim, attackedImages);
    count = rows.length;
    const change = changeOf(allowed);
    const atOnce = method === 'block';
    const look = () => {
      const changes = changesOf(kept, shown.method, k, rows.indexOf(image));
      exhibit = exhibitOf(tf, victim, image, changes, { allowed: change, atOnce });
    };
    look();
    await attackAll(context, targets, change, kept, (share) => {
      if (exhibit?.changes.length === 0) look();
      return show(trained + (1 - trained) * share);
    });
    look();
    await show(1);
  },
});

const changeOf = (allowed: string): Allowed =>
  allowed === '1' ? 'brighten' : allowed === '-1' ? 'darken' : 'both';

/** The image after each of its changes (a block makes all at once), and what each pixel alone would do. */
function exhibitOf(
  tf: Tf,
  victim: Victim,
  image: number,
  changes: readonly Change[],
  { allowed, atOnce }: { readonly allowed: Allowed; readonly atOnce: boolean },
): Exhibit {
  const { classifier } = victim;
  const original = tf.slice(victim.images, [image, 0], [1, -1]);
  const own = tf.slice(victim.oneHot, [image, 0], [1, -1]);
  const pixels = original.dataSync<'float32'>().slice();
  const scans = valuesOf(allowed).map((to) => onePixelScan(tf, classifier, pixels, own, to));
  const all = Array.from({ length: changes.length + 1 }, (_, i) => i);
  const counts = atOnce ? [...new Set([0, changes.length])] : all;
  const rows = new Float32Array(counts.length * digitPixels);
  counts.forEach((count, i) => {
    rows.set(pixels, i * digitPixels);
    for (const { pixel, to } of changes.slice(0, count)) rows[i * digitPixels + pixel] = to;
  });
  const at = tf.tensor2d(rows, [counts.length, digitPixels]);
  const stages = counts.map((_, i) => portrait(tf, victim, at, i));
  const margin = margins(tf, classifier, original, own)[0]!;
  tf.dispose([original, own, at]);
  const alone = pixels.map((_, pixel) => Math.min(...scans.map((scan) => scan[pixel]!)));
  return { changes, stages, margin, alone };
}
