/** The frame of the layer-normalization demo: the batch before and after, and two networks that learn. */
import { formatNumber } from '../../util/number';
import type { Frame, HeatmapPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { columnMoments, rowMoments, type Batch, type Matrix, type Moments } from './batch';

/** A network and what was measured of it so far. */
export interface Learner {
  /** Root mean square of each layer's activations before training. */
  readonly sizes: readonly number[];
  /** Before each step; the last one may be infinite or not a number. */
  readonly losses: number[];
  /** After training. */
  accuracy?: number;
}

export interface Learners {
  readonly plain: Learner;
  readonly normed: Learner;
}

const withNorm = 'with layer norm';
const withoutNorm = 'without';
/** Loss of a network that answers one half to every question, in nats. */
const guessing = Math.log(2);
/** Below this a number is rounding, not a statistic. */
const rounding = 1e-4;

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
/** A statistic of normalized numbers, which rounding keeps from being exactly 0. */
const clean = (value: number) => (Math.abs(value) < rounding ? 0 : value);

export function layerNormalizationFrame(batch: Batch, learners: Learners, progress: number): Frame {
  return {
    plots: [
      heatmap(batch.before, 'before', 'Batch before normalization'),
      heatmap(batch.after, 'after', `Batch after ${names[batch.norm]}`),
      momentsTable(batch),
      lossPlot(learners),
      sizePlot(learners),
    ],
    metrics: [...batchMetrics(batch), ...learnerMetrics(learners)],
    progress,
    reading: readingOf(batch, learners, progress),
  };
}

const names = { layer: 'LayerNorm', batch: 'BatchNorm', rms: 'RMSNorm' } as const;

function heatmap(matrix: Matrix, id: string, title: string): HeatmapPlot {
  const { rows, columns, values } = matrix;
  const fromBelow = Array.from({ length: rows }, (_, i) => rows - 1 - i);
  const list = rowMoments(matrix)
    .map(({ mean, deviation }, i) => `row ${i + 1} ${text(clean(mean))} ± ${text(clean(deviation))}`)
    .join(', ');
  return {
    kind: 'heatmap',
    id,
    title,
    x: { label: 'feature' },
    y: { label: 'example', categories: fromBelow.map((row) => String(row + 1)) },
    grid: {
      columns,
      rows,
      values: fromBelow.flatMap((row) => [...values.subarray(row * columns, (row + 1) * columns)]),
      xMin: 0.5,
      xMax: columns + 0.5,
      yMin: 0,
      yMax: rows,
    },
    colors: 'diverging',
    text: `Mean and deviation of each example: ${list}.`,
  };
}

/** Of each row, or of each column where columns are normalized. */
function momentsTable({ before, after, norm }: Batch): TablePlot {
  const [moments, line] = norm === 'batch' ? [columnMoments, 'column'] : [rowMoments, 'row'];
  const [was, is] = [moments(before), moments(after)];
  return {
    kind: 'table',
    id: 'moments',
    title: `Mean μ and deviation σ of each ${line}`,
    columns: [
      { label: line },
      { label: 'μ before', digits: 3 },
      { label: 'σ before', digits: 3 },
      { label: 'μ after', digits: 3 },
      { label: 'σ after', digits: 3 },
    ],
    rows: is.map(({ mean, deviation }, i) => [
      i + 1,
      clean(was[i]!.mean),
      clean(was[i]!.deviation),
      clean(mean),
      clean(deviation),
    ]),
    text: `After ${names[norm]} the means are ${spread(is.map(({ mean }) => mean))} and the deviations ${spread(is.map(({ deviation }) => deviation))}.`,
  };
}

/** `0`, or `0.2 to 0.9`. */
function spread(values: readonly number[]): string {
  const [least, most] = [text(clean(Math.min(...values))), text(clean(Math.max(...values)))];
  return least === most ? least : `${least} to ${most}`;
}

function lossPlot({ plain, normed }: Learners): LinePlot {
  return {
    kind: 'line',
    id: 'loss',
    title: 'Loss while the networks learn',
    x: { label: 'step', min: 0, max: 120 },
    y: { label: 'loss', unit: 'nats', scale: 'log' },
    series: [
      { name: withNorm, ...curve(normed.losses, 0) },
      { name: withoutNorm, ...curve(plain.losses, 0) },
    ],
    references: [{ axis: 'y', at: guessing, label: 'guessing' }],
    text:
      plain.losses.length === 0
        ? 'Not trained yet.'
        : `The loss is ${lossText(normed)} ${withNorm} and ${lossText(plain)} ${withoutNorm}; guessing gives 0.693.`,
  };
}

function sizePlot({ plain, normed }: Learners): LinePlot {
  return {
    kind: 'line',
    id: 'sizes',
    title: 'Size of the activations before training',
    x: { label: 'hidden layer' },
    y: { label: 'root mean square', scale: 'log' },
    series: [
      { name: withNorm, ...curve(normed.sizes, 1) },
      { name: withoutNorm, ...curve(plain.sizes, 1) },
    ],
    text: `In layer ${plain.sizes.length} the activations have a root mean square of ${text(normed.sizes.at(-1)!)} ${withNorm} and ${text(plain.sizes.at(-1)!)} ${withoutNorm}.`,
  };
}

/** What a logarithmic axis can show of a list, numbered from `first`. */
function curve(values: readonly number[], first: number): { x: number[]; y: number[] } {
  const shown = values.flatMap((y, i) => (Number.isFinite(y) && y > 0 ? [[i + first, y] as const] : []));
  return { x: shown.map(([x]) => x), y: shown.map(([, y]) => y) };
}

function lossText({ losses }: Learner): string {
  const last = losses.at(-1)!;
  return Number.isFinite(last) ? text(last) : `not a number from step ${losses.length - 1} on`;
}

function batchMetrics({ after, change }: Batch): Metric[] {
  const [rows, columns] = [rowMoments(after), columnMoments(after)];
  const largest = (list: readonly Moments[]) => Math.max(...list.map(({ mean }) => Math.abs(mean)));
  return [
    { id: 'row-mean', label: 'largest mean of a row, after', value: clean(largest(rows)) },
    {
      id: 'row-deviation',
      label: 'smallest deviation of a row, after',
      value: Math.min(...rows.map((m) => m.deviation)),
    },
    { id: 'column-mean', label: 'largest mean of a column, after', value: clean(largest(columns)) },
    { id: 'change', label: 'change of the output by ×3 and +7', value: clean(change) },
  ];
}

function learnerMetrics({ plain, normed }: Learners): Metric[] {
  const of = (id: string, name: string, { sizes, losses, accuracy }: Learner) => [
    { id: `size-${id}`, label: `activations of the last layer, ${name}`, value: sizes.at(-1)! },
    { id: `loss-${id}`, label: `loss, ${name}`, value: losses.at(-1), unit: 'nats' },
    { id: `accuracy-${id}`, label: `accuracy, ${name}`, value: accuracy },
  ];
  const first = {
    id: 'first-loss-plain',
    label: `first loss, ${withoutNorm}`,
    value: plain.losses[0],
    unit: 'nats',
  };
  return [...of('norm', withNorm, normed), ...of('plain', withoutNorm, plain), first].filter(
    (metric): metric is Metric => Number.isFinite(metric.value),
  );
}

function readingOf(batch: Batch, { plain, normed }: Learners, progress: number): string {
  const shown = batchReading(batch);
  if (normed.losses.length === 0) return `${shown}.`;
  const when = progress < 1 ? `after ${normed.losses.length - 1} steps` : 'in the end';
  return `${shown}; ${when} the loss is ${lossText(normed)} ${withNorm} and ${lossText(plain)} ${withoutNorm} (guessing: 0.693).`;
}

function batchReading({ norm, after }: Batch): string {
  const rows = rowMoments(after);
  if (norm === 'batch')
    return after.rows === 1
      ? 'BatchNorm has one example for each column, so every variance and every output is 0'
      : 'BatchNorm gives each column mean 0 and deviation 1, from all examples together';
  const deviations = spread(rows.map(({ deviation }) => deviation));
  const means = spread(rows.map(({ mean }) => mean));
  return `${names[norm]} gives each row mean ${means} and deviation ${deviations}, whatever the other rows are`;
}
