/** The frame of the Langevin demo: the particles, how many are where they belong, and the width that steps settle at. */
import { formatNumber } from '../../util/number';
import type { FieldPlot, Frame, LinePlot, Metric } from '../contract/frame';
import { mixtureDensity, twoTowns } from '../models/gaussian-mixture';
import { settledVariance } from './sampler';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number): string => `${text(100 * share)} %`;

export const weightLeft = 0.8;
const gridSize = { columns: 48, rows: 24 };
const bins = 40;

export const samplers = { plain: 'plain', annealed: 'annealed' } as const;
export type Sampler = keyof typeof samplers;

/** One sampler so far. */
export interface Chain {
  /** Share of the particles left of the middle, at the steps. */
  readonly steps: readonly number[];
  readonly left: readonly number[];
  /** x and y of each particle in turn. */
  readonly particles: Float32Array;
}

/** Variances above this are those of a chain that was stopped on its way to infinity. */
const diverged = 1e6;
/** Variances below this are rounding. */
const collapsed = 1e-12;

/** Chains on one Gaussian, for the width alone. */
export interface Spread {
  readonly values: Float32Array;
  readonly variance: number;
}

export interface Sampling {
  readonly step: number;
  readonly halfDistance: number;
  readonly isNoisy: boolean;
  readonly shown: Sampler;
  readonly chains: Readonly<Record<Sampler, Chain>>;
  /** Variance of each town, and of the Gaussian alone. */
  readonly variance: number;
  readonly spread?: Spread;
  readonly progress: number;
}

export function samplingFrame(sampling: Sampling): Frame {
  return {
    plots: [fieldPlot(sampling), sharePlot(sampling), spreadPlot(sampling)],
    metrics: metricsOf(sampling),
    progress: sampling.progress,
    reading: readingOf(sampling),
  };
}

const reachOf = (halfDistance: number) => ({ x: halfDistance + 2.2, y: 2.5 });

function fieldPlot({ halfDistance, shown, chains }: Sampling): FieldPlot {
  const reach = reachOf(halfDistance);
  const { columns, rows } = gridSize;
  const towns = twoTowns(halfDistance);
  const at = (i: number, count: number, half: number) => -half + ((i + 0.5) / count) * 2 * half;
  const values = Float32Array.from({ length: columns * rows }, (_, i) =>
    mixtureDensity(towns, at(i % columns, columns, reach.x), at(Math.floor(i / columns), rows, reach.y)),
  );
  const { particles } = chains[shown];
  const inside = Array.from({ length: particles.length / 2 }, (_, i) => i).filter(
    (i) => Math.abs(particles[2 * i]!) < reach.x && Math.abs(particles[2 * i + 1]!) < reach.y,
  );
  const outside = particles.length / 2 - inside.length;
  const left = chains[shown].left.at(-1) ?? 0;
  return {
    kind: 'field',
    id: 'particles',
    title: `Particles of the ${samplers[shown]} sampler on the density`,
    x: { label: 'x', min: -reach.x, max: reach.x },
    y: { label: 'y', min: -reach.y, max: reach.y },
    grid: { ...gridSize, values, xMin: -reach.x, xMax: reach.x, yMin: -reach.y, yMax: reach.y },
    contours: [0.02, 0.1, 0.3],
    particles: {
      x: inside.map((i) => particles[2 * i]!),
      y: inside.map((i) => particles[2 * i + 1]!),
      group: inside.map(() => 1),
    },
    text: `${percent(left)} of the particles are left of the middle${outside > 0 ? `, ${outside} are out of sight` : ''}.`,
  };
}

function sharePlot({ chains }: Sampling): LinePlot {
  const series = (Object.keys(samplers) as Sampler[]).map((name) => {
    const { steps, left } = chains[name];
    return { name: samplers[name], x: steps, y: left };
  });
  const shares = series.flatMap(({ name, y }) => (y.length > 0 ? [`${name} ${percent(y.at(-1)!)}`] : []));
  return {
    kind: 'line',
    id: 'left',
    title: 'Share in the left town',
    x: { label: 'step' },
    y: { label: 'share', min: 0, max: 1 },
    series,
    references: [{ axis: 'y', at: weightLeft, label: 'truth' }],
    text: `Left of the middle: ${shares.join(', ') || 'nothing yet'}; the truth is ${percent(weightLeft)}.`,
  };
}

