/**
 * The norm behind the residual addition (Post-LN) or in front of the sublayer (Pre-LN): what that does to gradients
 * before the first step, and to a small transformer that is trained.
 */
import { defineDemo } from './contract/demo';
import { sameDraws } from './models/noise';
import { prePostFrame, type Measured } from './pre-post-layer-norm/frame';
import { initialGradients, type BlockKind } from './pre-post-layer-norm/gradients';
import { reversalTrainer, steps } from './pre-post-layer-norm/reversal';

const depths = [2, 4, 8, 16];
const draws = 3;

export default defineDemo({
  id: 'pre-post-layer-norm',
  engine: 'wasm',
  controls: [
    {
      kind: 'toggle',
      id: 'pre',
      label: 'Pre-LN (norm first)',
      help: 'Which of the two the numbers and the sentence are about.',
      default: false,
      seeds: [{ role: 'pre' }],
      writes: 'pre',
    },
    {
      kind: 'range',
      id: 'depth',
      label: 'Layers L',
      help: 'Of the stack whose layers are compared.',
      scale: 'integer',
      min: 2,
      max: 24,
      step: 1,
      default: 16,
      seeds: [{ role: 'layers', clamp: true }],
    },
    {
      kind: 'choice',
      id: 'block',
      label: 'Blocks',
      help: 'An encoder block has self-attention and a feed-forward part; a decoder block also reads a memory.',
      options: [
        { value: 'encoder', label: 'encoder' },
        { value: 'decoder', label: 'decoder' },
        { value: 'mlp', label: 'feed-forward only' },
      ],
      default: 'encoder',
    },
    {
      kind: 'range',
      id: 'gain',
      label: 'Gain of the initial weights',
      help: 'A factor on Xavier initialisation.',
      scale: 'log',
      min: 0.5,
      max: 2,
      default: 1,
    },
    {
      kind: 'range',
      id: 'lr',
      label: 'Learning rate of the training',
      scale: 'log',
      min: 1e-3,
      max: 2e-2,
      default: 1e-2,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other weights and other data.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 2,
    },
  ],

  prepare: {
    controls: ['depth', 'block', 'gain', 'lr', 'seed'],
    async build({ tf, random, emit }, { depth, block, gain, lr, seed }) {
      const measured: Measured = {
        ...{ depth, block: block as BlockKind, depths },
        post: { stacks: new Map(), losses: [] },
        pre: { stacks: new Map(), losses: [] },
        warmed: [],
      };
      const wanted = [...new Set([...depths, depth])];
      const curves = tf.getBackend() === 'cpu' ? 2 : 3;
      const work = wanted.length * draws * 2 + curves * steps;
      let done = 0;
      const show = () => emit(prePostFrame(measured, false, done++ / (work + 1)));

      const again = Array.from({ length: draws }, (_, draw) => sameDraws(random(seed + 1000 * draw)));
      for (const layers of wanted)
        for (const draw of again)
          for (const placement of ['post', 'pre'] as const) {
            const options = { depth: layers, block: block as BlockKind, placement, gain };
            const { stacks } = measured[placement];
            const of = stacks.get(layers) ?? [];
            stacks.set(layers, [...of, initialGradients(tf, draw(), options)]);
            await show();
          }
      const runs = [
        { losses: measured.post.losses, placement: 'post', warmup: 0 },
        { losses: measured.pre.losses, placement: 'pre', warmup: 0 },
        { losses: measured.warmed, placement: 'post', warmup: steps },
      ] as const;
      for (const { losses, ...run } of runs.slice(0, curves)) {
        const trainer = reversalTrainer(tf, random(seed), { ...run, learningRate: lr });
        for (let step = 0; step < steps; step++) {
          losses.push(trainer.step());
          await show();
        }
        trainer.dispose();
      }
      return measured;
    },
  },

  async run({ emit }, { pre }, measured) {
    await emit(prePostFrame(measured, pre, 1));
  },
});
