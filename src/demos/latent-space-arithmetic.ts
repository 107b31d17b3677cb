/**
 * Glasses by addition: the code of a face with them minus the code of the same face without, added to the code of a
 * third face, against the same sum of pixels. Vectors of few examples, sums of two vectors, and the search that leaves
 * its inputs out.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { fitFactors } from './models/sprite-meter';
import { meanRow, plusRow } from './models/rows';
import {
  drawFactors,
  factorCount,
  factorNames,
  factorsOf,
  labelledFaces,
  renderFaces,
  withFactorInAll,
  type FactorName,
} from './models/sprite-renderer';
import { decodeFaces, encodeFaces, spriteLatents, spriteVae, type Vae } from './models/sprite-vae';
import {
  answersOf,
  drawAnalogies,
  faceOf,
  facesOf,
  pairCount,
  searchNearest,
  type Analogies,
} from './latent-space-arithmetic/analogy';
import {
  classMeanVector,
  drawPool,
  exemplarError,
  poolVector,
  type Pool,
} from './latent-space-arithmetic/exemplars';
import { addedNames, arithmeticFrame, type Arithmetic, type SumRow } from './latent-space-arithmetic/frame';

const counts = [1, 2, 3, 5, 10, 30, 100, 300, 1000];
const shares = Array.from({ length: 31 }, (_, i) => -1 + i / 10);
/** Faces whose factors are measured, and the seed of their factors. */
const measured = { count: 12, seed: 99 };
const facesPerStep = 250;

interface Prepared {
  readonly vae: Vae;
  readonly analogies: Analogies;
  readonly pool: Pool;
  readonly vectors: Readonly<Record<FactorName, Float64Array>>;
  readonly curve: Arithmetic['curve'];
}

interface Settings {
  readonly attribute: string;
  readonly alpha: number;
  readonly exemplars: number;
  readonly face: number;
}

/** What can be said of the analogies before examples are drawn. */
function firstState(tf: DemoContext['tf'], vae: Vae, analogies: Analogies, settings: Settings): Arithmetic {
  const attribute = settings.attribute as FactorName;
  const at = (alpha: number) => answersOf(tf, vae, analogies, alpha);
  const answers = at(settings.alpha);
  const { with: a, without: b, c } = analogies;
  const codesAt = (share: number) => c.codes.map((value, i) => value + share * (a.codes[i]! - b.codes[i]!));
  return {
    attribute,
    second: attribute === 'smile' ? 'glasses' : 'smile',
    alpha: settings.alpha,
    exemplars: Math.round(settings.exemplars),
    face: settings.face - 1,
    analogies,
    answers,
    search: searchNearest(answers.codes, analogies),
    searches: shares.map((share) => ({ share, found: searchNearest(codesAt(share), analogies) })),
    curve: { counts: [], errors: [] },
    sums: [],
    progress: 0,
  };
}

async function prepare({ tf, random, emit }: DemoContext, settings: Settings): Promise<Prepared> {
  const vae = spriteVae(tf);
  const analogies = drawAnalogies(tf, vae, random, settings.attribute as FactorName);
  const first = firstState(tf, vae, analogies, settings);
  const report = (progress: number) => emit(arithmeticFrame({ ...first, progress }));
  await report(0);
  const pool = await drawPool(tf, vae, random, first.attribute, (share) => report(0.2 * share));
  const errors: number[] = [];
  for (const n of counts) {
    errors.push(exemplarError(tf, vae, analogies, pool, n, 1));
    await report(0.2 + (0.1 * errors.length) / counts.length);
  }

  const factors = drawFactors(random(labelledFaces.seed), labelledFaces.count);
  const codes = new Float32Array(labelledFaces.count * spriteLatents);
  for (let from = 0; from < labelledFaces.count; from += facesPerStep) {
    const some = factors.slice(from * factorCount, (from + facesPerStep) * factorCount);
    codes.set(facesOf(tf, vae, some).codes, from * spriteLatents);
    await report(0.3 + (0.2 * (from + facesPerStep)) / labelledFaces.count);
  }
  const vectors = Object.fromEntries(
    factorNames.map((name) => [name, classMeanVector(factors, codes, name)]),
  ) as Prepared['vectors'];
  return { vae, analogies, pool, vectors, curve: { counts, errors } };
}

