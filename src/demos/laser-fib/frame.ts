/** The frame of the laser-FIB demo: the margin, the heat under the face, what it costs, and what is risked. */
import { formatNumber } from '../../util/number';
import type { Frame, LinePlot, Metric, NumberLinePlot } from '../contract/frame';
import { depths, type Material } from './heat';
import { beamOnlyTime, bestMargin, efficiency, planTime, risk, type Job } from './rates';

export interface Scene {
  readonly material: Material;
  /** Highest temperature rise at each of `depths`. */
  readonly highest: ArrayLike<number> | undefined;
  readonly limit: number;
  readonly ratio: number;
  readonly job: Job;
  /** How far simulated faces are off, in standard deviations, sorted. */
  readonly faces?: Float32Array;
}

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
const hours = (seconds: number) => seconds / 3600;
const mostMargin = 10;
const margins = Array.from({ length: 1001 }, (_, i) => (mostMargin * i) / 1000);
/** Every tenth is enough to draw. */
const drawn = margins.filter((_, i) => i % 10 === 0);
const bestRatio = Math.E ** 2;

/** A duration as people say it. */
function duration(seconds: number): string {
  if (seconds >= 72 * 3600) return `${text(seconds / 86_400)} days`;
  return seconds >= 5400 ? `${text(hours(seconds))} h` : `${text(seconds / 60)} min`;
}

export function laserFibFrame(scene: Scene, progress: number): Frame {
  return {
    plots: [marginPlot(scene), timePlot(scene), heatPlot(scene), riskPlot(scene), efficiencyPlot(scene)],
    metrics: metricsOf(scene),
    progress,
    reading: readingOf(scene),
  };
}

function marginPlot({ job, highest }: Scene): NumberLinePlot {
  const best = bestMargin(job);
  return {
    kind: 'number-line',
    id: 'margin',
    title: 'Behind the face of the laser',
    x: { label: 'depth', unit: 'µm', min: 0, max: Math.max(6, 1.2 * best, 1.2 * job.damage) },
    bands: highest && job.damage > 0 ? [{ from: 0, to: job.damage, label: 'damaged', tone: 'warning' }] : [],
    marks: highest ? [{ at: best, label: 'target', tone: 'accent' }] : [],
    text: highest
      ? `Heat damages ${text(job.damage)} µm behind the face; the ion beam should be left ${text(best)} µm to the target.`
      : 'Not computed yet.',
  };
}

function timePlot({ job, highest }: Scene): LinePlot {
  const best = bestMargin(job);
  const costs = { ...job, redo: 0 };
  return {
    kind: 'line',
    id: 'time',
    title: 'Time by the margin',
    x: { label: 'margin', unit: 'µm', min: 0, max: mostMargin },
    y: { label: 'time', unit: 'h', min: 0 },
    series: [
      { name: 'all', x: drawn, y: drawn.map((margin) => hours(planTime(job, margin))) },
      { name: 'work', x: drawn, y: drawn.map((margin) => hours(planTime(costs, margin))), style: 'dashed' },
    ],
    references: highest ? [{ axis: 'x', at: best, label: 'best' }] : [],
    text: `With ${text(best)} µm it takes ${duration(planTime(job, best))}, without the laser ${duration(beamOnlyTime(job))}.`,
  };
}

function heatPlot({ highest, limit, job, material }: Scene): LinePlot {
  const least = 1;
  const shown = highest ? depths.map((_, i) => i).filter((i) => highest[i]! >= least) : [];
  return {
    kind: 'line',
    id: 'heat',
    title: `Highest temperature in ${material.label}`,
    x: { label: 'depth', unit: 'µm', scale: 'log', min: 0.1, max: 100 },
    y: { label: 'rise', unit: 'K', scale: 'log' },
    series: [{ name: 'rise', x: shown.map((i) => depths[i]!), y: shown.map((i) => highest![i]!) }],
    references: [{ axis: 'y', at: limit, label: `${text(limit)} K` }],
    text: highest
      ? `It gets more than ${text(limit)} K hotter down to ${text(job.damage)} µm.`
      : 'Not computed yet.',
  };
}

