/**
 * Three made-up languages with the same three classes, labelled in one of them. An encoder is trained twice, without an
 * adversary and with one that it reaches through a gradient reversal layer.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { encode } from './language-adversarial-training/encoding';
import { adversarialFrame, type Outcome, type Shown } from './language-adversarial-training/frame';
import { drawCorpus, type Corpus } from './language-adversarial-training/languages';
import { probeLanguage, probeSteps } from './language-adversarial-training/probe';
import {
  createNetwork,
  createTraining,
  steps,
  strengthAt,
  type Schedule,
} from './language-adversarial-training/training';

const stepsPerFrame = 5;
const stepsPerEncoding = 30;
/** Shares of the training in the work of one side; the probe takes the rest. */
const trainingShare = 0.8;

export default defineDemo({
  id: 'language-adversarial-training',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'strength',
      label: 'Strength λ of the reversal',
      tex: '\\lambda',
      help: 'What comes back from the discriminator is multiplied by −λ before it reaches the encoder.',
      scale: 'log',
      min: 0.01,
      max: 10,
      default: 0.3,
      seeds: [{ role: 'lam', clamp: true }],
      writes: 'lam',
    },
    {
      kind: 'choice',
      id: 'schedule',
      label: 'λ over the training',
      options: [
        { value: 'ramp', label: 'from 0 up' },
        { value: 'constant', label: 'constant' },
      ],
      default: 'ramp',
    },
    {
      kind: 'range',
      id: 'offset',
      label: 'Distance of the languages',
      scale: 'linear',
      min: 0,
      max: 3,
      step: 0.1,
      default: 3,
    },
    {
      kind: 'range',
      id: 'labelShift',
      label: 'Label shift',
      help: 'Share of the points of both target languages that are made class 0, so that classes come in other proportions there.',
      scale: 'linear',
      min: 0,
      max: 0.6,
      step: 0.05,
      default: 0,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other data and other weights: single runs differ a lot.',
      scale: 'integer',
      min: 0,
      max: 100,
      step: 1,
      default: 2,
    },
  ],

  // The side without an adversary does not depend on λ.
  prepare: {
    controls: ['offset', 'labelShift', 'seed'],
    async build(context, { offset, labelShift, seed, strength }) {
      const corpus = drawCorpus(context.random(seed + 11), offset, labelShift);
      const plain = await follow(
        context,
        corpus,
        seed,
        () => 0,
        (outcome, progress) =>
          context.emit(adversarialFrame({ corpus, strength, plain: outcome, progress: 0.5 * progress })),
      );
      return { corpus, plain };
    },
  },

  async run(context, { strength, schedule, seed }, { corpus, plain }) {
    const lambda = (progress: number) => strengthAt(strength, schedule as Schedule, progress);
    await follow(context, corpus, seed, lambda, (adversarial, progress) => {
      const shown: Shown = { corpus, strength, plain, adversarial, progress: 0.5 + 0.5 * progress };
      return context.emit(adversarialFrame(shown));
    });
  },
});

/** Trains one side, shows it on the way, and probes it at the end. */
async function follow(
  { tf, random }: DemoContext,
  corpus: Corpus,
  seed: number,
  lambda: (progress: number) => number,
  show: (outcome: Outcome, progress: number) => Promise<void>,
): Promise<Outcome> {
  const network = createNetwork(tf, random(seed + 1000));
  const train = createTraining(tf, random(seed + 2000), network, corpus);
  let outcome: Outcome = { losses: [], encoding: encode(tf, network, corpus) };
  await show(outcome, 0);
  for (let step = 1; step <= steps; step++) {
    const losses = train(lambda((step - 1) / steps));
    outcome = { ...outcome, losses: [...outcome.losses, losses] };
    if (step % stepsPerEncoding === 0) outcome = { ...outcome, encoding: encode(tf, network, corpus) };
    if (step % stepsPerFrame === 0) await show(outcome, (trainingShare * step) / steps);
  }
  const { points } = outcome.encoding;
  const probe = await probeLanguage(tf, random(seed + 3000), points, corpus.languageOf, async (step) => {
    if (step % stepsPerFrame === 0 && step < probeSteps)
      await show(outcome, trainingShare + ((1 - trainingShare) * step) / probeSteps);
  });
  outcome = { ...outcome, probe };
  await show(outcome, 1);
  return outcome;
}
