/**
 * Variants of layer normalization on three scales: one vector under five norms, attention whose queries and keys are
 * normalized or not, and stacks of which every weight changes a little.
 */
import { defineDemo } from './contract/demo';
import { attention, attentionInputs, queryNorms } from './layer-norm-variants/attention';
import { variantsFrame, weightScales, type Attentions, type Changes } from './layer-norm-variants/frame';
import { normalizedVector } from './layer-norm-variants/norms';
import { kinds, outputChange } from './layer-norm-variants/perturbation';
import type { Random, Tf } from './contract/demo';
import { sameDraws } from './models/noise';

const depths = [2, 4, 8, 16, 32];
const draws = 8;

export default defineDemo({
  id: 'layer-norm-variants',
  engine: 'wasm',
  controls: [
    {
      kind: 'list',
      id: 'vector',
      label: 'Features of a token',
      tex: 'x',
      min: -10,
      max: 10,
      maxItems: 8,
      default: [1, 2, 3, 4],
    },
    {
      kind: 'range',
      id: 'shift',
      label: 'Added to all features',
      scale: 'linear',
      min: 0,
      max: 10,
      step: 0.5,
      default: 2,
    },
    {
      kind: 'range',
      id: 'factor',
      label: 'Factor of all features',
      scale: 'log',
      min: 0.25,
      max: 4,
      default: 2,
    },
    {
      kind: 'range',
      id: 'scale',
      label: 'Factor g of query and key weights',
      help: 'What training may do to them; the numbers below the plots are for this factor.',
      scale: 'log',
      min: 0.25,
      max: 16,
      default: 4,
    },
    {
      kind: 'range',
      id: 'depth',
      label: 'Layers N',
      help: 'The stack whose change is told, and whose factors DeepNorm computes.',
      scale: 'integer',
      min: 2,
      max: 32,
      step: 1,
      default: 16,
    },
    {
      kind: 'multi-choice',
      id: 'kinds',
      label: 'Stacks',
      options: [
        { value: 'post', label: 'Post-LN' },
        { value: 'deep', label: 'DeepNorm' },
        { value: 'pre', label: 'Pre-LN' },
        { value: 'rms', label: 'Pre-RMSNorm' },
        { value: 'sandwich', label: 'Sandwich-LN' },
      ],
      default: ['post', 'deep', 'pre'],
    },
    {
      kind: 'range',
      id: 'share',
      label: 'Change of the weights',
      help: 'A normal number of this share of each matrix’s deviation is added to every weight.',
      scale: 'log',
      min: 0.01,
      max: 0.2,
      default: 0.05,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other tokens and weights.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  // Only the stacks take long.
  prepare: {
    controls: ['depth', 'kinds', 'share', 'seed'],
    async build({ tf, random, emit }, params) {
      const chosen = kinds.filter((kind) => params.kinds.includes(kind));
      const wanted = [...new Set([...depths, params.depth])].sort((a, b) => a - b);
      const changes: Changes = { depths: wanted, kinds: chosen, byKind: new Map() };
      const quick = quickParts(tf, random(params.seed), params);
      const work = Math.max(1, chosen.length * wanted.length * draws);
      let done = 0;
      await emit(variantsFrame(quick, changes, params, 0));
      const sums = new Map(chosen.map((kind) => [kind, wanted.map(() => 0)]));
      for (let draw = 0; draw < draws; draw++) {
        const again = sameDraws(random(params.seed + 1000 * draw));
        for (const [place, depth] of wanted.entries())
          for (const [kind, sum] of sums) {
            sum[place]! += outputChange(tf, again(), kind, depth, params.share);
            const seen = sum.slice(0, draw === 0 ? place + 1 : undefined);
            changes.byKind.set(
              kind,
              seen.map((total, i) => total / (i <= place ? draw + 1 : draw)),
            );
            await emit(variantsFrame(quick, changes, params, ++done / (work + 1)));
          }
      }
      return changes;
    },
  },

  async run({ tf, random, emit }, params, changes) {
    await emit(variantsFrame(quickParts(tf, random(params.seed), params), changes, params, 1));
  },
});

function quickParts(
  tf: Tf,
  random: Random,
  params: {
    readonly vector: readonly number[];
    readonly shift: number;
    readonly factor: number;
    readonly scale: number;
  },
): Attentions {
  const { vector, shift, factor, scale } = params;
  return tf.tidy(() => {
    const inputs = attentionInputs(tf, random);
    const of = (at: number) => queryNorms.map((norm) => attention(tf, inputs, norm, at));
    const parts: Attentions = {
      norms: normalizedVector(tf, vector, shift, factor),
      curves: weightScales.map(of),
      here: of(scale),
    };
    return parts as never;
  });
}
