/** A demo with every kind of control and every kind of plot, in place of the real ones. */
import { defineDemo } from '../../../src/demos/contract/demo';
import type { Demo } from '../../../src/demos/contract/demo';
import type { Plot } from '../../../src/demos/contract/frame';
import { plots } from './plots';

const gallery = defineDemo({
  id: 'gallery',
  engine: 'cpu',
  controls: [
    {
      kind: 'range',
      id: 'share',
      label: 'Share',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.3,
      seeds: [{ role: 'eps' }],
      writes: 'eps',
    },
    {
      kind: 'range',
      id: 'rate',
      label: 'Learning rate',
      scale: 'log',
      min: 1e-5,
      max: 1,
      default: 1e-3,
      help: 'Each step of the slider is a fixed factor.',
    },
    { kind: 'range', id: 'layers', label: 'Layers', scale: 'integer', min: 1, max: 12, default: 4 },
    {
      kind: 'range',
      id: 'kept',
      label: 'Kept layers',
      scale: 'integer',
      min: 1,
      max: { control: 'layers' },
      unit: 'layers',
      default: 2,
    },
    {
      kind: 'choice',
      id: 'norm',
      label: 'Normalisation',
      options: [
        { value: 'pre', label: 'before' },
        { value: 'post', label: 'after' },
      ],
      default: 'pre',
    },
    {
      kind: 'choice',
      id: 'optimizer',
      label: 'Optimizer',
      options: ['adam', 'sgd', 'rmsprop', 'lion', 'adagrad'].map((value) => ({ value, label: value })),
      default: 'sgd',
    },
    {
      kind: 'multi-choice',
      id: 'parts',
      label: 'Parts shown',
      options: [
        { value: 'a', label: 'attention' },
        { value: 'f', label: 'feed-forward' },
      ],
      default: ['a'],
    },
    { kind: 'toggle', id: 'shuffle', label: 'Shuffle', default: true },
    { kind: 'text', id: 'prompt', label: 'Prompt', maxLength: 20, default: 'the cat' },
    { kind: 'list', id: 'scores', label: 'Scores', min: -10, max: 10, maxItems: 6, default: [1, 2.5, -3] },
    { kind: 'point', id: 'start', label: 'Start point', default: [0.5, -0.5] },
    { kind: 'button', id: 'draw', label: 'Draw another sample', default: 0 },
  ],
  async run(context, params) {
    const last = 12;
    for (let step = 1; step <= last; step++) {
      await context.emit({
        plots: plots(step, params),
        metrics: [
          { id: 'loss', label: 'loss', value: 2.3 / step, unit: 'nats' },
          { id: 'count', label: 'samples seen', value: step * 12_800 },
          { id: 'tiny', label: 'smallest weight', value: 3.2e-7 },
        ],
        progress: step / last,
        reading: `After step ${step} the loss is ${(2.3 / step).toFixed(2)} nats and still falls.`,
      });
    }
  },
});

const endless = defineDemo({
  id: 'endless',
  engine: 'cpu',
  controls: [
    { kind: 'range', id: 'share', label: 'Share', scale: 'linear', min: 0, max: 1, step: 0.05, default: 0.3 },
  ],
  async run(context, { share }) {
    for (let step = 0; ; step++) {
      await context.emit({
        plots: [],
        metrics: [{ id: 'step', label: 'step', value: step }],
        progress: 0.5,
        reading: `Step ${step} with ${share}.`,
      });
    }
  },
});

/** One line goes on where the other has ended. */
const unequal: Plot = {
  kind: 'line',
  id: 'unequal',
  title: 'Lines of unequal length',
  series: [
    { name: 'short', x: [0, 1, 2], y: [0, 1, 1] },
    { name: 'long', x: [0, 2, 4], y: [1, 1.1, 0.9] },
  ],
  text: 'The short line ends at 2, the long one at 4.',
};

const squares = (count: number): Plot => ({
  kind: 'images',
  id: 'squares',
  title: 'Squares',
  images: Array.from({ length: count }, (_, i) => ({
    label: `${i}`,
    width: 2,
    height: 2,
    channels: 1 as const,
    pixels: Float32Array.from([0, 1, 1, 0]),
  })),
  perRow: 2,
  text: `${count} squares.`,
});

/** Its numbers and pictures come one by one, and its first sentence is short. */
const growing = defineDemo({
  id: 'growing',
  engine: 'cpu',
  controls: [
    { kind: 'range', id: 'numbers', label: 'Numbers', scale: 'integer', min: 1, max: 12, default: 9 },
  ],
  async run(context, { numbers }) {
    for (let count = 0; count <= numbers; count++)
      await context.emit({
        plots: [squares(count), unequal],
        metrics: Array.from({ length: count }, (_, i) => ({
          id: `${i}`,
          label: `what the ${i}th of all the parts weighs`,
          value: i,
        })),
        progress: count / numbers,
        reading: 'The sum of the parts is more than what each of them weighs. '.repeat(count < 5 ? 1 : 3),
      });
  },
});

const broken = defineDemo({
  id: 'broken',
  engine: 'cpu',
  controls: [],
  async run() {
    throw new Error('the matrix is singular');
  },
});

export const demos: ReadonlyMap<string, Demo> = new Map(
  [gallery, endless, growing, broken].map((demo) => [demo.id, demo]),
);
