/** The frame of the late-fusion demo: who is how often right, how honestly, and what the weight does. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, TablePlot } from '../contract/frame';
import type { ClassificationScore } from '../metrics/classification';
import { methods, type Comparison, type Method } from './comparison';
import { varianceOfMean } from './fusion';
import { bestAccuracies, type Task } from './modalities';

export interface View extends Task {
  readonly weightA: number;
  readonly weightB: number;
  /** B is missing in the test. */
  readonly missing: boolean;
}

const names: Readonly<Record<Method, string>> = {
  a: 'A alone',
  b: 'B alone',
  average: 'average',
  product: 'product',
  stack: 'stacked',
  early: 'early',
  dropout: 'early, dropout',
};

/** Under the bars. */
const shortNames: Readonly<Record<Method, string>> = {
  a: 'A',
  b: 'B',
  average: 'mean',
  product: 'prod.',
  stack: 'stack',
  early: 'early',
  dropout: 'drop.',
};

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));

export function lateFusionFrame(comparison: Comparison, view: View, progress: number): Frame {
  return {
    plots: [
      accuracyPlot(comparison, view),
      reliabilityPlot(comparison),
      weightPlot(comparison, view),
      missingTable(comparison),
    ],
    metrics: metricsOf(comparison, view),
    progress,
    reading: readingOf(comparison, view, progress),
  };
}

/** Nothing where the method cannot answer. */
function accuracyOf({ scores, withoutB }: Comparison, method: Method, missing: boolean): number | undefined {
  if (!missing) return scores[method].accuracy;
  return method === 'b' ? undefined : withoutB[method];
}

function accuracyPlot(comparison: Comparison, view: View): BarPlot {
  const best = bestOf(view);
  const shown = methods.flatMap((method) => {
    const accuracy = accuracyOf(comparison, method, view.missing);
    return accuracy === undefined ? [] : [{ method, accuracy, best: best(method) }];
  });
  return {
    kind: 'bar',
    id: 'accuracy',
    title: view.missing ? 'Accuracy on 2000 examples without B' : 'Accuracy on 2000 examples',
    x: { label: '' },
    y: { label: 'accuracy', min: 0, max: 1 },
    categories: shown.map(({ method }) => shortNames[method]),
    series: [
      { name: 'best without κ', values: shown.map((one) => one.best), style: 'outline' },
      { name: 'reached', values: shown.map(({ accuracy }) => accuracy) },
    ],
    text: `Accuracy: ${shown
      .map((one) => `${names[one.method]} ${text(one.accuracy)} (at best ${text(one.best)} without κ)`)
      .join(', ')}.`,
  };
}

/** The accuracy that the evidence of a method allows, as far as it adds up. */
function bestOf(view: View): (method: Method) => number {
  const { a, b, both } = bestAccuracies(view);
  return (method) => (view.missing || method === 'a' ? a : method === 'b' ? b : both);
}

function reliabilityPlot({ scores }: Comparison): LinePlot {
  const curve = (name: string, { bins }: ClassificationScore) => ({
    name,
    x: bins.map(({ confidence }) => confidence),
    y: bins.map(({ accuracy }) => accuracy),
  });
  return {
    kind: 'line',
    id: 'reliability',
    title: 'Reliability of the fused scores',
    x: { label: 'confidence', min: 0.5, max: 1 },
    y: { label: 'accuracy', max: 1 },
    series: [
      { name: 'honest', x: [0.5, 1], y: [0.5, 1], style: 'dashed' },
      curve('average', scores.average),
      curve('product', scores.product),
    ],
    text: `Calibration error of the average ${text(scores.average.ece)}, of the product ${text(scores.product.ece)}.`,
  };
}

