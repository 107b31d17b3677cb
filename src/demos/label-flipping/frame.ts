/** The frame of the demo on label flipping: the points, accuracy by rate for every attacker, and what a check finds. */
import { formatNumber } from '../../util/number';
import type { Frame, LinePlot, Metric, ScatterPlot, TablePlot } from '../contract/frame';
import { columns, copiedAccuracy, type Points } from './data';
import type { Repair } from './neighbours';
import { strategies, strategyNames, type Strategy } from './orders';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number): string => `${text(100 * share)} %`;

/** The plane that is shown, and how finely it is classified. */
export const plane = { columns: 48, rows: 36, xMin: -5, xMax: 5, yMin: -3.75, yMax: 3.75 };

export interface Flipping {
  readonly rate: number;
  readonly strategy: Strategy;
  /** Whether the learner is the nearest neighbour, which copies labels. */
  readonly copies: boolean;
  readonly isSanitised: boolean;
  readonly training: Points;
  /** As the learner gets them. */
  readonly labels: Uint8Array;
  /** Class of each cell of the plane, row by row from below. */
  readonly regions?: Uint8Array;
  /** Weights of the logistic regression on the true labels. */
  readonly cleanLine?: ArrayLike<number>;
  readonly rates: readonly number[];
  /** Test accuracy for each of the rates, and at the chosen one. */
  readonly curves?: Readonly<Record<Strategy, { readonly byRate: readonly number[]; readonly now: number }>>;
  /** What the check of neighbours would do with the flips, whether it is on or not. */
  readonly repairs?: Readonly<Record<Strategy, Repair>>;
  readonly progress: number;
}

export function flippingFrame(flipping: Flipping): Frame {
  return {
    plots: [curvePlot(flipping), planePlot(flipping), repairTable(flipping)],
    metrics: metricsOf(flipping),
    progress: flipping.progress,
    reading: readingOf(flipping),
  };
}

function curvePlot({ rate, strategy, copies, rates, curves }: Flipping): LinePlot {
  const series = strategyNames.map((name) => {
    const y = curves?.[name].byRate ?? [];
    return { name: strategies[name], x: rates.slice(0, y.length), y };
  });
  const clean = curves?.random.byRate[0];
  const copied =
    copies && clean !== undefined
      ? [
          {
            name: 'copied noise',
            x: rates,
            y: rates.map((r) => copiedAccuracy(clean, r)),
            style: 'dashed' as const,
          },
        ]
      : [];
  return {
    kind: 'line',
    id: 'accuracy',
    title: 'Test accuracy by share of flipped labels',
    x: { label: 'flip rate', min: 0, max: rates.at(-1)! },
    y: { label: 'accuracy on clean test data', min: 0.3, max: 1 },
    series: [...series, ...copied],
    references: [{ axis: 'x', at: rate, label: percent(rate) }],
    text: curves
      ? `At ${percent(rate)}: ${strategyNames.map((name) => `${strategies[name]} ${percent(curves[name].now)}`).join(', ')}.`
      : `Not trained yet; ${strategies[strategy]} flips are chosen.`,
  };
}

/** Flips, as they stand after what the check turned back. */
const isFlipped = ({ training, labels }: Flipping, i: number): boolean => labels[i] !== training.labels[i];

function planePlot(flipping: Flipping): ScatterPlot {
  const { training, labels, regions, cleanLine } = flipping;
  const all = Array.from(labels.keys());
  const group = (name: string, is: (i: number) => boolean, radius: number) => {
    const members = all.filter(is);
    return {
      name,
      x: members.map((i) => training.features[columns * i]!),
      y: members.map((i) => training.features[columns * i + 1]!),
      size: members.map(() => radius),
    };
  };
  const flips = all.filter((i) => isFlipped(flipping, i)).length;
  return {
    kind: 'scatter',
    id: 'plane',
    title: 'Training data and decision',
    x: { label: 'x1', min: plane.xMin, max: plane.xMax },
    y: { label: 'x2', min: plane.yMin, max: plane.yMax },
    points: [
      group('class 0', (i) => labels[i] === 0 && !isFlipped(flipping, i), 2.5),
      group('class 1', (i) => labels[i] === 1 && !isFlipped(flipping, i), 2.5),
      group('1 called 0', (i) => labels[i] === 0 && isFlipped(flipping, i), 4.5),
      group('0 called 1', (i) => labels[i] === 1 && isFlipped(flipping, i), 4.5),
      { name: 'border without flips', ...lineOf(cleanLine) },
    ],
    ...(regions
      ? { regions: { ...plane, values: Array.from(regions), groups: ['class 0', 'class 1'] } }
      : {}),
    text: `${flips} of ${labels.length} labels are wrong${regions ? `; ${percent(regions.filter((cell) => cell === 1).length / regions.length)} of the plane count as class 1` : ''}.`,
  };
}

