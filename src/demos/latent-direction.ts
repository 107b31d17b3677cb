/**
 * Labels that go together bend a direction. Five ways to find "glasses" in codes of faces of which the large ones wear
 * them more often, and what each does to the size of a face.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { correlation } from './metrics/summary';
import { jointDirections, unit } from './models/latent-directions';
import { plusRow, rowOf } from './models/rows';
import { fitFactors, type FittedFactors } from './models/sprite-meter';
import {
  drawFactors,
  factorCount,
  factorIndex,
  facePixels,
  factorNames,
  labelledFaces,
  renderFaces,
  withFactorInAll,
} from './models/sprite-renderer';
import { decodeFaces, encodeFaces, spriteLatents, spriteVae, type Vae } from './models/sprite-vae';
import { directionFrame, estimatorLabels, type Direction, type Leak } from './latent-direction/frame';
import {
  biasedFactors,
  directionsOf,
  estimatorNames,
  stepFor,
  type Estimator,
  type Labelled,
} from './latent-direction/labelled';

const labelSeed = 21;
const most = 1000;
const fewest = 20;
const facesPerStep = 250;
const counts = [20, 30, 50, 100, 200, 400, 1000];
/** Faces without glasses on which directions are measured, and by how much their glasses are to rise. */
const tested = { count: 20, seed: 99, rise: 1.6 };
const fitsPerStep = 4;
const wholeSteps = [-2, -1, 0, 1, 2, 3, 4];

type Report = (share: number) => Promise<void>;
type Prepared = {
  readonly vae: Vae;
  readonly state: Direction;
  readonly codes: Float32Array;
  readonly before: Factors;
};
type Factors = readonly Float64Array[];

async function encodeInSteps(
  tf: DemoContext['tf'],
  vae: Vae,
  factors: Float32Array,
  report: Report,
): Promise<Labelled> {
  const count = factors.length / factorCount;
  const codes = new Float32Array(count * spriteLatents);
  for (let from = 0; from < count; from += facesPerStep) {
    const some = factors.slice(from * factorCount, (from + facesPerStep) * factorCount);
    codes.set(encodeFaces(tf, vae, renderFaces(some)), from * spriteLatents);
    await report(Math.min(1, (from + facesPerStep) / count));
  }
  return { factors, codes };
}

/** Factors of the faces of codes, a few at a time. */
async function measure(
  { tf }: Pick<DemoContext, 'tf'>,
  vae: Vae,
  codes: Float32Array,
  report: Report,
): Promise<FittedFactors[]> {
  const faces = decodeFaces(tf, vae, codes);
  const fits: FittedFactors[] = [];
  const count = faces.length / facePixels;
  for (let i = 0; i < count; i++) {
    fits.push(fitFactors(rowOf(faces, facePixels, i)));
    if (fits.length % fitsPerStep === 0) await report(fits.length / count);
  }
  return fits;
}

function changesOf(fits: readonly FittedFactors[], before: Factors): number[] {
  return factorNames.map(
    (_, k) => fits.reduce((sum, { factors }, i) => sum + factors[k]! - before[i]![k]!, 0) / fits.length,
  );
}

interface Settings {
  readonly rho: number;
  readonly labels: number;
  readonly estimator: string;
  readonly alpha: number;
}

