/** The frame of the landmark-attention demo: where a query looks, how often it is right, and what it costs. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, HeatmapPlot, LinePlot, Metric } from '../contract/frame';
import type { Softmax } from './model';
import { blockLength, keys, values } from './task';

export interface View {
  /** Blocks that are read; all where absent. */
  readonly topK: number | undefined;
  readonly blocks: number;
  readonly softmax: Softmax;
  /** Block length and context of the count of scores. */
  readonly length: number;
  readonly context: number;
}

export interface Learned {
  /** Numbers of blocks with a measured accuracy. */
  readonly tested: readonly number[];
  readonly losses: Readonly<Record<Softmax, number[]>>;
  readonly accuracy: Map<'all' | 'top' | 'single', readonly number[]>;
}

/** The weights of one query: of each block, and of each token. */
export interface Example {
  readonly gate: Float32Array;
  readonly weights: Float32Array;
  readonly tokens: Int32Array;
  /** The block that holds the answer. */
  readonly place: number;
}

export interface Now {
  readonly chosen: { readonly accuracy: number; readonly onRight: number };
  readonly all: { readonly accuracy: number };
  readonly single: { readonly accuracy: number };
}

const guessing = Math.log(values);
const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number) => `${text(100 * share)} %`;
const blocksRead = ({ topK }: View) =>
  topK === undefined ? 'all blocks' : topK === 1 ? 'one block' : `${topK} blocks`;

export function landmarkFrame(
  learned: Learned,
  example: Example,
  view: View,
  progress: number,
  now?: Now,
): Frame {
  return {
    plots: [
      gatePlot(example, view),
      tokenPlot(example, view),
      lossPlot(learned),
      accuracyPlot(learned),
      costPlot(view),
    ],
    metrics: [...(now ? nowMetrics(now, view) : []), ...costMetrics(view)],
    progress,
    reading: readingOf(learned, view, now),
  };
}

const heaviest = (weights: ArrayLike<number>) =>
  Array.from(weights).indexOf(Math.max(...Array.from(weights)));

function gatePlot({ gate, place }: Example, { blocks, softmax }: View): HeatmapPlot {
  const grid = { columns: blocks, rows: 1, values: gate, xMin: 0.5, xMax: blocks + 0.5, yMin: 0, yMax: 1 };
  return {
    kind: 'heatmap',
    id: 'gate',
    title: 'Weight of each block for one query',
    x: { label: 'block' },
    y: { label: '', categories: [softmax === 'landmark' ? 'gate' : 'sum'] },
    grid,
    colors: 'sequential',
    marks: [{ column: place, row: 0 }],
    text: `The answer stands in block ${place + 1}, which has ${percent(gate[place]!)} of the weight; block ${heaviest(gate) + 1} has most.`,
  };
}

/** Key, value or filler. */
const kindOf = (symbol: number) => (symbol < keys ? 'key' : symbol < keys + values ? 'value' : 'filler');

function tokenPlot({ gate, weights, tokens }: Example, _: View): HeatmapPlot {
  const block = heaviest(gate);
  const start = block * blockLength;
  const inside = weights.slice(start, start + blockLength);
  const kinds = [...tokens.slice(start, start + blockLength)].map(kindOf);
  const most = heaviest(inside);
  return {
    kind: 'heatmap',
    id: 'tokens',
    title: `Weight of each token in block ${block + 1}`,
    x: { label: 'token', categories: kinds },
    y: { label: '', categories: ['token'] },
    grid: { columns: blockLength, rows: 1, values: inside, xMin: 0, xMax: blockLength, yMin: 0, yMax: 1 },
    colors: 'sequential',
    text: `In block ${block + 1} the ${kinds[most]} has most weight, ${percent(inside[most]!)}.`,
  };
}