/** Dots along the line on which the score is zero. */
function lineOf(theta: ArrayLike<number> | undefined) {
  const dots = 41;
  const y = theta
    ? Array.from({ length: dots }, (_, i) => plane.yMin + ((plane.yMax - plane.yMin) * i) / (dots - 1))
    : [];
  return { x: y.map((at) => -(theta![1]! * at + theta![2]!) / theta![0]!), y, size: y.map(() => 1.2) };
}

const shareOf = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : '–');

function repairTable({ repairs, strategy, isSanitised }: Flipping): TablePlot {
  const own = repairs?.[strategy];
  return {
    kind: 'table',
    id: 'repairs',
    title: isSanitised ? 'What the neighbours turned back' : 'What the neighbours would turn back',
    columns: [
      { label: 'attacker' },
      { label: 'changed' },
      { label: 'precision', unit: '%', digits: 3 },
      { label: 'recall', unit: '%', digits: 3 },
    ],
    rows: repairs
      ? strategyNames.map((name) => {
          const { changed, right, flips } = repairs[name];
          return [strategies[name], changed, shareOf(right, changed), shareOf(right, flips)];
        })
      : [],
    highlight: repairs ? strategyNames.indexOf(strategy) : undefined,
    text: own
      ? `Of ${own.flips} flips the check finds ${own.right}, and it changes ${own.changed} labels.`
      : 'Not checked yet.',
  };
}

function metricsOf(flipping: Flipping): Metric[] {
  const { training, labels, strategy, curves, repairs } = flipping;
  if (!curves || !repairs) return [];
  const wrong = Array.from(labels.keys()).filter((i) => isFlipped(flipping, i));
  const ofClass = (label: number) =>
    wrong.filter((i) => training.labels[i] === label).length / (training.labels.length / 2);
  const { changed, right, flips } = repairs[strategy];
  return [
    { id: 'accuracy', label: 'test accuracy', value: curves[strategy].now },
    { id: 'accuracy-clean', label: 'test accuracy without flips', value: curves.random.byRate[0]! },
    { id: 'wrong', label: 'share of labels that are wrong', value: wrong.length / labels.length },
    { id: 'wrong-class', label: 'of the class that is hit more', value: Math.max(ofClass(0), ofClass(1)) },
    ...strategyNames.map((name) => ({
      id: `accuracy-${name}`,
      label: `test accuracy, ${strategies[name]}`,
      value: curves[name].now,
    })),
    ...(changed > 0 ? [{ id: 'precision', label: 'precision of the check', value: right / changed }] : []),
    ...(flips > 0 ? [{ id: 'recall', label: 'recall of the check', value: right / flips }] : []),
  ];
}

function readingOf(flipping: Flipping): string {
  const { rate, strategy, curves, isSanitised, labels } = flipping;
  if (!curves)
    return `${labels.length} points of two classes; an attacker flips ${percent(rate)} of the labels.`;
  const clean = curves.random.byRate[0]!;
  const how = isSanitised ? ' and checked by their neighbours' : '';
  const who = {
    random: 'at random',
    oneWay: 'in one class',
    confident: 'where the model is sure',
    influence: 'by influence',
  }[strategy];
  const most = strategyNames.reduce((a, b) => (curves[b].now < curves[a].now ? b : a));
  const worst = most === strategy ? '' : `; ${strategies[most]} flips leave ${percent(curves[most].now)}`;
  return `With ${percent(rate)} of the labels flipped ${who}${how} the test accuracy is ${percent(curves[strategy].now)}, and ${percent(clean)} without flips${worst}.`;
}
