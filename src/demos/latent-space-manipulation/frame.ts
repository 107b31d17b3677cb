/** The frame of the manipulation demo: one handle in faces, all handles in numbers, and truncation. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, HeatmapPlot, ImageGridPlot, LinePlot, Metric } from '../contract/frame';
import { mean } from '../metrics/summary';
import { blankFace, faceImage } from '../models/sprite-image';
import { factorNames } from '../models/sprite-renderer';
import { mainFactor, purity, type Effect } from './effects';
import { methodNames, type Method } from './methods';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));

export const methodLabels: Readonly<Record<Method, string>> = {
  supervised: 'labels',
  sefa: 'SeFa',
  ganspace: 'GANSpace',
  axes: 'axes',
};

/** Changes of the five factors along each direction of a method that is measured so far. */
export type Spans = Readonly<Record<Method, readonly (readonly number[])[]>>;

export interface Manipulation {
  readonly method: Method;
  /** Which direction of the method, from 0. */
  readonly index: number;
  readonly alpha: number;
  readonly psi: number;
  /** The factor that the handle moves second most. */
  readonly second?: number;
  readonly spans: Spans;
  /** How many directions the method has. */
  readonly count: number;
  /** Strengths at which one face is shown, and the faces. */
  readonly alphas: readonly number[];
  readonly strip?: readonly Float32Array[];
  readonly sweep: readonly { readonly alpha: number; readonly effect: Effect }[];
  /** At the strength of the control; `free` with nothing taken out of the direction. */
  readonly effect?: Effect;
  readonly free?: Effect;
  /** How many samples are drawn. */
  readonly samples: number;
  readonly truncated?: {
    readonly faces: readonly Float32Array[];
    /** Mean distance from any face, and mean deviation of a factor over the samples. */
    readonly residual: number;
    readonly spread: number;
  };
  readonly progress: number;
}

export function manipulationFrame(state: Manipulation): Frame {
  return {
    plots: [stripPlot(state), purityPlot(state), handlePlot(state), sweepPlot(state), truncationPlot(state)],
    metrics: metricsOf(state),
    progress: state.progress,
    reading: readingOf(state),
  };
}

const mainName = ({ spans, method, index }: Manipulation): string | undefined => {
  const changes = spans[method][index];
  return changes && factorNames[mainFactor(changes)];
};

function stripPlot(state: Manipulation): ImageGridPlot {
  const { alphas, strip, method, index, alpha } = state;
  const images = alphas.map((step, i) => faceImage(`α = ${text(step)}`, strip?.[i] ?? blankFace));
  return {
    kind: 'images',
    id: 'strip',
    title: `Direction ${index + 1} by ${methodLabels[method]}`,
    images,
    perRow: 4,
    text: `One face along the direction, ${mainName(state) ?? 'not measured yet'} most of all; the last of ${images.length} is moved by your α of ${text(alpha)}.`,
  };
}

const meanPurity = (spans: Spans, method: Method): number => mean(spans[method].map(purity));
const known = (spans: Spans): Method[] => methodNames.filter((method) => spans[method].length > 0);

function purityPlot({ spans }: Manipulation): BarPlot {
  const said = known(spans).map((method) => `${methodLabels[method]} ${text(meanPurity(spans, method))}`);
  return {
    kind: 'bar',
    id: 'purity',
    title: 'Share of the change on one factor',
    categories: methodNames.map((method) => methodLabels[method]),
    series: [
      {
        name: 'mean purity',
        values: methodNames.map((method) => (spans[method].length > 0 ? meanPurity(spans, method) : NaN)),
      },
    ],
    y: { label: 'mean purity', min: 0, max: 1 },
    text: `Mean purity: ${said.join(', ') || 'not measured yet'}.`,
  };
}

function handlePlot({ spans, method, index, count }: Manipulation): HeatmapPlot {
  const rows = spans[method];
  const unknown = factorNames.map(() => NaN);
  const shown = Array.from({ length: count }, (_, i) => rows[i] ?? unknown).reverse();
  const labels = shown.map((_, i) => `${shown.length - i}`);
  return {
    kind: 'heatmap',
    id: 'handles',
    title: `What each direction by ${methodLabels[method]} moves`,
    x: { label: 'factor', categories: factorNames },
    y: { label: 'direction', categories: labels },
    grid: {
      columns: factorNames.length,
      rows: shown.length,
      values: shown.flat(),
      xMin: -0.5,
      xMax: factorNames.length - 0.5,
      yMin: -0.5,
      yMax: shown.length - 0.5,
    },
    colors: 'sequential',
    marks: rows[index] ? [{ column: mainFactor(rows[index]), row: shown.length - 1 - index }] : [],
    text: rows[index]
      ? `Direction ${index + 1} moves ${factorNames.map((name, k) => `${name} by ${text(rows[index]![k]!)}`).join(', ')}; purity ${text(purity(rows[index]))}.`
      : 'Not measured yet.',
  };
}

