/**
 * Twenty faces are led to a smile in six ways: by gradients with and without constraints, and along a straight
 * direction. The gradient comes from a linear reader of pixels; what is reached is measured by fitting drawn faces.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Tf } from './contract/demo';
import { norm } from './latent-space-interpolation/paths';
import {
  filmFrames,
  navigationFrame,
  type Background,
  type Navigation,
} from './latent-space-navigation/frame';
import {
  descentJourney,
  measureFaces,
  outcomeOf,
  straightJourney,
  wayNames,
  ways,
  type Journey,
  type Outcome,
  type Settings,
  type Way,
} from './latent-space-navigation/journeys';
import { codeAt, mapCodes, mapSide, planeOf, projected, type Plane } from './latent-space-navigation/map';
import { pixelScorer, soughtFactor, type Scorer } from './latent-space-navigation/objective';
import { jointDirections, unit } from './models/latent-directions';
import { fitFactors, type FittedFactors } from './models/sprite-meter';
import {
  drawFactors,
  facePixels,
  factorCount,
  factorIndex,
  labelledFaces,
  renderFaces,
} from './models/sprite-renderer';
import { decodeFaces, spriteLatents, spriteVae, type Vae } from './models/sprite-vae';

const faces = 20;
const faceSeed = 40;
const facesPerStep = 250;
const measuredSteps = 9;

interface Prepared {
  readonly vae: Vae;
  readonly scorer: Scorer;
  readonly directions: readonly Float64Array[];
  readonly before: readonly FittedFactors[];
  readonly start: Outcome;
  readonly journeys: Readonly<Record<Way, Journey>>;
  readonly outcomes: Readonly<Record<Way, Outcome>>;
}

export default defineDemo({
  id: 'latent-space-navigation',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'way',
      label: 'Way shown',
      options: wayNames.map((value) => ({ value, label: ways[value] })),
      default: 'keep',
    },
    {
      kind: 'range',
      id: 'target',
      label: 'Smile wanted τ',
      tex: '\\tau',
      help: 'Faces of the training data smile between −1 and 1.',
      scale: 'linear',
      min: -1,
      max: 2,
      step: 0.05,
      default: 0.9,
      seeds: [{ role: 'target', clamp: true }],
      writes: 'target',
    },
    {
      kind: 'range',
      id: 'keep',
      label: 'Weight of keeping the rest w',
      tex: 'w',
      scale: 'linear',
      min: 0,
      max: 5,
      step: 0.1,
      default: 2,
      seeds: [{ role: 'keep', clamp: true }],
      writes: 'keep',
    },
    {
      kind: 'range',
      id: 'rate',
      label: 'Step size',
      help: 'Of plain gradient descent on the codes.',
      scale: 'log',
      min: 0.01,
      max: 0.3,
      default: 0.1,
      seeds: [{ role: 'rate', clamp: true }],
      writes: 'rate',
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Steps',
      scale: 'integer',
      min: 10,
      max: 300,
      step: 10,
      default: 80,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'range',
      id: 'face',
      label: 'Face shown',
      scale: 'integer',
      min: 1,
      max: faces,
      step: 1,
      default: 3,
    },
    {
      kind: 'choice',
      id: 'background',
      label: 'Colour of the map',
      options: [
        { value: 'smile', label: 'smile' },
        { value: 'residual', label: 'distance to a face' },
      ],
      default: 'smile',
    },
    { kind: 'point', id: 'point', label: 'Point on the map', default: [2, 0] },
  ],

  prepare: {
    controls: ['target', 'keep', 'rate', 'steps'],
    async build({ tf, random, emit }, params): Promise<Prepared> {
      const vae = spriteVae(tf);
      const scorer = pixelScorer(tf, vae);
      const images = tf.tensor2d(renderFaces(drawFactors(random(faceSeed), faces)), [faces, facePixels]);
      const codes = vae.encode(images);
      const first = codes.dataSync<'float32'>().slice();
      const before = measureFaces(tf, vae, first);
      const start = outcomeOf(first, before, before);
      const still = { vae, scorer, before, start };
      const waiting = Object.fromEntries(
        wayNames.map((way) => [way, [first]]),
      ) as unknown as Prepared['journeys'];
      const outcomes: Partial<Record<Way, Outcome>> = {};
      const placeholder = Array.from({ length: factorCount }, (_, k) => axis(k));
      let done = 0;
      const view = viewOf(tf, { ...still, directions: placeholder, journeys: waiting }, params, {});
      const report = () =>
        emit(
          navigationFrame({
            ...view,
            outcomes: { ...outcomes },
            progress: 0.8 * (done / (wayNames.length + 1)),
          }),
        );
      await report();
      const directions = await labelledDirections(tf, vae, random(labelledFaces.seed), report);
      done += 1;
      const journeys: Partial<Record<Way, Journey>> = {};
      for (const way of wayNames) {
        journeys[way] = await travel(tf, still, way, codes, directions, params, report);
        const last = journeys[way].at(-1)!;
        outcomes[way] = outcomeOf(last, measureFaces(tf, vae, last), before);
        done += 1;
        await report();
      }
      return {
        ...still,
        directions,
        journeys: journeys as Prepared['journeys'],
        outcomes: outcomes as Prepared['outcomes'],
      };
    },
  },

  async run({ tf, emit }, params, prepared) {
    const view = viewOf(tf, prepared, params, prepared.outcomes);
    if (params.background === 'smile') {
      await emit(navigationFrame({ ...view, progress: 1 }));
      return;
    }
    const { vae, directions, journeys } = prepared;
    const codes = mapCodes(planeFrom(directions), codeOf(journeys.keep[0]!, params.face));
    const values = new Float32Array(mapSide * mapSide).fill(view.shown.fits[0]!.residual);
    for (let row = 0; row < mapSide; row++) {
      const cells = codes.subarray(row * mapSide * spriteLatents, (row + 1) * mapSide * spriteLatents);
      measureFaces(tf, vae, cells).forEach(({ residual }, i) => (values[row * mapSide + i] = residual));
      const map = { ...view.map, values: values.slice() };
      await emit(navigationFrame({ ...view, map, progress: 0.8 + (0.2 * (row + 1)) / mapSide }));
    }
  },
});

function travel(
  tf: Tf,
  { vae, scorer }: { readonly vae: Vae; readonly scorer: Scorer },
  way: Way,
  codes: Tensor2D,
  directions: readonly Float64Array[],
  settings: Settings,
  report: () => Promise<void>,
): Promise<Journey> {
  if (way !== 'straight') return descentJourney(tf, scorer, way, codes, settings, report);
  const smile = unit(directions[soughtFactor]!);
  return straightJourney(tf, vae, codes.dataSync<'float32'>().slice(), smile, settings, report);
}

/** How codes move with each factor, from 2000 labelled faces. */
async function labelledDirections(
  tf: Tf,
  vae: Vae,
  random: Parameters<typeof drawFactors>[0],
  report: () => Promise<void>,
): Promise<Float64Array[]> {
  const { count } = labelledFaces;
  const factors = drawFactors(random, count);
  const codes = new Float32Array(count * spriteLatents);
  for (let from = 0; from < count; from += facesPerStep) {
    const some = renderFaces(factors.slice(from * factorCount, (from + facesPerStep) * factorCount));
    const encoded = tf.tidy(() =>
      vae
        .encode(tf.tensor2d(some, [facesPerStep, facePixels]))
        .dataSync<'float32'>()
        .slice(),
    );
    codes.set(encoded, from * spriteLatents);
    await report();
  }
  return jointDirections(factors, codes, count);
}