function weightPlot({ byWeight, scores }: Comparison, view: View): LinePlot {
  const best = byWeight.reduce((top, point) => (point.accuracy > top.accuracy ? point : top));
  const share = shareOfA(view);
  return {
    kind: 'line',
    id: 'weight',
    title: 'Accuracy of the average by the weight of A',
    x: { label: 'weight of A', min: 0, max: 1 },
    y: { label: 'accuracy' },
    series: [
      {
        name: 'average',
        x: byWeight.map(({ weight }) => weight),
        y: byWeight.map(({ accuracy }) => accuracy),
      },
    ],
    references: [{ axis: 'x', at: share, label: `w = ${text(share)}` }],
    text: `With ${text(share)} for A the average is right in ${text(scores.average.accuracy)}, at best ${text(best.accuracy)} with ${text(best.weight)}.`,
  };
}

function missingTable({ scores, withoutB }: Comparison): TablePlot {
  const rows = methods
    .filter((method) => method !== 'b')
    .map((method) => [names[method], scores[method].accuracy, withoutB[method], scores[method].ece]);
  return {
    kind: 'table',
    id: 'missing',
    title: 'With and without B',
    columns: [
      { label: 'prediction by' },
      { label: 'A and B', digits: 3 },
      { label: 'A only', digits: 3 },
      { label: 'ECE with both', digits: 2 },
    ],
    rows,
    text: `Without B late fusion is right in ${text(withoutB.average)}, early fusion in ${text(withoutB.early)} and ${text(withoutB.dropout)} with modality dropout.`,
  };
}

function shareOfA({ weightA, weightB }: View): number {
  const total = weightA + weightB;
  return total > 0 ? weightA / total : 0.5;
}

function metricsOf(comparison: Comparison, view: View): Metric[] {
  const { scores, stacker, bothWrong, correlation } = comparison;
  const accuracies = methods.flatMap((method): Metric[] => {
    const value = accuracyOf(comparison, method, view.missing);
    return value === undefined
      ? []
      : [{ id: `accuracy-${method}`, label: `accuracy, ${names[method]}`, value }];
  });
  return [
    ...accuracies,
    { id: 'best', label: 'best of both, added up', value: bestAccuracies(view).both },
    { id: 'ece-average', label: 'calibration error, average', value: scores.average.ece },
    { id: 'ece-product', label: 'calibration error, product', value: scores.product.ece },
    { id: 'both-wrong', label: 'both models wrong', value: bothWrong },
    { id: 'correlation', label: 'correlation of their scores in a class', value: correlation },
    {
      id: 'variance',
      label: 'variance of their mean, of one',
      value: varianceOfMean(2, correlation, 1),
    },
    { id: 'stacked-a', label: 'stacked weight of A', value: stacker.weights[0]! },
    { id: 'stacked-b', label: 'stacked weight of B', value: stacker.weights[1]! },
  ];
}

function readingOf({ scores, withoutB }: Comparison, view: View, progress: number): string {
  if (progress === 0) return 'Before training every network guesses; four are trained on the same examples.';
  if (view.missing)
    return `Without B late fusion falls back on A with ${text(withoutB.average)}; early fusion gets ${text(withoutB.early)} with zeros in its place, and ${text(withoutB.dropout)} where it was trained with modality dropout.`;
  const single = Math.max(scores.a.accuracy, scores.b.accuracy);
  const late = Math.max(scores.average.accuracy, scores.product.accuracy, scores.stack.accuracy);
  const gain = late - single;
  const fused =
    gain > 0.02
      ? `Fusing scores lifts the better model from ${text(single)} to ${text(late)}`
      : `Fusing scores gains little: ${text(late)} after ${text(single)} for the better model`;
  const early = scores.early.accuracy;
  if (early - late > 0.03)
    return `${fused}; early fusion gets ${text(early)}, since it sees the combination.`;
  const { average, product } = scores;
  const [honest, other] = average.ece < product.ece ? ['average', 'product'] : ['product', 'average'];
  return `${fused}, early fusion gets ${text(early)}; the ${honest} is the more honest, with a calibration error of ${text(scores[honest as 'average'].ece)} against ${text(scores[other as 'product'].ece)}.`;
}