export default defineDemo({
  id: 'latent-space-arithmetic',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'attribute',
      label: 'Attribute',
      options: [
        { value: 'glasses', label: 'glasses' },
        { value: 'smile', label: 'smile' },
        { value: 'hair', label: 'hair' },
      ],
      default: 'glasses',
    },
    {
      kind: 'range',
      id: 'alpha',
      label: 'Share α of the offset',
      tex: '\\alpha',
      help: '1 adds the whole difference, less stops short, a negative share takes it away.',
      scale: 'linear',
      min: -1,
      max: 2,
      step: 0.05,
      default: 1,
      seeds: [{ role: 'alpha', clamp: true }],
      writes: 'alpha',
    },
    {
      kind: 'range',
      id: 'exemplars',
      label: 'Examples a side n',
      tex: 'n',
      help: 'Faces with the attribute, and as many others without, whose mean codes are subtracted.',
      scale: 'log',
      min: 1,
      max: 1000,
      default: 3,
      seeds: [{ role: 'exemplars', clamp: true }],
    },
    {
      kind: 'range',
      id: 'face',
      label: 'Analogy',
      help: 'Which of the hundred is shown.',
      scale: 'integer',
      min: 1,
      max: pairCount,
      step: 1,
      default: 12,
    },
  ],

  prepare: { controls: ['attribute'], build: prepare },

  async run({ tf, random, emit }, params, { vae, analogies, pool, vectors, curve }) {
    let state: Arithmetic = { ...firstState(tf, vae, analogies, params), curve, progress: 0.5 };
    const show = (more: Partial<Arithmetic>) => emit(arithmeticFrame((state = { ...state, ...more })));
    const { exemplars, face, attribute, second, alpha } = state;
    const vector = poolVector(pool, exemplars);
    const c = analogies.c.codes.slice(face * spriteLatents, (face + 1) * spriteLatents);
    const error = exemplarError(tf, vae, analogies, pool, exemplars, alpha);
    await show({ fromExemplars: { pixels: decodeFaces(tf, vae, plusRow(c, vector, alpha)), error } });

    const residual = (faces: Float32Array) => fitFactors(faceOf(faces, face)).residual;
    await show({
      residuals: { latent: residual(state.answers.latent), pixel: residual(state.answers.pixel) },
      progress: 0.55,
    });

    const plain = drawFactors(random(measured.seed), measured.count);
    const bare = withFactorInAll(withFactorInAll(plain, attribute, -1), second, -1);
    const codes = encodeFaces(tf, vae, renderFaces(bare));
    const measure = async (name: string, added: Float64Array, from: number): Promise<SumRow> => {
      const faces = decodeFaces(tf, vae, plusRow(codes, added, alpha));
      const changes = new Float32Array(measured.count * factorCount);
      for (let i = 0; i < measured.count; i++) {
        const { factors } = fitFactors(faceOf(faces, i));
        const before = factorsOf(bare, i);
        changes.set(
          factors.map((value, k) => value - before[k]!),
          i * factorCount,
        );
        await show({ progress: from + (0.15 * i) / measured.count });
      }
      return { name, changes: [...meanRow(changes, factorCount)] };
    };
    const both = vectors[attribute].map((value, k) => value + vectors[second][k]!);
    const added = [vectors[attribute], vectors[second], both];
    for (const [i, name] of addedNames(state).entries()) {
      const row = await measure(name, added[i]!, state.progress);
      await show({ sums: [...state.sums, row] });
    }
    await show({ progress: 1 });
  },
});