function sweepPlot(state: Manipulation): LinePlot {
  const { sweep, alpha } = state;
  const x = sweep.map((point) => point.alpha);
  const series = (name: string, key: 'change' | 'leak' | 'residual') => ({
    name,
    x,
    y: sweep.map(({ effect }) => effect[key]),
  });
  const last = sweep.at(-1);
  return {
    kind: 'line',
    id: 'sweep',
    title: 'Strength against damage',
    x: { label: 'α', min: -6, max: 6 },
    y: { label: 'change' },
    series: [
      series(mainName(state) ?? 'main factor', 'change'),
      { ...series('mean of the others', 'leak'), style: 'dashed' },
      series('unlike any face', 'residual'),
    ],
    references: [{ axis: 'x', at: alpha, label: 'α' }],
    text: last
      ? `At α = ${text(last.alpha)} the main factor has changed by ${text(last.effect.change)}, the others by ${text(last.effect.leak)} on average, and faces are ${text(last.effect.residual)} from any that can be drawn.`
      : 'Not measured yet.',
  };
}

function truncationPlot({ truncated, psi, samples }: Manipulation): ImageGridPlot {
  return {
    kind: 'images',
    id: 'truncation',
    title: `Samples truncated by ψ = ${text(psi)}`,
    images: Array.from({ length: samples }, (_, i) =>
      faceImage(`${i + 1}`, truncated?.faces[i] ?? blankFace),
    ),
    perRow: 4,
    text: truncated
      ? `With ψ = ${text(psi)} a factor varies by ${text(truncated.spread)} over the samples, and they are ${text(truncated.residual)} from any face.`
      : 'Not drawn yet.',
  };
}

/** None until the handle is measured, so that plots below move down once. */
function metricsOf({ spans, method, index, effect, second, truncated }: Manipulation): Metric[] {
  const changes = spans[method][index];
  if (!changes || !effect) return [];
  return [
    { id: 'purity', label: 'purity of the direction', value: purity(changes) },
    { id: 'change', label: 'main factor at your α', value: effect.change },
    { id: 'leak', label: 'others at your α', value: effect.leak },
    ...(second === undefined
      ? []
      : [{ id: 'second', label: `${factorNames[second]} at your α`, value: effect.sizes[second]! }]),
    { id: 'unlike', label: 'unlike any face at your α', value: effect.residual },
    ...(truncated
      ? [
          { id: 'spread', label: 'spread of samples at your ψ', value: truncated.spread },
          { id: 'unlike-psi', label: 'unlike any face at your ψ', value: truncated.residual },
        ]
      : []),
    ...known(spans).map((name) => ({
      id: `purity-${name}`,
      label: `mean purity, ${methodLabels[name]}`,
      value: meanPurity(spans, name),
    })),
  ];
}

function readingOf(state: Manipulation): string {
  const { spans, effect, free, alpha, second, sweep } = state;
  if (known(spans).length < methodNames.length || !effect)
    return 'The directions of all methods are being measured.';
  const name = mainName(state)!;
  const first = sweep.find((point) => point.alpha === Math.sign(alpha));
  if (Math.abs(alpha) > 3 && first)
    return `At α = ${text(alpha)} ${name} has changed by ${text(effect.change)}, where steps like the first would make ${text(Math.abs(alpha) * first.effect.change)}, and the faces are ${text(effect.residual)} from any that can be drawn.`;
  if (free && second !== undefined)
    return `Without its part along ${factorNames[second]}, the direction moves ${name} by ${text(effect.change)} and ${factorNames[second]} by ${text(effect.sizes[second]!)}, with it by ${text(free.change)} and ${text(free.sizes[second]!)}.`;
  return `Directions by labels put ${text(100 * meanPurity(spans, 'supervised'))} % of the change on one factor, SeFa ${text(100 * meanPurity(spans, 'sefa'))} %, GANSpace ${text(100 * meanPurity(spans, 'ganspace'))} %, plain axes ${text(100 * meanPurity(spans, 'axes'))} %.`;
}
