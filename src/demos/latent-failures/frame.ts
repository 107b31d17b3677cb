/** The frame of the latent-failures demo: what burn-in leaves, the bathtub, the lot on Weibull paper, what samples see. */
import { formatNumber } from '../../util/number';
import type { Frame, LinePlot, Metric, Series, TablePlot } from '../contract/frame';
import {
  afterBurnIn,
  bestBurnIn,
  failed,
  fitBound,
  hazard,
  noneInSample,
  partsToShow,
  type FieldQuality,
  type Life,
  type Lot,
  type Screen,
} from './lot';
import { times, type Counts } from './parts';

export interface Scene {
  readonly lot: Lot;
  readonly screen: Screen;
  readonly acceleration: number;
  /** Of the temperature alone. */
  readonly byHeat: number;
  readonly hours: number;
  readonly mission: number;
}

export interface Simulated {
  readonly weakCount: number;
  /** That have failed at each of `times`. */
  readonly shares: readonly number[];
  /** Without burn-in, and with it. */
  readonly plain: Counts;
  readonly burntIn: Counts;
}

/** Burn-in hours on the axis. */
const axis = Array.from({ length: 200 }, (_, i) => 0.1 * 5000 ** (i / 199));
/** Less is not drawn on logarithmic axes. */
const floor = 1e-3;
const samples = [
  { parts: 77, name: 'one lot of HTOL' },
  { parts: 231, name: 'HTOL, 3 lots' },
  { parts: 2400, name: 'ELFR, 3 lots' },
];
const testHours = 1000;
const boundConfidence = 0.6;
const proofConfidence = 0.9;

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));

export function latentFailuresFrame(scene: Scene, simulated: Simulated | undefined, progress: number): Frame {
  const { lot, acceleration, mission, hours } = scene;
  const after = (time: number) => afterBurnIn(lot, acceleration * time, mission);
  const best = bestBurnIn((time) => after(time).dppm, axis[0]!, axis.at(-1)!);
  const now = after(hours);
  return {
    plots: [
      burnInPlot(scene, after, best, simulated),
      bathtubPlot(scene),
      weibullPlot(lot, simulated),
      sampleTable(lot),
    ],
    metrics: metricsOf(scene, now, after(0), best, simulated),
    progress,
    reading: readingOf(scene, now, after(0), best),
  };
}

