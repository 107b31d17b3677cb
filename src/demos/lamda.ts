/**
 * A toy of what LaMDA does with a reply: sample candidates, drop the unsafe, rank the rest, look facts up. The scorer is
 * a tiny classifier on eight features of spelling, trained live; the look-up searches twelve facts.
 */
import { defineDemo, type DemoContext, type Tf } from './contract/demo';
import {
  claims,
  contextNames,
  contextsOf,
  facts,
  qualities,
  type Context,
  type Quality,
} from './lamda/corpus';
import { featuresOf } from './lamda/features';
import { toyFrame, type Area, type Lookup, type Toy, type Turn } from './lamda/frame';
import { ground } from './lamda/grounding';
import type { Prediction } from './lamda/ranking';
import { createScorer, trainingSteps } from './lamda/scorer';
import { areaUnderRoc } from './metrics/roc';

const folds = 3;
const contextsPerFold = 4;
const candidatesPerContext = 8;
const stepsPerFrame = 5;
const weightSeed = 10;
const samplingSeed = 500;

/** What does not depend on how replies are chosen. */
interface Scored {
  readonly contexts: readonly Context[];
  /** By context. */
  readonly predictions: readonly (readonly Prediction[])[];
  readonly losses: readonly (readonly number[])[];
  readonly auc: Toy['auc'];
}

const weight = <const Id extends string>(id: Id, label: string, value: number) =>
  ({ kind: 'range', id, label, scale: 'linear', min: 0, max: 5, step: 0.5, default: value }) as const;

export default defineDemo({
  id: 'lamda',
  engine: 'cpu',
  controls: [
    {
      kind: 'choice',
      id: 'context',
      label: 'Context',
      options: contextNames.map(({ id }) => ({ value: id, label: id })),
      default: 'honey',
    },
    {
      kind: 'range',
      id: 'candidates',
      label: 'Candidates n',
      tex: 'n',
      help: 'Drawn from the eight that each context has.',
      scale: 'integer',
      min: 1,
      max: 8,
      step: 1,
      default: 8,
      seeds: [{ role: 'candidates', clamp: true }],
      writes: 'candidates',
    },
    weight('sensible', 'Weight of sensible', 3),
    weight('specific', 'Weight of specific', 1),
    weight('interesting', 'Weight of interesting', 1),
    {
      kind: 'range',
      id: 'threshold',
      label: 'Least P(safe)',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
    {
      kind: 'choice',
      id: 'claim',
      label: 'Claim to look up',
      options: claims.map(({ question }, i) => ({ value: String(i), label: question })),
      default: String(claims.findIndex(({ text }) => text.includes('moon'))),
    },
    {
      kind: 'range',
      id: 'floor',
      label: 'Least cosine of a fact',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.3,
    },
    {
      kind: 'toggle',
      id: 'removed',
      label: 'Remove the fact that fits',
      default: false,
    },
    { kind: 'range', id: 'seed', label: 'Seed', scale: 'integer', min: 0, max: 100, step: 1, default: 0 },
  ],

  prepare: {
    controls: ['seed'],
    async build(context, params): Promise<Scored> {
      const { tf, random, emit } = context;
      const contexts = contextsOf(random(params.seed));
      const lookups = lookUp(tf, params);
      const losses: number[][] = Array.from({ length: folds }, () => []);
      const show = (progress: number) =>
        emit(toyFrame(toyOf(random, params, { contexts, predictions: [], losses }, lookups, progress)));
      await show(0);
      const features = featuresOf(tf, contexts);
      const labels = contexts.flatMap(({ candidates }) => candidates.map((candidate) => candidate.labels));
      const rows = Array.from(features.keys());
      const foldOf = (row: number) => Math.floor(row / (candidatesPerContext * contextsPerFold));
      const predictions: Prediction[] = [];
      const areas: number[][] = [];
      for (let fold = 0; fold < folds; fold++) {
        const training = rows.filter((row) => foldOf(row) !== fold);
        const left = rows.filter((row) => foldOf(row) === fold);
        const scorer = createScorer(tf, random(params.seed + weightSeed), {
          features: training.map((row) => features[row]!),
          labels: training.map((row) => labels[row]!),
        });
        for (let step = 0; step < trainingSteps; step++) {
          losses[fold]!.push(scorer.step());
          if (step % stepsPerFrame === 0) await show((fold + step / trainingSteps) / folds);
        }
        const predicted = scorer.predict(left.map((row) => features[row]!));
        scorer.dispose();
        predictions.push(...predicted);
        areas.push(
          qualities.map((_, q) =>
            areaUnderRoc(
              predicted.map((prediction) => prediction[q]!),
              left.map((row) => labels[row]![q]!),
            ),
          ),
        );
      }
      const auc = qualities.map((quality, q) => {
        const of = areas.map((area) => area[q]!);
        return [
          quality,
          { mean: of.reduce((sum, one) => sum + one, 0) / folds, least: Math.min(...of) },
        ] as const;
      });
      return {
        contexts,
        predictions: contexts.map((_, i) =>
          predictions.slice(i * candidatesPerContext, (i + 1) * candidatesPerContext),
        ),
        losses,
        auc: Object.fromEntries(auc) as Record<Quality, Area>,
      };
    },
  },

  async run({ tf, random, emit }, params, scored) {
    await emit(toyFrame(toyOf(random, params, scored, lookUp(tf, params), 1)));
  },
});

interface Params {
  readonly context: string;
  readonly candidates: number;
  readonly sensible: number;
  readonly specific: number;
  readonly interesting: number;
  readonly threshold: number;
  readonly claim: string;
  readonly floor: number;
  readonly removed: boolean;
  readonly seed: number;
}

/** Every claim against the facts, of which the one that fits the chosen claim may be missing. */
function lookUp(tf: Tf, { claim, floor, removed }: Pick<Params, 'claim' | 'floor' | 'removed'>): Lookup[] {
  const fitting = ground(tf, facts, claims[Number(claim)]!, 0).fact;
  const known = removed ? facts.filter((fact) => fact !== fitting) : facts;
  return claims.map((one) => ({ claim: one, grounding: ground(tf, known, one, floor) }));
}

/** What is seen with these settings, of a scorer that may still be in training. */
function toyOf(
  random: DemoContext['random'],
  params: Params,
  { contexts, predictions, losses, auc }: Omit<Scored, 'auc'> & Partial<Pick<Scored, 'auc'>>,
  lookups: readonly Lookup[],
  progress: number,
): Toy {
  const { sensible, specific, interesting, threshold, floor } = params;
  const sampling = random(params.seed + samplingSeed);
  const turns = contexts.map((context, i): Turn => {
    const drawn = Array.from(sampling.shuffle(candidatesPerContext).subarray(0, params.candidates)).sort();
    return {
      context,
      candidates: drawn.map((c) => context.candidates[c]!),
      predictions: predictions.length > 0 ? drawn.map((c) => predictions[i]![c]!) : [],
    };
  });
  return {
    choice: { weights: { sensible, specific, interesting }, threshold },
    losses: losses.map((loss) => [...loss]),
    ...(auc ? { auc } : {}),
    turns,
    shown: contexts.findIndex(({ id }) => id === params.context),
    lookups,
    asked: Number(params.claim),
    floor,
    progress,
  };
}
