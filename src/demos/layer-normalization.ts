/**
 * Layer normalization twice: on one batch, beside its relatives, and in a deep network that starts from weights of the
 * wrong size. With it the network learns from any start; without it the signal dies or explodes on its way.
 */
import { defineDemo } from './contract/demo';
import { normalizedBatch, type NormName } from './layer-normalization/batch';
import {
  accuracyOf,
  activationSizes,
  createDeepNetwork,
  quadrants,
  trainer,
} from './layer-normalization/deep-network';
import { layerNormalizationFrame, type Learner } from './layer-normalization/frame';

const steps = 120;

export default defineDemo({
  id: 'layer-normalization',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'eps',
      label: 'Epsilon ε',
      tex: '\\varepsilon',
      help: 'Added to the variance before the root, in the batch and in the network.',
      scale: 'log',
      min: 1e-12,
      max: 0.1,
      default: 1e-5,
      seeds: [{ role: 'eps', clamp: true }],
      writes: 'eps',
    },
    {
      kind: 'range',
      id: 'features',
      label: 'Features D of the batch',
      tex: 'D',
      help: 'Changes the batch only: the network is always 32 wide.',
      scale: 'integer',
      min: 4,
      max: 32,
      step: 1,
      default: 8,
      seeds: [{ role: 'features', clamp: true }],
    },
    {
      kind: 'choice',
      id: 'norm',
      label: 'Normalize the batch',
      help: 'Which numbers share a mean and a variance.',
      options: [
        { value: 'layer', label: 'each row (LayerNorm)' },
        { value: 'batch', label: 'each column (BatchNorm)' },
        { value: 'rms', label: 'each row, mean kept (RMSNorm)' },
      ],
      default: 'layer',
    },
    { kind: 'toggle', id: 'triple', label: 'Multiply the batch by 3', default: false },
    { kind: 'toggle', id: 'shift', label: 'Add 7 to the batch', default: false },
    { kind: 'toggle', id: 'single', label: 'Batch of one: drop rows 2 to 4', default: false },
    {
      kind: 'range',
      id: 'gain',
      label: 'Gain of the initial weights',
      help: 'A factor on He initialisation: 1 is right for ReLU layers without normalization.',
      scale: 'log',
      min: 0.3,
      max: 3,
      default: 0.5,
    },
    {
      kind: 'range',
      id: 'depth',
      label: 'Hidden layers',
      scale: 'integer',
      min: 2,
      max: 12,
      step: 1,
      default: 8,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other data and other initial weights.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  // The batch can change without training again.
  prepare: {
    controls: ['eps', 'gain', 'depth', 'seed'],
    async build(context, params) {
      const { tf, random, emit } = context;
      const { eps, gain, depth, seed } = params;
      const batch = normalizedBatch(tf, random(seed), { ...params, norm: params.norm as NormName });
      const data = quadrants(tf, random(seed));
      const [plain, normed] = [undefined, eps].map((normEps) => {
        const network = createDeepNetwork(tf, random(seed + 1000), { depth, gain, normEps });
        const learner: Learner = { sizes: activationSizes(tf, network, data), losses: [] };
        return { network, learner, train: trainer(tf, network, data) };
      }) as [Trained, Trained];
      const learners = { plain: plain.learner, normed: normed.learner };
      await emit(layerNormalizationFrame(batch, learners, 0));

      for (let step = 0; step <= steps; step++) {
        for (const { network, learner, train } of [plain, normed]) {
          if (!hasDiverged(learner)) learner.losses.push(train());
          if (step === steps) learner.accuracy = accuracyOf(tf, network, data);
        }
        await emit(layerNormalizationFrame(batch, learners, step / (steps + 1)));
      }
      return learners;
    },
  },

  async run({ tf, random, emit }, params, learners) {
    const batch = normalizedBatch(tf, random(params.seed), { ...params, norm: params.norm as NormName });
    await emit(layerNormalizationFrame(batch, learners, 1));
  },
});

interface Trained {
  readonly network: ReturnType<typeof createDeepNetwork>;
  readonly learner: Learner;
  train(): number;
}

/** Once the loss is no number, no further step can mend it. */
function hasDiverged({ losses }: Learner): boolean {
  return losses.length > 0 && !Number.isFinite(losses.at(-1));
}