const axis = (k: number): Float64Array =>
  Float64Array.from({ length: spriteLatents }, (_, i) => (i === k ? 1 : 0));

const planeFrom = (directions: readonly Float64Array[]): Plane =>
  planeOf(directions[soughtFactor]!, directions[factorIndex.glasses]!);

const codeOf = (codes: Float32Array, face: number): Float32Array =>
  codes.slice((face - 1) * spriteLatents, face * spriteLatents);

/** At most `count` steps from 0 to `last`, each once. */
const evenSteps = (last: number, count: number): number[] => [
  ...new Set(Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1)))),
];

interface ViewParams {
  readonly way: string;
  readonly target: number;
  readonly face: number;
  readonly background: string;
  readonly point: readonly number[];
}

/** One face on one way, and the map around its start. */
function viewOf(
  tf: Tf,
  { vae, scorer, directions, before, start, journeys }: Omit<Prepared, 'outcomes'>,
  { way, target, face, background, point }: ViewParams,
  outcomes: Navigation['outcomes'],
): Navigation {
  const journey = journeys[way as Way];
  const first = codeOf(journey[0]!, face);
  const plane = planeFrom(directions);
  const onPlane = (codes: Journey) => codes.map((all) => projected(plane, first, codeOf(all, face)));
  const codesAt = (steps: readonly number[]) =>
    Float32Array.from(steps.flatMap((step) => [...codeOf(journey[step]!, face)]));
  const steps = evenSteps(journey.length - 1, measuredSteps);
  const filmSteps = evenSteps(journey.length - 1, filmFrames);
  const pixels = decodeFaces(tf, vae, codesAt(filmSteps));
  const measured = measureFaces(tf, vae, codesAt(steps.slice(1)));
  const at = [point[0]!, point[1]!] as const;
  const picked = decodeFaces(tf, vae, codeAt(plane, first, ...at));
  return {
    way: way as Way,
    target,
    faces,
    before: start,
    outcomes,
    film: {
      steps: filmSteps,
      pixels: filmSteps.map((_, i) => pixels.slice(i * facePixels, (i + 1) * facePixels)),
    },
    shown: {
      steps,
      fits: [before[face - 1]!, ...measured],
      norms: steps.map((step) => norm(codeOf(journey[step]!, face))),
    },
    map: {
      background: background as Background,
      values: smilesOver(tf, scorer, mapCodes(plane, first)),
      path: onPlane(journey),
      straight: onPlane(journeys.straight),
    },
    point: { at, pixels: picked, fit: fitFactors(picked) },
    progress: 0,
  };
}

/** The score of each code of the map. */
function smilesOver(tf: Tf, scorer: Scorer, codes: Float32Array): Float32Array {
  return tf.tidy(() => {
    const scores = scorer(tf.tensor2d(codes, [codes.length / spriteLatents, spriteLatents]));
    return tf.slice(scores, [0, soughtFactor], [-1, 1]).dataSync<'float32'>().slice();
  });
}