const gaussian = (x: number, variance: number): number =>
  Math.exp(-(x ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

/** Where noisy steps settle; without noise the formula says nothing. */
const predicted = ({ variance, step, isNoisy }: Sampling): number | undefined =>
  isNoisy ? settledVariance(variance, step) : undefined;

function spreadPlot(sampling: Sampling): LinePlot {
  const { variance, spread } = sampling;
  const settled = predicted(sampling);
  const isDrawn = settled !== undefined && Number.isFinite(settled);
  const shownVariance = settled === undefined ? variance : Math.min(settled, 16 * variance);
  const half = 3.5 * Math.sqrt(shownVariance);
  const width = (2 * half) / bins;
  const x = Array.from({ length: bins }, (_, i) => -half + (i + 0.5) * width);
  const counts = new Float64Array(bins);
  for (const value of spread?.values ?? []) {
    const bin = Math.floor((value + half) / width);
    if (bin >= 0 && bin < bins) counts[bin]! += 1;
  }
  const density = spread ? Array.from(counts, (count) => count / (spread.values.length * width)) : [];
  return {
    kind: 'line',
    id: 'spread',
    title: 'One Gaussian: what steps of ε make of it',
    x: { label: 'x', min: -half, max: half },
    y: { label: 'density', min: 0 },
    series: [
      { name: 'target', x, y: x.map((at) => gaussian(at, variance)), style: 'dashed' },
      {
        name: 'predicted for ε',
        x: isDrawn ? x : [],
        y: isDrawn ? x.map((at) => gaussian(at, settled)) : [],
      },
      { name: 'sampled', x: spread ? x : [], y: density, style: 'points' },
    ],
    text: [
      `Target variance ${text(variance)}`,
      ...(settled === undefined ? [] : [settledText(settled)]),
      ...(spread ? [`sampled ${sampledText(spread)}`] : []),
    ]
      .join(', ')
      .concat('.'),
  };
}

const settledText = (settled: number): string =>
  Number.isFinite(settled) ? `predicted ${text(settled)}` : 'predicted to diverge';

const sampledText = ({ variance }: Spread): string =>
  variance > diverged ? 'without end' : text(variance < collapsed ? 0 : variance);

function metricsOf(sampling: Sampling): Metric[] {
  const { chains, variance, spread } = sampling;
  const settled = predicted(sampling);
  const last = (name: Sampler) => chains[name].left.at(-1);
  return [
    ...(['plain', 'annealed'] as const).flatMap((name) => {
      const value = last(name);
      return value === undefined
        ? []
        : [{ id: `left-${name}`, label: `share left, ${samplers[name]}`, value }];
    }),
    ...(spread && spread.variance <= diverged
      ? [
          {
            id: 'variance',
            label: 'sampled variance of one Gaussian',
            value: spread.variance < collapsed ? 0 : spread.variance,
          },
        ]
      : []),
    ...(spread && settled !== undefined && Number.isFinite(settled)
      ? [{ id: 'variance-predicted', label: 'predicted variance', value: settled }]
      : []),
    { id: 'variance-target', label: 'its true variance', value: variance },
  ];
}

function readingOf({ chains, step, variance, spread, isNoisy, shown }: Sampling): string {
  const [plain, annealed] = [chains.plain.left.at(-1), chains.annealed.left.at(-1)];
  if (plain === undefined || annealed === undefined || !spread) {
    const { steps } = chains[shown];
    return `After ${steps.at(-1) ?? 0} steps of the ${samplers[shown]} sampler: ${percent(chains[shown].left.at(-1) ?? 0)} are left of the middle.`;
  }
  const limit = 4 * variance;
  if (step > limit || (isNoisy && step === limit))
    return `Steps of ${text(step)} diverge${isNoisy ? '' : ', even without noise'}: on a variance of ${text(variance)} they have to stay below ${text(limit)}.`;
  if (!isNoisy)
    return `Without noise it is gradient ascent: every particle ends on a peak, and the variance is ${sampledText(spread)} instead of ${text(variance)}.`;
  return `Plain steps leave ${percent(plain)} in the left town, annealed ones ${percent(annealed)}, and ${percent(weightLeft)} belong there; ε = ${text(step)} turns a variance of ${text(variance)} into ${sampledText(spread)}.`;
}
