/**
 * Who finds the best handle on a generator: labels, the eigenvectors of its weights, the principal components of its
 * activations, or nobody. And how far can one push it, and what does truncation do to samples.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { mean } from './metrics/summary';
import { withoutPart, unit } from './models/latent-directions';
import { plusRow, rowOf } from './models/rows';
import type { FittedFactors } from './models/sprite-meter';
import { drawFactors, facePixels, factorNames, renderFaces, withFactorInAll } from './models/sprite-renderer';
import { decodeFaces, encodeFaces, spriteLatents, spriteVae, type Vae } from './models/sprite-vae';
import { effectOf, mainFactor, measureFaces, spanOf } from './latent-space-manipulation/effects';
import { manipulationFrame, methodLabels, type Manipulation } from './latent-space-manipulation/frame';
import {
  axes,
  ganSpace,
  methodNames,
  sefa,
  supervisedHandles,
  type Handles,
  type Method,
} from './latent-space-manipulation/methods';

const labelled = { count: 400, seed: 3 };
/** Faces without glasses on which directions are measured. */
const tested = { count: 6, seed: 99 };
const sampled = { count: 1000, seed: 5 };
const truncated = { count: 8, seed: 11 };
const reach = 1.5;
const wholeSteps = [-3, -2, -1, 0, 1, 2, 3];
const sweepSteps = [-6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6];

interface Settings {
  readonly method: string;
  readonly direction: number;
  readonly alpha: number;
  readonly psi: number;
}

interface Prepared {
  readonly vae: Vae;
  readonly codes: Float32Array;
  readonly before: readonly FittedFactors[];
  readonly handles: Readonly<Record<Method, Handles>>;
  readonly spans: Manipulation['spans'];
}

function firstState({ method, direction, alpha, psi }: Settings): Manipulation {
  const none = { supervised: [], sefa: [], ganspace: [], axes: [] };
  const count = method === 'supervised' ? factorNames.length : spriteLatents;
  const index = Math.min(direction, count) - 1;
  return {
    ...{ method: method as Method, index, count, alpha, psi },
    alphas: [...wholeSteps, alpha],
    samples: truncated.count,
    spans: none,
    sweep: [],
    progress: 0,
  };
}

async function prepare({ tf, random, emit }: DemoContext, settings: Settings): Promise<Prepared> {
  const vae = spriteVae(tf);
  let state = firstState(settings);
  const show = (more: Partial<Manipulation> = {}) => emit(manipulationFrame((state = { ...state, ...more })));
  await show();
  const labels = drawFactors(random(labelled.seed), labelled.count);
  const supervised = supervisedHandles(labels, encodeFaces(tf, vae, renderFaces(labels)));
  await show();
  const { handles: ganspace } = ganSpace(random(sampled.seed), sampled.count);
  const handles = { supervised, sefa: sefa().vectors, ganspace, axes: axes() };
  await show();
  const faces = withFactorInAll(drawFactors(random(tested.seed), tested.count), 'glasses', -1);
  const codes = encodeFaces(tf, vae, renderFaces(faces));
  const before = await measureFaces(tf, vae, codes, () => show());
  const total = methodNames.reduce((sum, name) => sum + handles[name].length, 0);
  let done = 0;
  for (const name of methodNames)
    for (const direction of handles[name]) {
      const span = await spanOf(tf, vae, codes, direction, reach, () => show());
      done += 1;
      await show({
        spans: { ...state.spans, [name]: [...state.spans[name], span] },
        progress: (0.7 * done) / total,
      });
    }
  return { vae, codes, before, handles, spans: state.spans };
}

export default defineDemo({
  id: 'latent-space-manipulation',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'method',
      label: 'Directions by',
      help: 'Labels: regression on all five factors. SeFa: weights. GANSpace: activations. Axes: the latents themselves.',
      options: methodNames.map((value) => ({ value, label: methodLabels[value] })),
      default: 'supervised',
    },
    {
      kind: 'range',
      id: 'direction',
      label: 'Direction',
      help: 'By labels there are five: turn, size, smile, glasses, hair; a sixth shows the fifth.',
      scale: 'integer',
      min: 1,
      max: 6,
      step: 1,
      default: 3,
    },
    {
      kind: 'range',
      id: 'alpha',
      label: 'Strength α',
      scale: 'linear',
      min: -6,
      max: 6,
      step: 0.1,
      default: 1.5,
    },
    {
      kind: 'toggle',
      id: 'conditional',
      label: 'Keep the next factor',
      help: 'Takes the direction by labels of the factor that changes second most out of the handle.',
      default: false,
    },
    {
      kind: 'range',
      id: 'psi',
      label: 'Truncation ψ',
      tex: '\\psi',
      help: 'Of the samples: 1 leaves their codes as they are, 0 makes all the average.',
      scale: 'linear',
      min: -0.5,
      max: 1.5,
      step: 0.05,
      default: 0.7,
      seeds: [{ role: 'psi', clamp: true }],
      writes: 'psi',
    },
  ],

  prepare: { controls: [], build: prepare },

  async run({ tf, random, emit }, params, { vae, codes, before, handles, spans }) {
    const { alpha, psi, conditional } = params;
    let state = { ...firstState(params), spans, progress: 0.7 };
    const show = (more: Partial<Manipulation> = {}) =>
      emit(manipulationFrame((state = { ...state, ...more })));
    const { method, index } = state;
    const changes = spans[method][index]!;
    const main = mainFactor(changes);
    const second = changes.indexOf(Math.max(...changes.filter((_, k) => k !== main)));
    const plain = handles[method][index]!;
    const direction = conditional ? unit(withoutPart(plain, handles.supervised[second]!)) : plain;
    const strip = state.alphas.map((step) =>
      decodeFaces(tf, vae, plusRow(codes.slice(0, spriteLatents), direction, step)),
    );
    await show({ strip, second });

    const along = (vector: Float64Array, step: number) =>
      effectOf(tf, vae, codes, vector, step, main, before, () => show());
    const at = (step: number) => along(direction, step);
    await show({ effect: await at(alpha), ...(conditional && { free: await along(plain, alpha) }) });
    for (const step of sweepSteps) {
      const effect = await at(step);
      const sweep = [...state.sweep, { alpha: step, effect }];
      await show({ sweep, progress: 0.7 + (0.2 * sweep.length) / sweepSteps.length });
    }

    const chance = random(truncated.seed);
    const samples = Float32Array.from(
      { length: truncated.count * spriteLatents },
      () => psi * chance.normal(),
    );
    const drawn = decodeFaces(tf, vae, samples);
    const fits = await measureFaces(tf, vae, samples, () => show());
    const spread = factorNames.map((_, k) => {
      const values = fits.map(({ factors }) => factors[k]!);
      return Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
    });
    await show({
      truncated: {
        faces: Array.from({ length: truncated.count }, (_, i) => rowOf(drawn, facePixels, i)),
        residual: mean(fits.map(({ residual }) => residual)),
        spread: mean(spread),
      },
      progress: 1,
    });
  },
});
