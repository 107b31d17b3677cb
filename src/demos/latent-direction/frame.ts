/** The frame of the direction demo: one face along a direction, and what each way to find it drags along. */
import { formatNumber } from '../../util/number';
import type {
  BarPlot,
  FieldPlot,
  Frame,
  HeatmapPlot,
  ImageGridPlot,
  LinePlot,
  Metric,
} from '../contract/frame';
import { cosine, dot } from '../models/rows';
import { blankFace, faceImage } from '../models/sprite-image';
import { factorIndex, factorNames } from '../models/sprite-renderer';
import { spriteLatents } from '../models/sprite-vae';
import { estimatorNames, type Directions, type Estimator, type Labelled } from './labelled';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));

export const estimatorLabels: Readonly<Record<Estimator, string>> = {
  means: 'class means',
  logistic: 'logistic',
  minusMeans: 'means − means',
  minusLogistic: 'means − logistic',
  joint: 'regression',
};

/** Measured on faces moved until their glasses rose by about the same. */
export interface Leak {
  readonly step: number;
  readonly glasses: number;
  readonly size: number;
}

/** How near the directions of the first `counts` labels come to the reference. */
export interface Learning {
  readonly counts: readonly number[];
  readonly cosines: readonly Readonly<Record<Estimator, number>>[];
}

export interface Direction {
  readonly estimator: Estimator;
  readonly alpha: number;
  readonly count: number;
  /** Correlation of glasses with size among the labels. */
  readonly correlation: number;
  readonly labelled: Labelled;
  readonly directions: Directions;
  /** Directions of glasses and size by a thousand unbiased labels. */
  readonly reference: { readonly glasses: Float64Array; readonly size: Float64Array };
  readonly learning: Learning;
  /** Strengths at which one face is shown, and the faces. */
  readonly alphas: readonly number[];
  readonly strip?: readonly Float32Array[];
  readonly leaks: Partial<Readonly<Record<Estimator, Leak>>>;
  /** Measured change of each factor at `alpha`, and how unlike a face the results are. */
  readonly changes?: { readonly factors: readonly number[]; readonly residual: number };
  readonly progress: number;
}

export function directionFrame(state: Direction): Frame {
  return {
    plots: [
      stripPlot(state),
      leakPlot(state),
      changePlot(state),
      planePlot(state),
      learningPlot(state),
      anglePlot(state),
    ],
    metrics: metricsOf(state),
    progress: state.progress,
    reading: readingOf(state),
  };
}

function stripPlot({ alphas, strip, estimator, alpha }: Direction): ImageGridPlot {
  const images = alphas.map((step, i) => faceImage(`α = ${text(step)}`, strip?.[i] ?? blankFace));
  return {
    kind: 'images',
    id: 'strip',
    title: `One face along "glasses" by ${estimatorLabels[estimator]}`,
    images,
    perRow: 4,
    text: `The last of ${images.length} faces is moved by your α of ${text(alpha)}, the others by whole numbers.`,
  };
}

function leakPlot({ leaks }: Direction): BarPlot {
  const known = estimatorNames.filter((name) => leaks[name]);
  const said = known.map((name) => `${estimatorLabels[name]} ${text(leaks[name]!.size)}`);
  return {
    kind: 'bar',
    id: 'leaks',
    title: 'What changes when glasses come, by direction',
    categories: ['glasses', 'size'],
    series: estimatorNames.map((name) => {
      const leak = leaks[name];
      return { name: estimatorLabels[name], values: [leak?.glasses ?? NaN, leak?.size ?? NaN] };
    }),
    y: { label: 'change' },
    text: `Of a range of 2, size changes by: ${said.join(', ') || 'not measured yet'}.`,
  };
}

function changePlot({ changes, alpha, estimator }: Direction): BarPlot {
  const factors = changes?.factors ?? factorNames.map(() => NaN);
  return {
    kind: 'bar',
    id: 'changes',
    title: `All factors at α = ${text(alpha)}`,
    categories: factorNames,
    series: [{ name: estimatorLabels[estimator], values: factors }],
    y: { label: 'change' },
    text: changes
      ? `At α = ${text(alpha)}: ${factorNames.map((name, k) => `${name} ${text(factors[k]!)}`).join(', ')}.`
      : 'Not measured yet.',
  };
}

const arrowLength = 2;

