/**
 * The same digit classifier under changes of a given Euclidean length (random, FGM, PGD), and three searches for the
 * shortest change that flips a label: DeepFool, DDN, and Carlini and Wagner.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { CurvePoint } from './attacks/accuracy';
import { carliniWagner } from './attacks/carlini-wagner';
import { imageControl, modelControl } from './attacks/controls';
import { l2Step, randomDirections } from './attacks/l2';
import { accuracyOn, portrait } from './attacks/measure';
import { ddn, deepFool, nearestBoundary, type Shortest } from './attacks/shortest';
import type { Subject } from './attacks/plots';
import { defineDemo, type DemoContext } from './contract/demo';
import { l2Frame, type Distances, type L2Attack, type Search } from './l2-attacks/frame';
import { evaluationSeed, trainedVictim, type Training, type Victim } from './models/digit-training';
import { digitLabel, drawDigit, seedOfDigit } from './models/digits';

const noiseSeed = 5;
const radii = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.5, 2];
const deepFoolSteps = 20;
/** Carlini and Wagner run on so many images. */
const carliniImages = 32;
const carlini = { searches: 5, learningRate: 0.05 };
/** Steps between two frames. */
const stepsPerFrame = 10;

export default defineDemo({
  id: 'l2-attacks',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'eps',
      label: 'Radius ε',
      tex: '\\varepsilon',
      help: 'Euclidean length of the change; pixels lie between 0 and 1.',
      scale: 'linear',
      min: 0,
      max: 3,
      step: 0.01,
      default: 0.5,
      seeds: [{ role: 'eps', clamp: true }],
      writes: 'eps',
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Steps of PGD',
      help: 'Each is 2.5 ε / steps long.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 10,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'choice',
      id: 'method',
      label: 'Attack on the image',
      options: [
        { value: 'fgm', label: 'FGM' },
        { value: 'pgd', label: 'PGD' },
        { value: 'deepfool', label: 'DeepFool' },
        { value: 'ddn', label: 'DDN' },
        { value: 'cw', label: 'C&W' },
      ],
      default: 'pgd',
      seeds: [
        { role: 'overshoot', expression: "'deepfool'" },
        { role: 'gamma', expression: "'ddn'" },
        { role: 'turns', expression: "'ddn'" },
        { role: 'iterations', expression: "'cw'" },
        { role: 'kappa', expression: "'cw'" },
      ],
    },
    {
      kind: 'range',
      id: 'iterations',
      label: 'Iterations of DDN',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 50,
      seeds: [{ role: 'turns', clamp: true }],
      writes: 'turns',
    },
    {
      kind: 'range',
      id: 'overshoot',
      label: 'Overshoot of DeepFool',
      tex: '\\eta',
      help: 'How far beyond the boundary it jumps, as a share of the way.',
      scale: 'linear',
      min: 0,
      max: 0.2,
      step: 0.005,
      default: 0.02,
      seeds: [{ role: 'overshoot', clamp: true }],
      writes: 'overshoot',
    },
    {
      kind: 'range',
      id: 'gamma',
      label: 'Step γ of the length in DDN',
      tex: '\\gamma',
      scale: 'linear',
      min: 0,
      max: 0.3,
      step: 0.01,
      default: 0.05,
      seeds: [{ role: 'gamma', clamp: true }],
      writes: 'gamma',
    },
    {
      kind: 'range',
      id: 'trials',
      label: 'Iterations of C&W',
      help: 'For each of the five values of c that are tried.',
      scale: 'integer',
      min: 10,
      max: 200,
      step: 1,
      default: 100,
      seeds: [{ role: 'iterations', clamp: true }],
    },
    {
      kind: 'range',
      id: 'kappa',
      label: 'Confidence κ of C&W',
      tex: '\\kappa',
      help: 'By how much the wrong logit has to lead.',
      scale: 'linear',
      min: 0,
      max: 5,
      step: 0.1,
      default: 0,
      seeds: [{ role: 'kappa', clamp: true }],
      writes: 'kappa',
    },
    modelControl,
    imageControl,
  ],

  /** What changes the curve; its points are kept, so that the other controls do not measure them anew. */
  prepare: { controls: ['steps', 'model'], build: () => [] as CurvePoint[] },

  async run(context, params, curve) {
    const { eps, steps, method, iterations, overshoot, gamma, trials, kappa, model, image } = params;
    const { tf, random, emit } = context;
    const label = digitLabel(image);
    const pixels = drawDigit(random(seedOfDigit(evaluationSeed, image)), label);
    const seen: Seen = { subject: { index: image, label, pixels }, distances: {} };
    const show = (progress: number, training?: L2Attack['training']) =>
      emit(l2Frame({ eps, steps, ...seen, curve, training, progress }));
    await show(0);

    const victim = await trainedVictim(context, model as Training, (state) => show(0.4 * state.share, state));
    const { classifier, images: x, oneHot, digits } = victim;
    const clean = portrait(tf, victim, x, image);
    const exhibit = (shown: string, images: Tensor2D, row = image) => {
      if (shown !== method) return;
      seen.subject = { ...seen.subject, clean, attacked: portrait(tf, victim, images, row) };
    };
    const atRadius = (radius: number, progress: number, look: typeof exhibit | undefined) =>
      accuraciesAt(context, victim, { eps: radius, steps }, () => show(progress), look);
    seen.point = await atRadius(eps, 0.4, exhibit);
    await show(0.45);

    const predicted = tf.tidy(() => tf.argMax(classifier.logits(x), 1).dataSync());
    const isRight = (row: number) => predicted[row] === digits.labels[row];
    /** What a search found for the images that were read correctly; `rows` says which images it had. */
    const record = (search: Search, { length, images }: Shortest, rows: readonly number[]) => {
      const lengths = length.filter((_, i) => isRight(rows[i]!));
      const found = lengths.filter(Number.isFinite);
      seen.distances[search] = { found, missed: lengths.length - found.length };
      if (rows.includes(image)) exhibit(search, images, rows.indexOf(image));
      images.dispose();
    };
    const now = (step: number, progress: number) =>
      step % stepsPerFrame === 0 ? show(progress) : Promise.resolve();

    const all = Array.from(digits.labels.keys());
    seen.firstOrder = tf
      .tidy(() => nearestBoundary(tf, classifier, x, oneHot).distance.dataSync<'float32'>().slice())
      .filter((_, row) => isRight(row));
    const jumps = { overshoot, steps: deepFoolSteps };
    const fooled = await deepFool(tf, classifier, x, oneHot, jumps, (step) => show(0.45 + step / 200));
    record('deepfool', fooled, all);
    const turns = { gamma, steps: iterations };
    record('ddn', await ddn(tf, classifier, x, oneHot, turns, (step) => now(step, 0.6)), all);
    await show(0.7);

    for (const radius of radii.slice(curve.length)) {
      curve.push(await atRadius(radius, 0.7 + curve.length / 100, undefined));
      await show(0.7 + curve.length / 100);
    }

    const few = [...all.slice(0, carliniImages - 1), Math.max(image, carliniImages - 1)];
    const rows = tf.tensor1d(few, 'int32');
    const [part, labels] = [tf.gather(x, rows), tf.gather(oneHot, rows)];
    const share = 0.2 / (carlini.searches * trials);
    const settings = { ...carlini, steps: trials, kappa };
    const cut = await carliniWagner(tf, classifier, part, labels, settings, (step) =>
      now(step, 0.8 + share * step),
    );
    record('cw', cut, few);
    await show(1);
  },
});

