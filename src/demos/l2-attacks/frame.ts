/** The frame of the L2 demo: accuracy by radius, the shortest changes that were found, and one image. */
import { accuracyCurve, readingBefore, type AttackState, type CurvePoint } from '../attacks/accuracy';
import { percent, subjectImages, subjectProbabilities, text, type Subject } from '../attacks/plots';
import type { Frame, HistogramPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { correlation, histogram, mean, median } from '../metrics/summary';

export const searches = { deepfool: 'DeepFool', ddn: 'DDN', cw: 'C&W, 32 images' } as const;
export type Search = keyof typeof searches;

/** Lengths of the changes that a search found, of the images that were read correctly before. */
export interface Distances {
  readonly found: Float32Array;
  /** Images for which none was found. */
  readonly missed: number;
}

export interface L2Attack extends AttackState {
  readonly eps: number;
  readonly steps: number;
  readonly point?: CurvePoint;
  /** By growing radius. */
  readonly curve: readonly CurvePoint[];
  readonly distances: Partial<Record<Search, Distances>>;
  /** Distance to the nearest boundary of straightened logits, of the images of DeepFool. */
  readonly firstOrder?: Float32Array;
}

const edges = Array.from({ length: 21 }, (_, i) => i / 10);
/** A pixel counts as changed from here on. */
const visible = 0.01;

export function l2Frame(attack: L2Attack): Frame {
  return {
    plots: [
      curvePlot(attack),
      distancePlot(attack),
      subjectImages(attack.subject, largestChange(attack.subject), text(largestChange(attack.subject))),
      subjectProbabilities(attack.subject),
      distanceTable(attack),
    ],
    metrics: metricsOf(attack),
    progress: attack.progress,
    reading: readingOf(attack),
  };
}

function curvePlot({ eps, steps, curve, point }: L2Attack): LinePlot {
  const names = {
    noise: 'random direction',
    noiseLeaves: 'a random direction leaves',
    oneStep: 'FGM',
    pgd: `PGD, ${steps} steps`,
    own: 'PGD at your ε',
  };
  return accuracyCurve({ eps, end: 2, curve, own: point, names });
}

const entries = ({ distances }: L2Attack) =>
  (Object.keys(searches) as Search[]).flatMap((search) => {
    const result = distances[search];
    return result ? [{ search, name: searches[search], ...result }] : [];
  });

function distancePlot(attack: L2Attack): HistogramPlot {
  const shown = entries(attack);
  const middle = shown[0] && median(shown[0].found);
  return {
    kind: 'histogram',
    id: 'distances',
    title: 'Shortest change that was found',
    x: { label: 'L2 length' },
    y: { label: 'images' },
    edges,
    series: shown.map(({ name, found }) => ({ name, counts: histogram(found, edges) })),
    references: middle === undefined ? [] : [{ axis: 'x', at: middle, label: `median ${text(middle)}` }],
    text:
      shown.length > 0
        ? `Medians: ${shown.map(({ name, found }) => `${name} ${text(median(found))}`).join('; ')}.`
        : 'Not searched yet.',
  };
}

function distanceTable(attack: L2Attack): TablePlot {
  const shown = entries(attack);
  return {
    kind: 'table',
    id: 'searches',
    title: 'Searches for the shortest change',
    columns: [
      { label: 'search' },
      { label: 'median', digits: 4 },
      { label: 'mean', digits: 4 },
      { label: 'not found', digits: 3 },
    ],
    rows: shown.map(({ name, found, missed }) => [name, median(found), mean(found), missed]),
    text:
      shown.length > 0
        ? `${shown.map(({ name, missed }) => `${name} fails on ${missed}`).join(', ')} images.`
        : 'Not searched yet.',
  };
}

function changeOf({ attacked, pixels }: Subject): Float32Array | undefined {
  return attacked?.pixels.map((value, i) => value - pixels[i]!);
}

function largestChange(subject: Subject): number {
  return Math.max(0, ...(changeOf(subject)?.map(Math.abs) ?? []));
}

function metricsOf(attack: L2Attack): Metric[] {
  const { point, subject, firstOrder, distances } = attack;
  const metrics: Metric[] = [];
  if (point)
    metrics.push(
      { id: 'accuracy-noise', label: 'accuracy, random direction', value: point.noise },
      { id: 'accuracy-fgm', label: 'accuracy, FGM', value: point.oneStep },
      { id: 'accuracy-pgd', label: 'accuracy, PGD', value: point.pgd },
    );
  for (const { search, name, found, missed } of entries(attack))
    metrics.push(
      { id: `median-${search}`, label: `median length, ${name}`, value: median(found), digits: 4 },
      { id: `mean-${search}`, label: `mean length, ${name}`, value: mean(found), digits: 4 },
      { id: `missed-${search}`, label: `images without a find, ${name}`, value: missed },
    );
  const change = changeOf(subject);
  if (change)
    metrics.push(
      { id: 'l2', label: 'length of the shown change', value: Math.hypot(...change) },
      { id: 'linf', label: 'largest change of a pixel in it', value: largestChange(subject) },
      {
        id: 'changed',
        label: 'pixels changed in it',
        value: change.filter((by) => Math.abs(by) > visible).length,
      },
    );
  const reached = distances.deepfool?.found;
  if (firstOrder && reached?.length === firstOrder.length)
    metrics.push(
      {
        id: 'first-order-correlation',
        label: 'correlation of DeepFool with the straightened distance',
        value: correlation(firstOrder, reached),
      },
      {
        id: 'first-order-ratio',
        label: 'median of DeepFool over the straightened distance',
        value: median(reached.map((length, i) => length / firstOrder[i]!)),
      },
    );
  return metrics;
}

function readingOf(attack: L2Attack): string {
  const { eps, point } = attack;
  if (!point) return readingBefore(attack);
  const found = entries(attack).map(({ name, found }) => `${text(median(found))} (${name})`);
  const lengths = found.length > 0 ? `, and the median of the shortest changes is ${found.join(', ')}` : '';
  return `A random change of length ${text(eps)} leaves ${percent(point.noise)} of the images right, PGD ${percent(point.pgd)}${lengths}.`;
}
