/** The frame of the interpolation demo: what is seen on the way, how far from a face it is, and what noise loses. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, ImageGridPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { faceImage } from '../models/sprite-image';
import type { FittedFactors } from '../models/sprite-meter';
import { factorNames } from '../models/sprite-renderer';
import { largestStepShare, stepLengths } from './faces';
import { textureSide, type Kept } from './noise';
import { lerpLength, meanNorm, normDeviation } from './paths';

export const wayNames = {
  lerp: 'straight line',
  slerp: 'great circle',
  fade: 'cross-fade of pixels',
} as const;
export type Way = keyof typeof wayNames;
export type CodeWay = Exclude<Way, 'fade'>;

export interface Interpolation {
  /** The path shown, and where on it the user stands. */
  readonly path: CodeWay;
  readonly t: number;
  /** Times of the pictures, of which one is `t`; a face for each way and time. */
  readonly shownTimes: readonly number[];
  readonly films: Readonly<Record<Way, readonly Float32Array[]>>;
  /** Times that are measured, `t` and both ends among them. */
  readonly times: readonly number[];
  /** Nearest drawable face at each of them so far. */
  readonly fits: Readonly<Record<Way, readonly FittedFactors[]>>;
  /** Every frame of the walk on the path shown. */
  readonly walk: readonly Float32Array[];
  /** Length of the code at `t`, and at both ends. */
  readonly codeNorms: readonly [start: number, atT: number, end: number];
  readonly noise: {
    readonly dimensions: number;
    readonly times: readonly number[];
    readonly kept: Readonly<Record<CodeWay | 'normalized', Kept>>;
    /** Kept at `t`. */
    readonly atT: Readonly<Record<CodeWay, number>>;
    readonly textures: Readonly<Record<CodeWay, readonly Float32Array[]>>;
    readonly pairs: number;
  };
  readonly progress: number;
}

const text = (value: number): string => formatNumber(value === 0 ? 0 : Number(value.toPrecision(2)));
const percent = (share: number): string => `${Math.round(100 * share)} %`;

export function interpolationFrame(state: Interpolation): Frame {
  return {
    plots: [
      filmPlot(state),
      residualPlot(state),
      factorTable(state),
      stepPlot(state),
      normPlot(state),
      texturePlot(state),
    ],
    metrics: metricsOf(state),
    progress: state.progress,
    reading: readingOf(state),
  };
}

const placeOfT = ({ times, t }: Interpolation): number => times.indexOf(t);

/** The measured face of a way at `t`, once it is measured. */
const fitAtT = (state: Interpolation, way: Way): FittedFactors | undefined =>
  state.fits[way][placeOfT(state)];

function filmPlot(state: Interpolation): ImageGridPlot {
  const { path, shownTimes, films, t } = state;
  const row = (way: Way, name: string) =>
    shownTimes.map((time, i) =>
      faceImage(i === 0 ? name : text(time), films[way][i]!, time === t ? 'good' : undefined),
    );
  return {
    kind: 'images',
    id: 'film',
    title: `Toy autoencoder: ${wayNames[path]} above, ${wayNames.fade} below`,
    perRow: shownTimes.length,
    images: [...row(path, path), ...row('fade', 'pixels')],
    text: `Above one head changes step by step, below two heads are seen through each other. ${residualText(state)}`,
  };
}

function residualText(state: Interpolation): string {
  const parts = ([state.path, 'fade'] as const).flatMap((way) => {
    const fit = fitAtT(state, way);
    return fit ? [`${wayNames[way]} ${text(fit.residual)}`] : [];
  });
  return parts.length > 0
    ? `Distance to the nearest drawable face at t = ${text(state.t)}: ${parts.join(', ')}.`
    : 'Distances to the nearest drawable face are being measured.';
}

function residualPlot(state: Interpolation): LinePlot {
  const { times, fits, t } = state;
  return {
    kind: 'line',
    id: 'residual',
    title: 'How far from any drawable face',
    x: { label: 't', min: 0, max: 1 },
    y: { label: 'residual', min: 0 },
    series: (Object.keys(wayNames) as Way[]).map((way) => ({
      name: wayNames[way],
      x: times.slice(0, fits[way].length),
      y: fits[way].map(({ residual }) => residual),
      ...(way === 'fade' && { style: 'dashed' as const }),
    })),
    references: [{ axis: 'x', at: t, label: 't' }],
    text: residualText(state),
  };
}

function factorTable(state: Interpolation): TablePlot {
  const { fits, times, path, t } = state;
  const rows = (
    [
      ['first face', path, 0],
      [`${path} at t = ${text(t)}`, path, placeOfT(state)],
      [`pixels at t = ${text(t)}`, 'fade', placeOfT(state)],
      ['second face', path, times.length - 1],
    ] as const
  ).flatMap(([label, way, i]) => {
    const fit = fits[way][i];
    return fit ? [[label, ...fit.factors, fit.residual]] : [];
  });
  return {
    kind: 'table',
    id: 'factors',
    title: 'Factors of the nearest drawable face',
    columns: [
      { label: 'face' },
      ...factorNames.map((label) => ({ label, digits: 2 })),
      { label: 'residual', digits: 2 },
    ],
    rows,
    highlight: 1,
    text:
      rows
        .map(
          ([label, ...values]) =>
            `${label}: ${values
              .slice(0, -1)
              .map((value) => text(value as number))
              .join(', ')}`,
        )
        .join('; ') || 'Nothing is measured yet.',
  };
}