/** Codes on the plane of the two reference directions; each estimate as a line from the middle. */
function planePlot({ labelled, count, directions, reference }: Direction): FieldPlot {
  const across = reference.glasses;
  const share = dot(reference.size, across);
  const rest = reference.size.map((value, k) => value - share * across[k]!);
  const length = Math.sqrt(dot(rest, rest));
  const up = rest.map((value) => value / length);
  const at = (vector: ArrayLike<number>): [number, number] => [dot(vector, across), dot(vector, up)];
  const codes = Array.from({ length: count }, (_, i) =>
    at(labelled.codes.subarray(i * spriteLatents, (i + 1) * spriteLatents)),
  );
  const ends = estimatorNames.map((name) => at(directions[name].map((value) => arrowLength * value)));
  const tilt = ([x, y]: [number, number]) => text((180 * Math.atan2(y, x)) / Math.PI);
  return {
    kind: 'field',
    id: 'plane',
    title: 'Codes of faces, and the directions',
    x: { label: 'along glasses' },
    y: { label: 'along size' },
    paths: [
      {
        name: 'codes: left without, right with glasses',
        x: codes.map(([x]) => x),
        y: codes.map(([, y]) => y),
        style: 'points',
      },
      ...estimatorNames.map((name, i) => ({
        name: estimatorLabels[name],
        x: [0, ends[i]![0]],
        y: [0, ends[i]![1]],
      })),
    ],
    text: `Tilt towards size in degrees: ${estimatorNames.map((name, i) => `${estimatorLabels[name]} ${tilt(ends[i]!)}`).join(', ')}.`,
  };
}

function learningPlot({ learning, count, directions, reference }: Direction): LinePlot {
  const { counts, cosines } = learning;
  const shown = ['means', 'logistic', 'joint'] as const;
  return {
    kind: 'line',
    id: 'learning',
    title: 'Cosine to the direction of unbiased labels',
    x: { label: 'labels', scale: 'log' },
    y: { label: 'cosine' },
    series: shown.map((name) => ({
      name: estimatorLabels[name],
      x: counts,
      y: cosines.map((all) => all[name]),
    })),
    references: [{ axis: 'x', at: count, label: `n = ${count}` }],
    text: `With ${count} labels: ${shown.map((name) => `${estimatorLabels[name]} ${text(cosine(directions[name], reference.glasses))}`).join(', ')}.`,
  };
}

function anglePlot({ directions }: Direction): HeatmapPlot {
  const size = estimatorNames.length;
  const categories = estimatorNames.map((name) => estimatorLabels[name]);
  const values = estimatorNames.flatMap((a) =>
    estimatorNames.map((b) => cosine(directions[a], directions[b])),
  );
  return {
    kind: 'heatmap',
    id: 'angles',
    title: 'Cosines between the five',
    x: { label: '', categories },
    y: { label: '', categories },
    grid: { columns: size, rows: size, values, xMin: -0.5, xMax: size - 0.5, yMin: -0.5, yMax: size - 0.5 },
    colors: 'sequential',
    text: `Class means and regression have a cosine of ${text(cosine(directions.means, directions.joint))}, class means and logistic regression ${text(cosine(directions.means, directions.logistic))}.`,
  };
}

function metricsOf({ leaks, changes, correlation, directions, reference, estimator }: Direction): Metric[] {
  const chosen = leaks[estimator];
  return [
    { id: 'correlation', label: 'correlation of the labels', value: correlation },
    {
      id: 'cosine',
      label: 'cosine to the unbiased direction',
      value: cosine(directions[estimator], reference.glasses),
    },
    ...(chosen
      ? [
          { id: 'leak', label: 'size drags along', value: chosen.size },
          { id: 'rise', label: 'while glasses rise by', value: chosen.glasses },
          { id: 'step', label: 'at a step of', value: chosen.step },
        ]
      : []),
    ...(changes
      ? [
          { id: 'glasses', label: 'glasses at your α', value: changes.factors[factorIndex.glasses]! },
          { id: 'size', label: 'size at your α', value: changes.factors[factorIndex.size]! },
          { id: 'unlike', label: 'unlike any face at your α', value: changes.residual },
        ]
      : []),
    ...estimatorNames.flatMap((name) => {
      const leak = leaks[name];
      return leak ? [{ id: `leak-${name}`, label: `size, ${estimatorLabels[name]}`, value: leak.size }] : [];
    }),
  ];
}

function readingOf({ leaks, correlation, count }: Direction): string {
  const { means, minusMeans, joint } = leaks;
  if (!means || !minusMeans || !joint)
    return `Glasses and size correlate by ${text(correlation)} in ${count} labels; what each direction does is being measured.`;
  if (Math.abs(correlation) < 0.2)
    return `With labels that correlate by ${text(correlation)}, class means drag size by ${text(means.size)}, and regression by ${text(joint.size)}.`;
  return `Labels that correlate by ${text(correlation)} make class means drag size by ${text(means.size)}; projecting out the other class means turns it to ${text(minusMeans.size)}, regression on all factors leaves ${text(joint.size)}.`;
}
