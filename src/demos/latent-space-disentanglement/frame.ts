/** The frame of the disentanglement demo: what each latent does, what it knows, and where this run lies among others. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, HeatmapPlot, ImageGridPlot, LinePlot, Metric } from '../contract/frame';
import { faceImage } from '../models/sprite-image';
import { facePixels } from '../models/sprite-renderer';
import { betaCurve, type BetaPoint } from './curve';
import { variedFactors } from './faces';
import type { Scores } from './scores';
import type { Encoded } from './training';

/** A latent that carries less than this many nats is switched off. */
export const activeFrom = 0.05;

export interface Snapshot {
  /** Weight of the KL term that the optimiser sees. */
  readonly beta: number;
  readonly latents: number;
  readonly step: number;
  readonly steps: number;
  readonly encoded: Encoded;
  readonly scores: Scores;
  /** Values of each latent about the mean code, and one decoded face for each, latent by latent. */
  readonly traversal: { readonly values: readonly number[]; readonly pixels: Float32Array };
}

const text = (value: number): string => formatNumber(value === 0 ? 0 : Number(value.toPrecision(2)));

export function disentanglementFrame(snapshot: Snapshot): Frame {
  return {
    plots: [
      traversalPlot(snapshot),
      informationPlot(snapshot),
      divergencePlot(snapshot),
      curvePlot(snapshot, 'gap'),
      curvePlot(snapshot, 'error'),
    ],
    metrics: metricsOf(snapshot),
    progress: snapshot.step / snapshot.steps,
    reading: readingOf(snapshot),
  };
}

/** A frame some steps later, when nothing new was looked at. */
export function laterFrame(frame: Frame, snapshot: Snapshot): Frame {
  return { ...frame, progress: snapshot.step / snapshot.steps, reading: readingOf(snapshot) };
}

export const activeLatents = ({ divergence }: Encoded): number =>
  divergence.filter((nats) => nats > activeFrom).length;

/** What each latent knows most about; nothing where it is switched off. */
function subjects({ encoded, scores }: Snapshot): (string | undefined)[] {
  return encoded.divergence.map((nats, j) => {
    const row = scores.information[j]!;
    return nats > activeFrom ? variedFactors[row.indexOf(Math.max(...row))] : undefined;
  });
}

const named = (j: number, subject: string | undefined): string => `z${j + 1}: ${subject ?? 'off'}`;

function traversalPlot(snapshot: Snapshot): ImageGridPlot {
  const { values, pixels } = snapshot.traversal;
  const names = subjects(snapshot);
  const middle = Math.floor(values.length / 2);
  return {
    kind: 'images',
    id: 'traversal',
    title: 'Each row moves one latent of this toy VAE',
    perRow: values.length,
    images: names.flatMap((subject, j) =>
      values.map((value, i) => {
        const at = (j * values.length + i) * facePixels;
        const label = i === 0 ? `z${j + 1}` : i === middle ? (subject ?? 'off') : text(value);
        return faceImage(label, pixels.subarray(at, at + facePixels));
      }),
    ),
    text: `From ${text(values[0]!)} to ${text(values.at(-1)!)}, by what each latent knows most about: ${names.map((name, j) => named(j, name)).join(', ')}.`,
  };
}

function informationPlot(snapshot: Snapshot): HeatmapPlot {
  const { information } = snapshot.scores;
  const rows = [...information].reverse();
  const best = variedFactors.map((factor, k) => {
    const column = information.map((row) => row[k]!);
    const value = Math.max(...column);
    return `${factor} z${column.indexOf(value) + 1} ${text(value)}`;
  });
  return {
    kind: 'heatmap',
    id: 'information',
    title: 'Mutual information of mean code and factor',
    x: { label: 'factor', categories: [...variedFactors] },
    y: { label: 'latent', categories: rows.map((_, j) => `z${rows.length - j}`) },
    grid: {
      columns: variedFactors.length,
      rows: rows.length,
      values: rows.flat(),
      xMin: 0,
      xMax: variedFactors.length,
      yMin: 0,
      yMax: rows.length,
    },
    colors: 'sequential',
    unit: 'nats',
    text: `Most informative latent of each factor, in nats: ${best.join(', ')}.`,
  };
}