/** The share of simulated faces from which damage reaches the target. */
function simulatedRisk({ faces, job }: Scene, margin: number): number | undefined {
  if (!faces) return undefined;
  const least = (margin - job.damage) / job.spread;
  let [low, high] = [0, faces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (faces[middle]! > least) high = middle;
    else low = middle + 1;
  }
  return 1 - low / faces.length;
}

function riskPlot(scene: Scene): LinePlot {
  const { job, faces } = scene;
  const seen = drawn.filter((_, i) => i % 5 === 0);
  const best = bestMargin(job);
  return {
    kind: 'line',
    id: 'risk',
    title: 'Probability that the target is damaged',
    x: { label: 'margin', unit: 'µm', min: 0, max: mostMargin },
    y: { label: 'probability', min: 0, max: 1 },
    series: [
      { name: 'formula', x: drawn, y: drawn.map((margin) => risk(job, margin)) },
      {
        name: 'simulated',
        x: faces ? seen : [],
        y: faces ? seen.map((margin) => simulatedRisk(scene, margin)!) : [],
        style: 'points',
      },
    ],
    references: faces ? [{ axis: 'x', at: best, label: 'best' }] : [],
    text: `With the best margin ${text(100 * risk(job, best))} % of the samples are damaged.`,
  };
}

function efficiencyPlot({ ratio }: Scene): LinePlot {
  const x = Array.from({ length: 121 }, (_, i) => 1.1 * (40 / 1.1) ** (i / 120));
  return {
    kind: 'line',
    id: 'efficiency',
    title: 'What a joule removes',
    x: { label: 'peak fluence over threshold', scale: 'log' },
    y: { label: 'share of the best', min: 0, max: 1 },
    series: [{ name: 'volume', x, y: x.map((value) => efficiency(value) / efficiency(bestRatio)) }],
    references: [{ axis: 'x', at: ratio, label: text(ratio) }],
    text: `At ${text(ratio)} times the threshold a joule removes ${text((100 * efficiency(ratio)) / efficiency(bestRatio))} % of what it does at ${text(bestRatio)} times.`,
  };
}

function metricsOf(scene: Scene): Metric[] {
  const { job, highest, ratio } = scene;
  const best = bestMargin(job);
  const found: [id: string, label: string, value: number | undefined, unit?: string][] = [
    ['margin', 'best margin', highest && best, 'µm'],
    ['time', 'laser and ion beam', highest && hours(planTime(job, best)), 'h'],
    ['beam-only', 'ion beam only', hours(beamOnlyTime(job)), 'h'],
    ['damage', 'damaged by heat', highest && job.damage, 'µm'],
    ['risk', 'damaged samples', highest && 100 * risk(job, best), '%'],
    ['simulated', 'damaged in the simulation', simulatedPercent(scene, best), '%'],
    ['laser-rate', 'laser', job.laserRate, 'µm³/s'],
    ['beam-rate', 'ion beam', job.beamRate, 'µm³/s'],
    ['faster', 'laser over ion beam', job.laserRate / job.beamRate],
    ['efficiency', 'of the best use of a joule', (100 * efficiency(ratio)) / efficiency(bestRatio), '%'],
  ];
  return found.flatMap(([id, label, value, unit]) =>
    value === undefined ? [] : [{ id, label, value, ...(unit ? { unit } : {}) }],
  );
}

function simulatedPercent(scene: Scene, margin: number): number | undefined {
  const share = simulatedRisk(scene, margin);
  return share === undefined ? undefined : 100 * share;
}

function readingOf({ job, highest, material }: Scene): string {
  const alone = duration(beamOnlyTime(job));
  if (!highest)
    return `The ion beam alone takes ${alone}; the laser is ${text(job.laserRate / job.beamRate)} times as fast.`;
  const best = bestMargin(job);
  const together = duration(planTime(job, best));
  const heat = `heat damages ${text(job.damage)} µm of ${material.label}`;
  if (best === 0)
    return `It is not worth leaving anything to the ion beam: ${heat}, and with the laser alone it takes ${together}.`;
  return `Leave ${text(best)} µm to the ion beam: ${heat}, ${text(100 * risk(job, best))} % of the samples fail, and it takes ${together} instead of ${alone}.`;
}
