/** The frame of the navigation demo: one face on its way, the plane it walks in, and what six ways did to twenty. */
import { formatNumber } from '../../util/number';
import type { FieldPlot, Frame, ImageGridPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { faceImage } from '../models/sprite-image';
import type { FittedFactors } from '../models/sprite-meter';
import { leakOf, ways, wayNames, type Outcome, type Way } from './journeys';
import { mapReach, mapSide } from './map';
import { soughtFactor } from './objective';

/** Faces along a way. */
export const filmFrames = 5;

/** Farther from every drawable face than this, a picture is hardly one. */
const brokenFrom = 0.03;

/** As near to its target as this a smile has reached it, or nearly. */
const reached = 0.1;
const nearly = 0.25;

export type Background = 'smile' | 'residual';

export interface Navigation {
  readonly way: Way;
  readonly target: number;
  readonly faces: number;
  /** Of all faces: at the start, and at the end of each way that is done. */
  readonly before: Outcome;
  readonly outcomes: Partial<Readonly<Record<Way, Outcome>>>;
  /** Pictures of the face shown, and the steps that they show. */
  readonly film: { readonly steps: readonly number[]; readonly pixels: readonly Float32Array[] };
  /** The face shown at the steps that are measured: nearest drawable faces and lengths of codes. */
  readonly shown: {
    readonly steps: readonly number[];
    readonly fits: readonly FittedFactors[];
    readonly norms: readonly number[];
  };
  readonly map: {
    readonly background: Background;
    /** The distance of the start where it is not measured yet. */
    readonly values: Float32Array;
    readonly path: readonly (readonly [number, number])[];
    readonly straight: readonly (readonly [number, number])[];
  };
  readonly point: {
    readonly at: readonly [number, number];
    readonly pixels: Float32Array;
    readonly fit: FittedFactors;
  };
  readonly progress: number;
}

const text = (value: number): string => formatNumber(value === 0 ? 0 : Number(value.toPrecision(2)));

export function navigationFrame(state: Navigation): Frame {
  return {
    plots: [
      filmPlot(state),
      mapPlot(state),
      pointPlot(state),
      scorePlot(state),
      residualPlot(state),
      lengthPlot(state),
      outcomeTable(state),
    ],
    metrics: metricsOf(state),
    progress: state.progress,
    reading: readingOf(state),
  };
}

const leaksOf = ({ shown }: Navigation): number[] => shown.fits.map((fit) => leakOf(fit, shown.fits[0]!));

function filmPlot(state: Navigation): ImageGridPlot {
  const { way, shown, film } = state;
  const [first, last] = [shown.fits[0]!, shown.fits.at(-1)!];
  return {
    kind: 'images',
    id: 'film',
    title: `One face of a toy autoencoder: ${ways[way]}`,
    perRow: filmFrames,
    images: film.steps.map((step, i) => faceImage(i === 0 ? 'start' : `step ${step}`, film.pixels[i]!)),
    text: `Its smile goes from ${text(first.factors[soughtFactor]!)} to ${text(last.factors[soughtFactor]!)}, its distance to the nearest drawable face from ${text(first.residual)} to ${text(last.residual)}.`,
  };
}

function mapPlot({ map, target, way, point }: Navigation): FieldPlot {
  const path = (name: string, points: readonly (readonly [number, number])[], style?: 'dashed') => ({
    name,
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    ...(style && { style }),
  });
  const end = map.path.at(-1)!;
  return {
    kind: 'field',
    id: 'map',
    title: map.background === 'smile' ? 'Smile over the plane' : 'Distance to a drawable face over the plane',
    x: { label: 'along the smile', min: -mapReach, max: mapReach },
    y: { label: 'along the glasses', min: -mapReach, max: mapReach },
    grid: {
      columns: mapSide,
      rows: mapSide,
      values: map.values,
      xMin: -mapReach,
      xMax: mapReach,
      yMin: -mapReach,
      yMax: mapReach,
    },
    contours: map.background === 'smile' ? [0, target] : [0.02, brokenFrom],
    paths: [path(ways.straight, map.straight, 'dashed'), path('way shown', map.path)],
    particles: { x: [0, end[0], point.at[0]], y: [0, end[1], point.at[1]], group: [0, 1, 3] },
    picks: 'point',
    text: `From the start at 0, 0 the way "${ways[way]}" ends at ${text(end[0])}, ${text(end[1])} of the plane; the colour is the ${map.background}, the third dot the point picked.`,
  };
}

function pointPlot({ point }: Navigation): ImageGridPlot {
  const { at, pixels, fit } = point;
  return {
    kind: 'images',
    id: 'point',
    title: 'The face at the point picked on the map',
    perRow: 1,
    images: [faceImage(`${text(at[0])}, ${text(at[1])}`, pixels, fit.residual > brokenFrom ? 'bad' : 'good')],
    text: `Smile ${text(fit.factors[soughtFactor]!)}, glasses ${text(fit.factors[3]!)}, distance to the nearest drawable face ${text(fit.residual)}.`,
  };
}

function scorePlot(state: Navigation): LinePlot {
  const { shown, target, way } = state;
  const leaks = leaksOf(state);
  return {
    kind: 'line',
    id: 'scores',
    title: 'What changes on the way',
    x: { label: 'step' },
    y: { label: 'factor' },
    series: [
      { name: 'smile', x: shown.steps, y: shown.fits.map(({ factors }) => factors[soughtFactor]!) },
      { name: 'change of the others', x: shown.steps, y: leaks, style: 'dashed' },
    ],
    ...(way !== 'maximise' && { references: [{ axis: 'y' as const, at: target, label: 'target' }] }),
    text: `The smile ends at ${text(shown.fits.at(-1)!.factors[soughtFactor]!)}, the four other factors have moved by ${text(leaks.at(-1)!)} in the mean.`,
  };
}

function residualPlot({ shown }: Navigation): LinePlot {
  return {
    kind: 'line',
    id: 'residual',
    title: 'How far from any drawable face',
    x: { label: 'step' },
    y: { label: 'residual', min: 0 },
    series: [{ name: 'way shown', x: shown.steps, y: shown.fits.map(({ residual }) => residual) }],
    references: [{ axis: 'y', at: brokenFrom, label: 'hardly a face' }],
    text: `The residual goes from ${text(shown.fits[0]!.residual)} to ${text(shown.fits.at(-1)!.residual)}.`,
  };
}

function lengthPlot({ shown }: Navigation): LinePlot {
  return {
    kind: 'line',
    id: 'length',
    title: 'Length of the code',
    x: { label: 'step' },
    y: { label: 'length', min: 0 },
    series: [{ name: 'way shown', x: shown.steps, y: shown.norms }],
    text: `The code goes from a length of ${text(shown.norms[0]!)} to ${text(shown.norms.at(-1)!)}.`,
  };
}

function outcomeTable({ before, outcomes, way, faces }: Navigation): TablePlot {
  const row = (name: string, { smile, leak, norm, residual }: Outcome) => [name, smile, leak, norm, residual];
  const done = wayNames.filter((name) => outcomes[name]);
  return {
    kind: 'table',
    id: 'outcomes',
    title: `Six ways, mean of ${faces} faces`,
    columns: [
      { label: 'way' },
      { label: 'smile', digits: 2 },
      { label: 'others moved', digits: 2 },
      { label: 'length', digits: 3 },
      { label: 'residual', digits: 2 },
    ],
    rows: [row('start', before), ...done.map((name) => row(ways[name], outcomes[name]!))],
    highlight: done.includes(way) ? done.indexOf(way) + 1 : 0,
    text:
      done
        .map(
          (name) =>
            `${ways[name]}: smile ${text(outcomes[name]!.smile)}, others moved ${text(outcomes[name]!.leak)}, residual ${text(outcomes[name]!.residual)}`,
        )
        .join('; ') || `At the start the smile is ${text(before.smile)}.`,
  };
}

function metricsOf({ way, outcomes, before }: Navigation): Metric[] {
  const now = outcomes[way] ?? before;
  return [
    { id: 'smile', label: 'smile', value: now.smile },
    { id: 'leak', label: 'other factors moved', value: now.leak },
    { id: 'norm', label: 'length of the code', value: now.norm },
    { id: 'residual', label: 'residual', value: now.residual },
  ];
}

function readingOf({ way, outcomes, before, target, faces }: Navigation): string {
  const now = outcomes[way];
  if (!now)
    return `${faces} faces start with a smile of ${text(before.smile)}; ${Object.keys(outcomes).length} of 6 ways are done.`;
  const numbers = `smile ${text(before.smile)} → ${text(now.smile)}, others moved by ${text(now.leak)}, residual ${text(now.residual)}`;
  const isBroken = now.residual > brokenFrom;
  if (way === 'maximise')
    return `Without a target the codes run on${isBroken ? ' until the faces break' : ''}: ${numbers}.`;
  if (isBroken)
    return `A target of ${text(target)} leaves the data: the score is chased with pictures that are hardly faces (${numbers}).`;
  if (way === 'short') return `Short codes pull every face towards the average one: ${numbers}.`;
  const distance = Math.abs(now.smile - target);
  if (distance > nearly) return `The target of ${text(target)} is not reached: ${numbers}.`;
  return `The target of ${text(target)} is ${distance > reached ? 'nearly ' : ''}reached (${ways[way]}): ${numbers}.`;
}
