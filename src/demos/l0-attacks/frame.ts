/** The frame of the L0 demo: who is fooled by how many pixels, one image pixel by pixel, and where it is at risk. */
import { readingBefore, type AttackState } from '../attacks/accuracy';
import type { Change } from '../attacks/l0';
import type { Portrait } from '../attacks/measure';
import { percent, subjectProbabilities, text, verdict } from '../attacks/plots';
import type { Frame, HeatmapPlot, ImageGridPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { median } from '../metrics/summary';
import { digitSide } from '../models/digits';
import { attacks, fooledShare, mostPixels, sideOf, type Attack, type Findings } from './search';

const attackNames = Object.keys(attacks) as Attack[];

/** The chosen image after each of its changes. */
export interface Exhibit {
  readonly changes: readonly Change[];
  /** Of the untouched image: the true logit minus the best wrong one. */
  readonly margin: number;
  readonly stages: readonly Portrait[];
  /** Margin that each pixel alone leaves, at its worst allowed value. */
  readonly alone: Float32Array;
}

export interface L0Attack extends AttackState {
  readonly k: number;
  readonly method: Attack;
  readonly findings: Findings;
  /** Images that are attacked; 0 before they are known. */
  readonly count: number;
  readonly exhibit?: Exhibit;
}

export function l0Frame(attack: L0Attack): Frame {
  return {
    plots: [fooledPlot(attack), stagesPlot(attack), riskPlot(attack), changeTable(attack), seenPlot(attack)],
    metrics: metricsOf(attack),
    progress: attack.progress,
    reading: readingOf(attack),
  };
}

function fooledPlot({ k, findings }: L0Attack): LinePlot {
  const counts = Array.from({ length: mostPixels + 1 }, (_, i) => i);
  const series = attackNames.map((name) => {
    const x = counts.filter((i) => i > 0 && fooledShare(findings, name, i) !== undefined);
    const y = x.map((i) => fooledShare(findings, name, i)!);
    return { name: attacks[name], x: x.length > 0 ? [0, ...x] : [], y: x.length > 0 ? [0, ...y] : [] };
  });
  return {
    kind: 'line',
    id: 'fooled',
    title: 'Images fooled by number of pixels',
    x: { label: 'pixels that may change', min: 0, max: mostPixels },
    y: { label: 'share fooled', min: 0, max: 1 },
    series,
    references: [{ axis: 'x', at: k, label: `k = ${k}` }],
    text: sharesText(findings, k) || 'Not measured yet.',
  };
}

function sharesText(findings: Findings, k: number): string {
  const shares = attackNames.flatMap((name) => {
    const share = fooledShare(findings, name, k);
    return share === undefined ? [] : [`${attacks[name]} ${percent(share)}`];
  });
  return shares.length > 0 ? `Fooled by up to ${k}: ${shares.join(', ')}.` : '';
}

function stagesPlot({ subject, exhibit, method }: L0Attack): ImageGridPlot {
  const { index, label, pixels } = subject;
  const image = (name: string, values: Float32Array, more: object = {}) => ({
    label: name,
    width: digitSide,
    height: digitSide,
    channels: 1 as const,
    pixels: values,
    ...more,
  });
  const stages = exhibit?.stages ?? [];
  const shown = stages.map((stage, i) => {
    const count = method === 'block' && i > 0 ? exhibit!.changes.length : i;
    const name = i === 0 ? 'original' : `${count} ${count === 1 ? 'pixel' : 'pixels'}`;
    const mark = i === 0 ? {} : { mark: stage.predicted === label ? ('good' as const) : ('bad' as const) };
    return image(`${name}: ${verdict(stage)}`, stage.pixels, mark);
  });
  return {
    kind: 'images',
    id: 'image',
    title: `Image ${index}, a ${label}, change by change`,
    images: shown.length > 0 ? shown : [image(`original: a ${label}`, pixels)],
    perRow: 4,
    text:
      stages.length > 1
        ? `Read as ${verdict(stages[0]!)}, after the last change as ${verdict(stages.at(-1)!)}.`
        : `A handwritten ${label} of 12 by 12 pixels.`,
  };
}

const rowOf = (pixel: number): number => Math.floor(pixel / digitSide);
const columnOf = (pixel: number): number => pixel % digitSide;

/** From the top and from the left, as the table counts. */
const numbers = Array.from({ length: digitSide }, (_, i) => String(i + 1));

/** By how much each pixel alone can lower the margin. */
const risks = ({ alone, margin }: Exhibit): Float32Array => alone.map((left) => Math.max(0, margin - left));

function riskPlot({ exhibit }: L0Attack): HeatmapPlot {
  const risk = exhibit ? risks(exhibit) : new Float32Array(digitSide * digitSide);
  const worst = risk.indexOf(Math.max(...risk));
  // The first row of a grid is the lowest one.
  const values = Float32Array.from(
    risk,
    (_, i) => risk[(digitSide - 1 - rowOf(i)) * digitSide + columnOf(i)]!,
  );
  return {
    kind: 'heatmap',
    id: 'risk',
    title: 'What each pixel alone can take from the margin',
    x: { label: 'column', categories: numbers },
    y: { label: 'row', categories: [...numbers].reverse() },
    grid: { columns: digitSide, rows: digitSide, values, xMin: 0, xMax: digitSide, yMin: 0, yMax: digitSide },
    colors: 'sequential',
    marks: (exhibit?.changes ?? []).map(({ pixel }) => ({
      column: columnOf(pixel),
      row: digitSide - 1 - rowOf(pixel),
    })),
    text: exhibit
      ? `Of a margin of ${text(exhibit.margin)} the pixel in row ${rowOf(worst) + 1}, column ${columnOf(worst) + 1} takes most, ${text(risk[worst]!)}; ${riskyCells(exhibit)} of ${risk.length} take half as much or more.`
      : 'Not measured yet.',
  };
}

/** Pixels that take at least half of what the worst one takes. */
function riskyCells(exhibit: Exhibit): number {
  const risk = risks(exhibit);
  const most = Math.max(...risk);
  return risk.filter((value) => value >= most / 2).length;
}

function changeTable({ subject, exhibit, method }: L0Attack): TablePlot {
  const changes = exhibit?.changes ?? [];
  return {
    kind: 'table',
    id: 'changes',
    title: method === 'block' ? 'Changed at once' : 'Changed, in this order',
    columns: [
      { label: 'row' },
      { label: 'column' },
      { label: 'from', digits: 2 },
      { label: 'to' },
      { label: 'margin left', digits: 3 },
    ],
    rows: changes.map(({ pixel, to, margin }) => [
      rowOf(pixel) + 1,
      columnOf(pixel) + 1,
      subject.pixels[pixel]!,
      to,
      margin,
    ]),
    text:
      changes.length > 0
        ? `The margin falls from ${text(exhibit!.margin)} to ${text(changes.at(-1)!.margin)}.`
        : 'Nothing is changed.',
  };
}

function seenPlot({ subject, exhibit }: L0Attack) {
  const stages = exhibit?.stages ?? [];
  return subjectProbabilities({
    ...subject,
    clean: stages[0],
    attacked: stages.length > 1 ? stages.at(-1) : undefined,
  });
}

function metricsOf({ k, findings, exhibit, subject }: L0Attack): Metric[] {
  const metrics: Metric[] = attackNames.flatMap((name) => {
    const share = fooledShare(findings, name, k);
    return share === undefined
      ? []
      : [{ id: `fooled-${name}`, label: `fooled with up to ${k}, ${attacks[name]}`, value: share }];
  });
  const counts = findings.trails.exhaustive?.filter(({ isFooled }) => isFooled);
  if (counts && counts.length > 0)
    metrics.push({
      id: 'median-pixels',
      label: 'median number of pixels, exhaustive',
      value: median(counts.map(({ changes }) => changes.length)),
    });
  if (!exhibit) return metrics;
  const change = exhibit.changes.map(({ pixel, to }) => to - subject.pixels[pixel]!);
  metrics.push(
    { id: 'pixels', label: 'pixels changed in the image', value: change.length },
    { id: 'l2', label: 'L2 length of that change', value: Math.hypot(...change) },
    { id: 'linf', label: 'largest change of a pixel', value: Math.max(0, ...change.map(Math.abs)) },
    { id: 'read-as', label: 'read as', value: exhibit.stages.at(-1)!.predicted },
    { id: 'margin', label: 'margin left', value: exhibit.changes.at(-1)?.margin ?? exhibit.margin },
    { id: 'risky-cells', label: 'pixels with half the greatest risk or more', value: riskyCells(exhibit) },
  );
  return metrics;
}

function readingOf(attack: L0Attack): string {
  const { k, findings, count } = attack;
  const share = (name: Attack) => percent(fooledShare(findings, name, k)!);
  const isMeasured = attackNames.every((name) => fooledShare(findings, name, k) !== undefined);
  if (!isMeasured && count === 0) return readingBefore(attack);
  if (!isMeasured) return `${count} images are attacked pixel by pixel.`;
  const side = sideOf(k);
  return `With up to ${k} pixels an exhaustive search fools ${share('exhaustive')} of the images, the gradient ${share('gradient')}, random pixels ${share('random')}; one block of ${side} by ${side} fools ${share('block')}.`;
}
