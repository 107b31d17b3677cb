/** The frame of the upscaling demo: the pictures, their spectra, and what each strength gives. */
import { formatNumber } from '../../util/number';
import type { Frame, ImageGridPlot, LinePlot, Metric } from '../contract/frame';
import { frequencyOf } from '../models/gaussian-field';
import {
  coarseBelow,
  expectedOf,
  fineFrom,
  gainsOf,
  side,
  stepsRun,
  trainedError,
  type Enlargement,
  type Expected,
  type Sampler,
} from './expected';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number): string => `${text(100 * share)} %`;

/** Pixels row by row; `small` has half the side. */
export interface Pictures {
  readonly truth: Float32Array;
  readonly small: Float32Array;
  readonly enlarged: Float32Array;
  readonly result: Float32Array;
  /** What a trained upscaler would give at its best. */
  readonly trained: Float32Array;
}

export interface Upscaling {
  readonly strength: number;
  readonly steps: number;
  readonly sampler: Sampler;
  readonly enlargement: Enlargement;
  readonly pictures: Pictures;
  /** Squared coefficients of the result, and of other textures so far, summed; how many they are. */
  readonly power: Float32Array;
  readonly textures: number;
  readonly progress: number;
}

export function upscalingFrame(state: Upscaling): Frame {
  const { enlargement, strength, sampler } = state;
  const expected = expectedOf(enlargement, gainsOf(enlargement.variances, strength, sampler));
  return {
    plots: [picturesPlot(state), spectrumPlot(state, expected), strengthPlot(state, expected)],
    metrics: metricsOf(state, expected),
    progress: state.progress,
    reading: readingOf(state, expected),
  };
}

/** Deviations of the field on each side of middle grey. */
const contrast = 3;

function picturesPlot({ pictures }: Upscaling): ImageGridPlot {
  const grey = (label: string, pixels: Float32Array, width = side) => ({
    label,
    width,
    height: width,
    channels: 1 as const,
    pixels: pixels.map((value) => Math.min(1, Math.max(0, 0.5 + value / (2 * contrast)))),
  });
  const error = pictures.result.map((value, i) => Math.abs(value - pictures.truth[i]!));
  return {
    kind: 'images',
    id: 'pictures',
    title: 'A toy texture enlarged and denoised',
    images: [
      grey('true', pictures.truth),
      grey('small', pictures.small, side / 2),
      grey('enlarged', pictures.enlarged),
      grey('denoised', pictures.result),
      {
        ...grey('error', pictures.result),
        pixels: error.map((value) => Math.min(1, value / contrast)),
      },
      grey('trained', pictures.trained),
    ],
    perRow: 3,
    text: `The denoised picture is off by ${text(rms(error))} of a deviation, the merely enlarged one by ${text(
      rms(pictures.enlarged.map((value, i) => value - pictures.truth[i]!)),
    )}.`,
  };
}

export const rms = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

/** Mean power of the coefficients around each whole frequency. */
function spectrum(power: Float32Array): number[] {
  const bins = Array.from({ length: side }, () => ({ sum: 0, count: 0 }));
  power.forEach((value, at) => {
    const bin = bins[Math.round(frequencyOf(at, side))];
    if (!bin || at === 0) return;
    bin.sum += value;
    bin.count += 1;
  });
  return bins.slice(1).map(({ sum, count }) => sum / count);
}

function spectrumPlot({ enlargement, power, textures }: Upscaling, expected: Expected): LinePlot {
  const line = (name: string, values: Float32Array, style?: 'dashed' | 'points') => {
    const y = spectrum(values);
    return { name, x: y.map((_, i) => i + 1), y, ...(style ? { style } : {}) };
  };
  return {
    kind: 'line',
    id: 'spectrum',
    title: 'Power at each frequency',
    x: { label: 'frequency |k|', scale: 'log' },
    y: { label: 'power', scale: 'log' },
    series: [
      line('true', enlargement.variances, 'dashed'),
      line('enlarged', enlargement.power),
      line('denoised', expected.power),
      line(
        'measured',
        power.map((value) => value / textures),
        'points',
      ),
    ],
    references: [{ axis: 'x', at: fineFrom, label: 'fine' }],
    text: `Fine detail has ${percent(expected.fine)} of the true power, measured ${percent(
      fineShare(power, textures, enlargement.variances),
    )} over ${textures} textures.`,
  };
}

export function fineShare(power: Float32Array, textures: number, variances: Float32Array): number {
  const fine = (values: Float32Array) =>
    values.reduce((sum, value, at) => (frequencyOf(at, side) >= fineFrom ? sum + value : sum), 0);
  return fine(power) / (textures * fine(variances));
}

function strengthPlot({ enlargement, sampler, strength }: Upscaling, expected: Expected): LinePlot {
  const x = Array.from({ length: 41 }, (_, i) => i / 40);
  const all = x.map((at) => expectedOf(enlargement, gainsOf(enlargement.variances, at, sampler)));
  return {
    kind: 'line',
    id: 'strengths',
    title: 'What each strength gives and takes',
    x: { label: 'strength', min: 0, max: 1 },
    y: { label: 'share', min: 0, max: 1.5 },
    series: [
      { name: 'fine detail', x, y: all.map(({ fine }) => fine) },
      { name: 'composition kept', x, y: all.map(({ agreement }) => agreement) },
      { name: 'error', x, y: all.map(({ rmse }) => rmse), style: 'dashed' },
    ],
    references: [{ axis: 'x', at: strength, label: 'now' }],
    text: `At strength ${text(strength)}: fine detail ${percent(expected.fine)}, composition ${text(
      expected.agreement,
    )}, error ${text(expected.rmse)}.`,
  };
}

function metricsOf(state: Upscaling, expected: Expected): Metric[] {
  const { enlargement, power, textures, pictures, steps, strength } = state;
  return [
    { id: 'fine', label: 'power of fine detail, of the true one', value: expected.fine },
    {
      id: 'fine-measured',
      label: `the same, measured`,
      value: fineShare(power, textures, enlargement.variances),
    },
    { id: 'agreement', label: 'agreement of the composition', value: expected.agreement },
    { id: 'coherence', label: 'agreement of fine detail', value: expected.coherence },
    { id: 'rmse', label: 'error, in deviations of a pixel', value: expected.rmse },
    {
      id: 'rmse-here',
      label: 'error of this picture',
      value: rms(pictures.result.map((value, i) => value - pictures.truth[i]!)),
    },
    {
      id: 'rmse-trained',
      label: 'error of a trained upscaler at its best',
      value: trainedError(enlargement.variances),
    },
    { id: 'run', label: `steps run of ${steps}`, value: stepsRun(steps, strength) },
  ];
}

function readingOf({ strength, steps, sampler }: Upscaling, expected: Expected): string {
  const run = stepsRun(steps, strength);
  if (sampler.kind === 'steps' && run === 0)
    return `Strength ${text(strength)} of ${steps} steps runs none: the picture is only enlarged.`;
  const now = `fine detail has ${percent(expected.fine)} of its power and agrees with the true one to ${text(
    Math.max(0, expected.coherence),
  )}; the composition (|k| < ${coarseBelow}) agrees to ${text(Math.max(0, expected.agreement))}`;
  if (strength === 0) return `Only enlarged: ${now}.`;
  if (expected.agreement < 0.5) return `A new picture: ${now}.`;
  const how = sampler.kind === 'steps' ? `${run} of ${steps} steps` : `Strength ${text(strength)}`;
  return `${how}: ${now}: detail is invented, not recovered.`;
}
