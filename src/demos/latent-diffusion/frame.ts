/** The frame of the latent diffusion demo: faces, their glasses, and what each source of latents is worth. */
import { formatNumber } from '../../util/number';
import type { Frame, HistogramPlot, ImageGridPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { histogram } from '../metrics/summary';
import type { Solver } from '../models/diffusion';
import { faceImage, type FaceImage } from '../models/sprite-image';
import { facePixels } from '../models/sprite-renderer';
import { denoiserMultiplications, evaluationsOf, multiplications } from './denoiser';
import type { Verdict } from './judge';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number): string => `${text(100 * share)} %`;

export const sources = {
  reconstruction: 'encoded and decoded',
  prior: 'Gaussian noise',
  diffusion: 'latent diffusion',
} as const;
export type Source = keyof typeof sources;
/** For the table. */
const shortNames: Readonly<Record<Source, string>> = {
  reconstruction: 'encoder',
  prior: 'noise',
  diffusion: 'diffusion',
};

export interface FaceStudy {
  readonly source: Source;
  /** By what latents are multiplied before they are decoded; 1 is right. */
  readonly bug: number;
  readonly steps: number;
  readonly solver: Solver;
  /** What latents are multiplied by to get about unit variance. */
  readonly scaling: number | undefined;
  readonly faces: readonly FaceImage[];
  /** Of the faces that are shown, and of each source as it should be. */
  readonly shown?: Verdict;
  readonly verdicts: Readonly<Partial<Record<Source, Verdict>>>;
  readonly losses: readonly number[];
  readonly lossEvery: number;
  readonly progress: number;
}

/** Faces to show; `pixels` holds 256 of each in turn. */
export const faceImages = (pixels: Float32Array): FaceImage[] =>
  Array.from({ length: pixels.length / facePixels }, (_, i) =>
    faceImage('', pixels.subarray(i * facePixels, (i + 1) * facePixels)),
  );

export function faceFrame(study: FaceStudy): Frame {
  return {
    plots: [facesPlot(study), glassesPlot(study), tablePlot(study), lossPlot(study)],
    metrics: metricsOf(study),
    progress: study.progress,
    reading: readingOf(study),
  };
}

function facesPlot({ faces, source, bug, shown }: FaceStudy): ImageGridPlot {
  const count = faces.length;
  return {
    kind: 'images',
    id: 'faces',
    title: `Toy faces${source === 'reconstruction' ? ',' : ' from'} ${sources[source]}${bug === 1 ? '' : `, latents times ${bug}`}`,
    images: faces,
    perRow: 8,
    text: shown
      ? `${count} faces, on average ${text(shown.residual)} from what can be drawn.`
      : `${count} faces; none is judged yet.`,
  };
}

const edges = Array.from({ length: 15 }, (_, i) => (i - 7) / 5);

function glassesPlot({ shown, source }: FaceStudy): HistogramPlot {
  const counts = shown ? histogram(shown.worn, edges) : edges.slice(1).map(() => 0);
  return {
    kind: 'histogram',
    id: 'glasses',
    title: 'Glasses of these faces: −1 is none, 1 is on',
    x: { label: 'glasses' },
    y: { label: 'faces', min: 0 },
    edges,
    series: [{ name: sources[source], counts }],
    references: [
      { axis: 'x', at: -1, label: 'none' },
      { axis: 'x', at: 1, label: 'on' },
    ],
    text: shown
      ? `${percent(shown.half)} wear them by half; in the data nobody does.`
      : 'No face has been judged yet.',
  };
}