function lossPlot({ losses }: Learned): LinePlot {
  const series = (name: string, y: readonly number[]) => ({ name, x: y.map((_, step) => step), y: [...y] });
  const end = losses.landmark.at(-1);
  return {
    kind: 'line',
    id: 'loss',
    title: 'Training on four blocks',
    x: { label: 'step', min: 0, max: 200 },
    y: { label: 'loss', unit: 'nats', min: 0 },
    series: [series('landmarks', losses.landmark), series('one softmax', losses.single)],
    references: [{ axis: 'y', at: guessing, label: 'guessing' }],
    text:
      end === undefined
        ? `Guessing one of ${values} values costs ${text(guessing)} nats.`
        : `With landmarks the loss is ${text(end)} nats; guessing costs ${text(guessing)}.`,
  };
}

function accuracyPlot({ tested, accuracy }: Learned): LinePlot {
  const lines = [
    ['all', 'landmarks, all blocks', 'solid'],
    ['top', 'landmarks, best block', 'dashed'],
    ['single', 'one softmax', 'solid'],
  ] as const;
  const at = (name: 'all' | 'top' | 'single') => accuracy.get(name)?.at(-1);
  const [all, single] = [at('all'), at('single')];
  return {
    kind: 'line',
    id: 'accuracy',
    title: 'Right answers, without training again',
    x: { label: 'blocks of the sequence', scale: 'log' },
    y: { label: 'share of right answers', min: 0, max: 1 },
    series: lines.map(([name, label, style]) => {
      const y = accuracy.get(name) ?? [];
      return { name: label, x: tested.slice(0, y.length), y, style };
    }),
    references: [{ axis: 'y', at: 1 / values, label: 'chance' }],
    text:
      all === undefined || single === undefined
        ? 'Longer sequences come after training.'
        : `At ${tested.at(-1)} blocks landmarks find ${percent(all)}, one softmax ${percent(single)}.`,
  };
}

/** Scores for one query: every token, or the landmarks and the tokens of the chosen blocks. */
export function scored({ context, length, topK }: View): number {
  const landmarks = Math.ceil(context / length);
  return landmarks + (topK === undefined ? context : Math.min(context, topK * length));
}

function costPlot(view: View): BarPlot {
  return {
    kind: 'bar',
    id: 'cost',
    title: `Scores for one query in ${formatNumber(view.context)} tokens`,
    y: { label: 'scores' },
    categories: ['all tokens', 'landmarks'],
    series: [{ name: 'scores', values: [view.context, scored(view)] }],
    text: `Reading all tokens takes ${formatNumber(view.context)} scores, landmarks of every ${view.length} tokens and ${blocksRead(view)} take ${formatNumber(scored(view))}.`,
  };
}

function nowMetrics({ chosen, all, single }: Now, view: View): Metric[] {
  return [
    { id: 'accuracy', label: `right, reading ${blocksRead(view)}`, value: chosen.accuracy },
    { id: 'accuracy-all', label: 'right, all blocks', value: all.accuracy },
    { id: 'accuracy-single', label: 'right, one softmax', value: single.accuracy },
    { id: 'gate', label: 'weight of the right block', value: chosen.onRight },
  ];
}

function costMetrics(view: View): Metric[] {
  return [
    { id: 'scored', label: 'scores for one query', value: scored(view), digits: 6 },
    { id: 'fewer', label: 'fewer than all tokens', value: view.context / scored(view), unit: 'times' },
  ];
}

function readingOf({ losses }: Learned, view: View, now: Now | undefined): string {
  if (!now) {
    const [landmark, single] = [losses.landmark.at(-1), losses.single.at(-1)];
    if (landmark === undefined) return 'Before training the gate spreads its weight over all blocks.';
    return `Training on four blocks: the loss is ${text(landmark)} nats with landmarks${single === undefined ? '' : ` and ${text(single)} with one softmax`}.`;
  }
  const { chosen, all, single } = now;
  return `${view.blocks} blocks: reading ${blocksRead(view)} is right in ${percent(chosen.accuracy)}, all blocks in ${percent(all.accuracy)}, one softmax in ${percent(single.accuracy)}; in ${formatNumber(view.context)} tokens a query then has ${formatNumber(scored(view))} scores.`;
}