/** Where a logarithmic axis can show them. */
function shown(name: string, x: readonly number[], y: readonly number[], style?: Series['style']): Series {
  const kept = x.map((_, i) => i).filter((i) => y[i]! >= floor);
  const series = { name, x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
  return style ? { ...series, style } : series;
}

type Best = ReturnType<typeof bestBurnIn>;

function burnInPlot(
  { hours }: Scene,
  after: (hours: number) => FieldQuality,
  best: Best,
  simulated: Simulated | undefined,
): LinePlot {
  const found = axis.map(after);
  const curve = (name: string, of: (quality: FieldQuality) => number, style?: Series['style']) =>
    shown(name, axis, found.map(of), style);
  const now = after(hours);
  return {
    kind: 'line',
    id: 'burn-in',
    title: 'What the length of the burn-in does',
    x: { label: 'burn-in hours', scale: 'log', min: 0.1, max: 500 },
    y: { label: 'parts per million', scale: 'log', min: 0.1 },
    series: [
      curve('field', ({ dppm }) => Math.max(dppm, 0.1)),
      curve('wear-out', ({ dppmMain }) => (dppmMain < 0.1 ? 0 : dppmMain), 'dashed'),
      curve('fallout', ({ fallout }) => Math.max(fallout, 0.1), 'dashed'),
      simulatedBar(hours, simulated?.burntIn),
    ],
    references: [{ axis: 'x', at: best.hours, label: 'best' }],
    text:
      `After ${text(hours)} h ${text(now.dppm)} per million fail in the field and ${text(now.fallout)} in the burn-in; ` +
      `fewest, ${text(best.dppm)}, after ${text(best.hours)} h.`,
  };
}

/** An upright line over two standard deviations of the count on each side. */
function simulatedBar(hours: number, counts: Counts | undefined): Series {
  if (!counts) return { name: 'simulated', x: [], y: [] };
  const ppm = (failures: number) => Math.max(0.1, (1e6 * failures) / counts.shipped);
  const spread = 2 * Math.sqrt(counts.failures);
  return {
    name: 'simulated',
    x: [hours, hours],
    y: [ppm(counts.failures - spread), ppm(counts.failures + spread)],
  };
}

function bathtubPlot({ lot, acceleration, hours }: Scene): LinePlot {
  const shownTimes = times.filter((time) => time >= 10 && time <= 1e7);
  const fit = (time: number) => 1e9 * hazard(lot, time);
  const cut = acceleration * hours;
  return {
    kind: 'line',
    id: 'bathtub',
    title: 'Failure rate of the lot',
    x: { label: 'hours of use', scale: 'log' },
    y: { label: 'failure rate', unit: 'FIT', scale: 'log' },
    series: [shown('lot', shownTimes, shownTimes.map(fit))],
    references: cut >= 10 && cut <= 1e7 ? [{ axis: 'x', at: cut, label: 'burnt in' }] : [],
    text: `${text(fit(10))} FIT after 10 h, ${text(fit(1e4))} after 10,000 h, ${text(fit(1e6))} after a million; the burn-in uses up ${text(cut)} h.`,
  };
}

/** On logarithmic axes of −ln(1 − F) a Weibull distribution is a straight line with the slope of its shape. */
function weibullPlot(lot: Lot, simulated: Simulated | undefined): LinePlot {
  const least = 1e-6;
  const within = (life: Life) =>
    times.filter((time) => failed(life, time) >= least && failed(life, time) < 0.9999);
  const line = (name: string, life: Life): Series => {
    const x = within(life);
    return { name, x, y: x.map((time) => -Math.log1p(-failed(life, time))), style: 'dashed' };
  };
  const seen = (simulated?.shares ?? []).map((share) =>
    share >= least && share < 1 ? -Math.log1p(-share) : 0,
  );
  return {
    kind: 'line',
    id: 'weibull',
    title: 'The lot on Weibull paper',
    x: { label: 'hours of use', scale: 'log', min: 1, max: 1e9 },
    y: { label: '−ln(1 − F)', scale: 'log', min: least, max: 10 },
    series: [
      line('weak alone', lot.weak),
      line('good alone', lot.main),
      shownFrom(least, 'a million parts', simulated ? times : [], seen),
    ],
    text: `A weak part has shape ${text(lot.weak.shape)} and scale ${text(lot.weak.scale)} h, a good one ${text(lot.main.shape)} and ${text(lot.main.scale)} h; the lot follows the weak ones until ${text(1e6 * lot.weakShare)} ppm have failed.`,
  };
}

function shownFrom(least: number, name: string, x: readonly number[], y: readonly number[]): Series {
  const kept = x.map((_, i) => i).filter((i) => y[i]! >= least && y[i]! <= 10);
  return { name, x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}

function sampleTable({ weakShare }: Lot): TablePlot {
  const rows = samples.map(({ parts, name }) => ({ name, parts, none: noneInSample(weakShare, parts) }));
  return {
    kind: 'table',
    id: 'samples',
    title: `What a sample sees of ${text(1e6 * weakShare)} ppm`,
    columns: [
      { label: 'test' },
      { label: 'parts' },
      { label: 'no weak part among them', unit: '%', digits: 3 },
    ],
    rows: rows.map(({ name, parts, none }) => [name, parts, 100 * none]),
    text: `No weak part is among them with probability ${rows.map(({ parts, none }) => `${text(none)} of ${parts}`).join(', ')}.`,
  };
}

function metricsOf(
  { lot, screen, acceleration, byHeat }: Scene,
  now: FieldQuality,
  never: FieldQuality,
  best: Best,
  simulated: Simulated | undefined,
): Metric[] {
  const found: [id: string, label: string, value: number, unit?: string][] = [
    ['dppm', 'fail in the field', now.dppm, 'ppm'],
    ['fallout', 'fail in the burn-in', now.fallout, 'ppm'],
    ['acceleration', 'acceleration', acceleration],
    ['best-hours', 'best burn-in', best.hours, 'h'],
    ['best-dppm', 'field failures then', best.dppm, 'ppm'],
    ['dppm-never', 'without burn-in', never.dppm, 'ppm'],
    ['dppm-weak', 'weak parts among them', now.dppmWeak, 'ppm'],
    ['dppm-main', 'wear-out among them', now.dppmMain, 'ppm'],
    ['by-heat', 'acceleration by temperature', byHeat],
    ...samples.map(({ parts }): [string, string, number] => [
      `none-${parts}`,
      `no weak part among ${formatNumber(parts)}`,
      noneInSample(lot.weakShare, parts),
    ]),
    [
      'fit-bound',
      `shown by 231 parts × ${testHours} h`,
      fitBound(231, testHours, acceleration, boundConfidence),
      'FIT',
    ],
    ['proof', `parts to show it at ${100 * proofConfidence} %`, partsToShow(now.dppm, proofConfidence)],
    ['caught', 'weak parts that the limit catches', 100 * screen.caught, '%'],
    ['lost', 'good parts that it costs', 1e6 * screen.lost, 'ppm'],
  ];
  if (simulated) {
    const { burntIn, plain, weakCount } = simulated;
    found.push(
      ['simulated', 'simulated field failures', burntIn.failures],
      ['simulated-shipped', 'simulated parts shipped', burntIn.shipped],
      ['simulated-never', 'simulated without burn-in', plain.failures],
      ['simulated-weak', 'simulated weak parts', weakCount],
    );
  }
  return found.map(([id, label, value, unit]) => ({ id, label, value, ...(unit ? { unit } : {}) }));
}

function readingOf({ hours }: Scene, now: FieldQuality, never: FieldQuality, best: Best): string {
  const change = `${text(hours)} h of burn-in take the field failures from ${text(never.dppm)} to ${text(now.dppm)} per million`;
  const proof = `showing that takes ${text(partsToShow(now.dppm, proofConfidence))} parts without a failure`;
  if (hours > 1.1 * best.hours)
    return `${change}, but ${text(best.hours)} h would leave ${text(best.dppm)}: the rest only wears good parts out.`;
  if (hours > best.hours / 1.1) return `${change}, as low as it gets; ${proof}.`;
  return `${change}; ${text(best.hours)} h would leave ${text(best.dppm)}, and ${proof}.`;
}