function divergencePlot({ encoded }: Snapshot): BarPlot {
  const { divergence } = encoded;
  const active = activeLatents(encoded);
  return {
    kind: 'bar',
    id: 'divergence',
    title: 'What each latent carries',
    x: { label: 'latent' },
    y: { label: 'KL', unit: 'nats', min: 0 },
    categories: divergence.map((_, j) => `z${j + 1}`),
    series: [{ name: 'KL', values: [...divergence] }],
    text: `${active} of ${divergence.length} latents carry more than ${activeFrom} nats.`,
  };
}

/** The measured curve, and the run as a point on or off it; a run without KL term has its own line. */
function curvePlot({ beta, scores, encoded }: Snapshot, what: 'gap' | 'error'): LinePlot {
  const shown = betaCurve.filter((point) => point.beta > 0);
  const x = shown.map((point) => point.beta);
  const now = what === 'gap' ? scores.mig : encoded.error;
  const line = (name: string, pick: (point: BetaPoint) => number, style?: 'dashed') => ({
    name,
    x,
    y: shown.map(pick),
    ...(style && { style }),
  });
  const label = what === 'gap' ? 'MIG' : 'squared error';
  return {
    kind: 'line',
    id: what,
    title: `${what === 'gap' ? 'MIG' : 'Squared error'} over β, 4 latents and 1500 steps`,
    x: { label: 'β', scale: 'log' },
    y: { label, min: 0 },
    series: [
      ...(what === 'gap'
        ? [
            line('mean of 5 seeds', ({ gap }) => gap.mean),
            line('least', ({ gap }) => gap.least, 'dashed'),
            line('greatest', ({ gap }) => gap.greatest, 'dashed'),
          ]
        : [line('mean of 5 seeds', ({ error }) => error)]),
      { name: 'this run', x: beta > 0 ? [beta] : [], y: beta > 0 ? [now] : [], style: 'points' as const },
    ],
    ...(beta === 0 && { references: [{ axis: 'y' as const, at: now, label: 'this run, β = 0' }] }),
    text: `This run: ${label} ${text(now)} at β = ${formatNumber(beta)}; ${curveText(what)}.`,
  };
}

function curveText(what: 'gap' | 'error'): string {
  const at = (beta: number) => betaCurve.find((point) => point.beta === beta);
  const value = (point: BetaPoint) => (what === 'gap' ? point.gap.mean : point.error);
  const known = [0, 4, 32].flatMap((beta) => {
    const point = at(beta);
    return point ? [`${text(value(point))} at ${beta}`] : [];
  });
  return `with 4 latents and 1500 steps five seeds had ${known.join(', ')}`;
}

function metricsOf({ beta, scores, encoded }: Snapshot): Metric[] {
  return [
    { id: 'mig', label: 'MIG', value: scores.mig },
    { id: 'sap', label: 'SAP', value: scores.sap },
    { id: 'error', label: 'squared error of a face', value: encoded.error },
    { id: 'kl', label: 'KL', value: encoded.divergence.reduce((sum, nats) => sum + nats, 0), unit: 'nats' },
    { id: 'active', label: 'active latents', value: activeLatents(encoded) },
    { id: 'beta', label: 'β that counts', value: beta },
  ];
}

function readingOf(snapshot: Snapshot): string {
  const { beta, latents, step, steps, encoded, scores } = snapshot;
  const active = activeLatents(encoded);
  const numbers = `MIG ${text(scores.mig)}, squared error ${text(encoded.error)}`;
  if (step < steps) return `After ${step} of ${steps} steps with β = ${formatNumber(beta)}: ${numbers}.`;
  if (active === 0)
    return `β = ${formatNumber(beta)} switches every latent off: all that is left is the mean face, squared error ${text(encoded.error)}.`;
  if (active < Math.min(variedFactors.length, latents))
    return `β = ${formatNumber(beta)} leaves ${active} of ${latents} latents: the others cost more KL than they save in error (${numbers}).`;
  if (latents < variedFactors.length)
    return `${latents} latents cannot hold three factors one by one: ${numbers}.`;
  const names = subjects(snapshot)
    .flatMap((subject, j) => (subject ? [`z${j + 1} ${subject}`] : []))
    .join(', ');
  return scores.mig > 0.35
    ? `β = ${formatNumber(beta)}: about one latent a factor (${names}), at the price of blur: ${numbers}.`
    : `β = ${formatNumber(beta)}: a second latent still tells much of some factors (each tells most of: ${names}): ${numbers}.`;
}