async function prepare(context: DemoContext, { rho, labels, estimator, alpha }: Settings): Promise<Prepared> {
  const { tf, random, emit } = context;
  const vae = spriteVae(tf);
  const quiet = async () => undefined;
  const count = Math.round(labels);
  const labelled = await encodeInSteps(tf, vae, biasedFactors(random(labelSeed), most, rho), quiet);
  const column = (name: 'size' | 'glasses') =>
    Array.from({ length: count }, (_, i) => labelled.factors[i * factorCount + factorIndex[name]]!);
  const unbiased = await encodeInSteps(tf, vae, drawFactors(random(labelledFaces.seed), most), quiet);
  const joint = jointDirections(unbiased.factors, unbiased.codes, most);
  const reference = { glasses: unit(joint[factorIndex.glasses]!), size: unit(joint[factorIndex.size]!) };
  const cosines = counts.map((n) => {
    const directions = directionsOf(labelled, n);
    const near = (name: Estimator) =>
      directions[name].reduce((sum, value, k) => sum + value * reference.glasses[k]!, 0);
    return Object.fromEntries(estimatorNames.map((name) => [name, near(name)])) as Record<Estimator, number>;
  });
  let state: Direction = {
    estimator: estimator as Estimator,
    alpha,
    alphas: [...wholeSteps, alpha],
    count,
    correlation: correlation(column('glasses'), column('size')),
    labelled,
    directions: directionsOf(labelled, count),
    reference,
    learning: { counts, cosines },
    leaks: {},
    progress: 0,
  };
  const show = (more: Partial<Direction>) => emit(directionFrame((state = { ...state, ...more })));
  await show({});

  const faces = withFactorInAll(drawFactors(random(tested.seed), tested.count), 'glasses', -1);
  const codes = encodeFaces(tf, vae, renderFaces(faces));
  const share = 0.8 / (estimatorNames.length + 1);
  const fits = await measure(context, vae, codes, (done) => show({ progress: share * done }));
  const before = fits.map(({ factors }) => factors);
  for (const name of estimatorNames) {
    const from = state.progress;
    const direction = state.directions[name];
    const step = stepFor(tf, vae, codes, direction, tested.rise);
    const moved = await measure(context, vae, plusRow(codes, direction, step), (done) =>
      show({ progress: from + share * done }),
    );
    const changes = changesOf(moved, before);
    const leak: Leak = { step, glasses: changes[factorIndex.glasses]!, size: changes[factorIndex.size]! };
    await show({ leaks: { ...state.leaks, [name]: leak } });
  }
  return { vae, state, codes, before };
}

export default defineDemo({
  id: 'latent-direction',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'estimator',
      label: 'Direction by',
      help: 'A minus takes out the part along size, as class means or logistic regression give it.',
      options: estimatorNames.map((value) => ({ value, label: estimatorLabels[value] })),
      default: 'means',
    },
    {
      kind: 'range',
      id: 'alpha',
      label: 'Strength α',
      tex: '\\alpha',
      help: 'In units of the prior, along a direction of length one.',
      scale: 'linear',
      min: -4,
      max: 4,
      step: 0.1,
      default: 1.5,
      seeds: [{ role: 'alpha', clamp: true }],
      writes: 'alpha',
    },
    {
      kind: 'range',
      id: 'rho',
      label: 'Bias of the labels ρ',
      help: 'How much oftener large faces wear glasses than small ones.',
      scale: 'linear',
      min: 0,
      max: 0.9,
      step: 0.05,
      default: 0.8,
    },
    {
      kind: 'range',
      id: 'labels',
      label: 'Labelled faces n',
      scale: 'log',
      min: fewest,
      max: most,
      default: 400,
    },
  ],

  prepare: { controls: ['rho', 'labels'], build: prepare },

  async run(context, { estimator, alpha }, { vae, state: prepared, codes, before }) {
    const { tf, emit } = context;
    const alphas = [...wholeSteps, alpha];
    let state: Direction = { ...prepared, estimator: estimator as Estimator, alpha, alphas };
    const show = (more: Partial<Direction>) => emit(directionFrame((state = { ...state, ...more })));
    const direction = state.directions[state.estimator];
    const first = codes.slice(0, spriteLatents);
    const strip = alphas.map((step) => decodeFaces(tf, vae, plusRow(first, direction, step)));
    await show({ strip, progress: 0.8 });

    const fits = await measure(context, vae, plusRow(codes, direction, alpha), (done) =>
      show({ progress: 0.8 + 0.19 * done }),
    );
    const residual = fits.reduce((sum, fit) => sum + fit.residual, 0) / fits.length;
    await show({ changes: { factors: changesOf(fits, before), residual }, progress: 1 });
  },
});