/** What the run has found out so far. */
interface Seen {
  subject: Subject;
  point?: CurvePoint;
  firstOrder?: Float32Array;
  readonly distances: Partial<Record<Search, Distances>>;
}

/** Random directions, FGM and PGD at one radius; `look` gets the images of both attacks. */
async function accuraciesAt(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  victim: Victim,
  { eps, steps }: { readonly eps: number; readonly steps: number },
  show: () => Promise<void>,
  look?: (method: string, images: Tensor2D) => void,
): Promise<CurvePoint> {
  const x = victim.images;
  const gradient = (at: Tensor2D) => victim.classifier.inputGradient(at, victim.oneHot);
  const noisy = randomDirections(tf, random(noiseSeed), x, eps);
  const fgm = tf.tidy(() => l2Step(tf, x, x, gradient(x), eps, eps));
  let at = tf.clone(x);
  for (let step = 1; step <= steps && eps > 0; step++) {
    const next = tf.tidy(() => l2Step(tf, x, at, gradient(at), (2.5 * eps) / steps, eps));
    at.dispose();
    at = next;
    if (step % stepsPerFrame === 0) await show();
  }
  look?.('fgm', fgm);
  look?.('pgd', at);
  const [noise, one, many] = [noisy, fgm, at].map((images) => accuracyOn(tf, victim, images));
  tf.dispose([noisy, fgm, at]);
  return { eps, noise: noise!, oneStep: one!, pgd: many! };
}