function tablePlot({ verdicts, shown }: FaceStudy): TablePlot {
  const row = (name: string, verdict: Verdict | undefined): (string | number)[] => [
    name,
    verdict ? verdict.residual : '…',
    verdict ? 100 * verdict.half : '…',
    verdict ? verdict.spread.turn : '…',
    verdict ? verdict.spread.size : '…',
  ];
  const names = Object.keys(sources) as Source[];
  return {
    kind: 'table',
    id: 'sources',
    title: 'What each source is worth',
    columns: [
      { label: 'latents' },
      { label: 'residual', digits: 2 },
      { label: 'half glasses', unit: '%', digits: 2 },
      { label: 'turn ±', digits: 2 },
      { label: 'size ±', digits: 2 },
    ],
    rows: [...names.map((name) => row(shortNames[name], verdicts[name])), row('shown', shown)],
    highlight: names.length,
    text: names
      .map((name) => `${sources[name]} ${verdicts[name] ? text(verdicts[name].residual) : 'not yet judged'}`)
      .join(', '),
  };
}

function lossPlot({ losses, lossEvery }: FaceStudy): LinePlot {
  return {
    kind: 'line',
    id: 'loss',
    title: 'Error of the denoiser in training',
    x: { label: 'step of training' },
    y: { label: 'weighted error' },
    series: [{ name: 'loss', x: losses.map((_, i) => (i + 1) * lossEvery), y: losses }],
    text: losses.length > 0 ? `The loss is ${text(losses.at(-1)!)} by now.` : 'Training has not begun.',
  };
}

/** Layers of the decoder, and of a denoiser as large as the latent one that works on pixels. */
const decoderLayers = [6, 64, facePixels];
const pixelLayers = [facePixels + 3, 64, 64, facePixels];

function metricsOf({ shown, verdicts, scaling, steps, solver }: FaceStudy): Metric[] {
  const evaluations = evaluationsOf(steps, solver);
  const floor = verdicts.reconstruction?.residual;
  return [
    ...(shown
      ? [
          { id: 'residual', label: 'residual: distance from a face', value: shown.residual },
          { id: 'half', label: 'share with half glasses', value: shown.half },
          { id: 'glasses', label: 'share with glasses', value: shown.glasses },
          { id: 'turn', label: 'spread of the turn', value: shown.spread.turn },
          { id: 'size', label: 'spread of the size', value: shown.spread.size },
        ]
      : []),
    ...(floor === undefined
      ? []
      : [{ id: 'floor', label: 'residual of the autoencoder alone', value: floor }]),
    ...(scaling === undefined
      ? []
      : [{ id: 'scaling', label: 'scaling factor of the latents', value: scaling }]),
    { id: 'evaluations', label: 'diffusion: evaluations of the denoiser', value: evaluations },
    {
      id: 'cost',
      label: 'diffusion: multiplications for a face',
      value: evaluations * denoiserMultiplications + multiplications(decoderLayers),
    },
    {
      id: 'cost-pixels',
      label: 'the same on pixels',
      value: evaluations * multiplications(pixelLayers),
    },
  ];
}

function readingOf({ shown, verdicts, source, bug, losses, lossEvery, progress }: FaceStudy): string {
  const floor = verdicts.reconstruction;
  if (progress < 1 || !shown || !floor)
    return `After ${losses.length * lossEvery} steps of training these are the faces that noise becomes.`;
  const found = `${percent(shown.half)} of the faces wear half glasses, and the residual is ${text(shown.residual)}`;
  if (bug < 1)
    return `Latents at ${text(bug)} of their size: all faces near the average one, turned by ±${text(shown.spread.turn)} instead of ±0.58.`;
  if (bug > 1)
    return `Latents ${text(bug)} times too large: broken faces, with a residual of ${text(shown.residual)} where ${text(floor.residual)} is possible.`;
  if (source === 'prior')
    return `Noise decoded without diffusion: ${found}. The codes of real faces are not spread like noise.`;
  if (source === 'reconstruction')
    return `Real faces, encoded and decoded: the residual of ${text(shown.residual)} is the autoencoder's, and no sampler beats it.`;
  return `Noise that diffusion turned into latents: ${found}, where the autoencoder alone has ${text(floor.residual)}.`;
}
