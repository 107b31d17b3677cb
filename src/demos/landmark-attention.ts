/**
 * Looking a value up many blocks away: trained on four blocks, a landmark gates each block, and at test time only the
 * best few are read. Beside it the same head with one softmax over all tokens.
 */
import { defineDemo, type Random, type Tf } from './contract/demo';
import { landmarkFrame, type Example, type Learned, type View } from './landmark-attention/frame';
import {
  accuracyOf,
  createReader,
  read,
  readerTrainer,
  type Reader,
  type Softmax,
} from './landmark-attention/model';
import { lookups } from './landmark-attention/task';

const trainedBlocks = 4;
const batch = 64;
const steps = { landmark: 150, single: 200 } as const;
const tested = [4, 8, 16, 32, 64];
const sequences = 128;
/** Steps between two looks at the example while training. */
const pace = 10;

interface Trained {
  readonly readers: Readonly<Record<Softmax, Reader>>;
  readonly learned: Learned;
}

export default defineDemo({
  id: 'landmark-attention',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'topK',
      label: 'Blocks read, k',
      tex: 'k',
      options: [
        { value: '1', label: '1' },
        { value: '2', label: '2' },
        { value: '4', label: '4' },
        { value: 'all', label: 'all' },
      ],
      default: '1',
      seeds: [{ role: 'top_k' }],
    },
    {
      kind: 'range',
      id: 'blocks',
      label: 'Blocks at test time',
      help: 'Training had four.',
      scale: 'integer',
      min: 4,
      max: 64,
      step: 1,
      default: 16,
    },
    {
      kind: 'choice',
      id: 'softmax',
      label: 'Weights shown',
      options: [
        { value: 'landmark', label: 'gated by landmarks' },
        { value: 'single', label: 'one softmax' },
      ],
      default: 'landmark',
    },
    {
      kind: 'range',
      id: 'length',
      label: 'Block length ℓ of the cost',
      tex: '\\ell',
      help: 'Only for the count of scores: the blocks of the task have eight tokens.',
      scale: 'integer',
      min: 16,
      max: 128,
      step: 1,
      default: 50,
      seeds: [{ role: 'block', clamp: true }],
      writes: 'block',
    },
    {
      kind: 'range',
      id: 'context',
      label: 'Tokens of the context',
      scale: 'integer',
      min: 1024,
      max: 131072,
      step: 1024,
      default: 32768,
      seeds: [{ role: 'tokens', clamp: true }],
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other weights and sequences.',
      scale: 'integer',
      min: 0,
      max: 100,
      step: 1,
      default: 0,
    },
  ],

  // Everything but the seed only looks at what has been learned.
  prepare: {
    controls: ['seed'],
    async build({ tf, random, emit }, params): Promise<Trained> {
      const learned: Learned = { tested, losses: { landmark: [], single: [] }, accuracy: new Map() };
      const view = viewOf(params);
      const readers = {
        landmark: createReader(tf, random(params.seed)),
        single: createReader(tf, random(params.seed)),
      };
      const work = steps.landmark + steps.single + 3 * tested.length;
      let done = 0;
      let example = exampleOf(tf, random(params.seed + 2000), readers, view);
      const show = () => emit(landmarkFrame(learned, example, view, done++ / (work + 1)));
      await show();
      for (const softmax of ['landmark', 'single'] as const) {
        const draw = random(params.seed + 1);
        const trainer = readerTrainer(tf, readers[softmax], softmax);
        for (let step = 0; step < steps[softmax]; step++) {
          learned.losses[softmax].push(trainer.step(lookups(draw, batch, trainedBlocks)));
          if (step % pace === 0) example = exampleOf(tf, random(params.seed + 2000), readers, view);
          await show();
        }
      }
      const ways = [
        ['all', readers.landmark, { softmax: 'landmark' }],
        ['top', readers.landmark, { softmax: 'landmark', topK: 1 }],
        ['single', readers.single, { softmax: 'single' }],
      ] as const;
      for (const [name, reader, options] of ways)
        for (const blocks of tested) {
          const data = lookups(random(params.seed + 1000 + blocks), sequences, blocks);
          const { accuracy } = accuracyOf(tf, reader, data, options);
          learned.accuracy.set(name, [...(learned.accuracy.get(name) ?? []), accuracy]);
          await show();
        }
      return { readers, learned };
    },
  },

  async run({ tf, random, emit }, params, { readers, learned }) {
    const view = viewOf(params);
    const example = exampleOf(tf, random(params.seed + 2000), readers, view);
    const data = lookups(random(params.seed + 3000), sequences, view.blocks);
    const { topK } = view;
    const now = {
      chosen: accuracyOf(tf, readers.landmark, data, { softmax: 'landmark', ...(topK && { topK }) }),
      all: accuracyOf(tf, readers.landmark, data, { softmax: 'landmark' }),
      single: accuracyOf(tf, readers.single, data, { softmax: 'single' }),
    };
    await emit(landmarkFrame(learned, example, view, 1, now));
  },
});

function viewOf(params: {
  readonly topK: string;
  readonly blocks: number;
  readonly softmax: string;
  readonly length: number;
  readonly context: number;
}): View {
  const { topK, blocks, softmax, length, context } = params;
  return {
    topK: topK === 'all' ? undefined : Number(topK),
    blocks,
    softmax: softmax as Softmax,
    length,
    context,
  };
}

/** One sequence and where its query looks. */
function exampleOf(
  tf: Tf,
  random: Random,
  readers: Trained['readers'],
  { blocks, softmax, topK }: View,
): Example {
  const data = lookups(random, 1, blocks);
  const tensors = tf.tidy(() => {
    const options = { softmax, ...(softmax === 'landmark' && topK !== undefined && { topK }) };
    const { gate, weights } = read(tf, readers[softmax], data, options);
    return { gate, weights };
  });
  const gate = tensors.gate.dataSync<'float32'>();
  const weights = tensors.weights.dataSync<'float32'>();
  tf.dispose(tensors);
  return { gate, weights, tokens: data.tokens, place: data.places[0]! };
}