function stepPlot({ walk }: Interpolation): BarPlot {
  const steps = stepLengths(walk);
  return {
    kind: 'bar',
    id: 'steps',
    title: 'How much each step changes the picture',
    x: { label: 'step' },
    y: { label: 'distance', min: 0 },
    categories: steps.map((_, i) => String(i + 1)),
    series: [{ name: 'distance', values: steps }],
    text: `The longest of ${steps.length} steps is ${text(largestStepShare(steps))} times the mean one.`,
  };
}

function normPlot({ noise, t }: Interpolation): LinePlot {
  const { dimensions, times, kept, atT, pairs } = noise;
  const [mean, deviation] = [meanNorm(dimensions), normDeviation(dimensions)];
  const line = (name: string, way: keyof typeof kept, style?: 'dashed') => ({
    name,
    x: times,
    y: kept[way].norm,
    ...(style && { style }),
  });
  return {
    kind: 'line',
    id: 'norms',
    title: `Length of noise of ${dimensions} numbers, mean of ${pairs} pairs`,
    x: { label: 't', min: 0, max: 1 },
    y: { label: 'length' },
    series: [line('lerp', 'lerp'), line('slerp', 'slerp'), line('lerp, rescaled', 'normalized', 'dashed')],
    references: [
      { axis: 'y', at: mean + 2 * deviation, label: '+2 deviations' },
      { axis: 'y', at: mean - 2 * deviation, label: '−2 deviations' },
      { axis: 'x', at: t, label: '' },
    ],
    text: `Fresh noise is ${text(mean)} ± ${text(2 * deviation)} long. Contrast left at t = ${text(t)}: lerp ${percent(atT.lerp)}, slerp ${percent(atT.slerp)}.`,
  };
}

/** Deviations of a texture that are shown as black and white. */
const shownDeviations = 3;

function texturePlot({ noise, shownTimes, t }: Interpolation): ImageGridPlot {
  const row = (way: CodeWay) =>
    shownTimes.map((time, i) => ({
      label: i === 0 ? way : text(time),
      width: textureSide,
      height: textureSide,
      channels: 1 as const,
      pixels: noise.textures[way][i]!.map((pixel) =>
        Math.min(Math.max(0.5 + pixel / (2 * shownDeviations), 0), 1),
      ),
      ...(time === t && { mark: 'good' as const }),
    }));
  return {
    kind: 'images',
    id: 'textures',
    title: 'Toy textures, linear in the noise: lerp above, slerp below',
    perRow: shownTimes.length,
    images: [...row('lerp'), ...row('slerp')],
    text: `At t = ${text(t)} lerp leaves ${percent(noise.atT.lerp)} of the contrast, slerp ${percent(noise.atT.slerp)}.`,
  };
}

function metricsOf(state: Interpolation): Metric[] {
  const { path, t, walk, codeNorms, noise } = state;
  const residuals = (Object.keys(wayNames) as Way[]).flatMap((way): Metric[] => {
    const fit = fitAtT(state, way);
    return fit ? [{ id: `residual-${way}`, label: `residual, ${wayNames[way]}`, value: fit.residual }] : [];
  });
  return [
    ...residuals,
    { id: 'norm', label: `length of the code, ${path}`, value: codeNorms[1] },
    { id: 'step-share', label: 'longest step / mean step', value: largestStepShare(stepLengths(walk)) },
    { id: 'contrast-lerp', label: 'contrast of noise, lerp', value: noise.atT.lerp },
    { id: 'contrast-slerp', label: 'contrast of noise, slerp', value: noise.atT.slerp },
    { id: 'contrast-expected', label: 'expected of lerp', value: lerpLength(t) },
  ];
}

function readingOf(state: Interpolation): string {
  const { t, noise } = state;
  const contrast = `of ${noise.dimensions} noise numbers lerp keeps ${percent(noise.atT.lerp)} of the contrast, slerp ${percent(noise.atT.slerp)}`;
  return `At t = ${text(t)} ${facesReading(state)}; ${contrast}.`;
}

function facesReading(state: Interpolation): string {
  const { path, t, walk } = state;
  const [way, fade] = [fitAtT(state, path), fitAtT(state, 'fade')];
  if (!way || !fade) return 'the faces are being measured';
  if (t === 0 || t === 1) return `all ways show the ${t === 0 ? 'first' : 'second'} face`;
  const share = largestStepShare(stepLengths(walk));
  const uneven = share > 1.4 ? `; the longest step on the way is ${text(share)} mean steps` : '';
  return `the ${wayNames[path]} is ${text(way.residual)} from any drawable face, the ${wayNames.fade} ${text(fade.residual)}${uneven}`;
}
