/** The frame of the budget demo: the plan by published laws, and the sweep that finds such a law for a toy language. */
import { formatNumber } from '../../util/number';
import type { Frame, LinePlot, Metric, Series, TablePlot } from '../contract/frame';
import { fitted, type Fit, type Measured } from './fit';
import {
  laws,
  paramsExponent,
  publishedModels,
  ruleOfTwenty,
  trainingDays,
  trainingFlop,
  type LawName,
  type Plan,
} from './laws';

export interface Wanted {
  readonly params: number;
  readonly tokens: number;
  readonly law: LawName;
  readonly gpus: number;
  /** FLOP per second of one GPU. */
  readonly peak: number;
  readonly utilization: number;
}

export interface Bowl {
  readonly budget: number;
  readonly points: readonly (Measured & { readonly rank: number })[];
}

export interface Sweep {
  readonly bowls: readonly Bowl[];
  readonly entropyRate: number;
  readonly unigramEntropy: number;
  readonly isDone: boolean;
  /** Absent while it runs, and for a single budget, whose points leave the exponents open. */
  readonly fit?: Fit;
}

export interface Planning {
  readonly wanted: Wanted;
  readonly sweep?: Sweep;
  readonly progress: number;
}

const text = (value: number, digits = 3): string => formatNumber(Number(value.toPrecision(digits)), digits);

const scales = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;
/** `70B`, `1.4T`. */
export function amount(value: number): string {
  const [size, unit] = scales.find(([limit]) => value >= limit) ?? [1, ''];
  return `${text(value / size)}${unit}`;
}

export function planningFrame(state: Planning): Frame {
  return {
    plots: [
      plannerPlot(state.wanted),
      modelsTable(state.wanted),
      bowlPlot(state),
      bestPlot(state),
      fitPlot(state),
    ],
    metrics: [...planMetrics(state.wanted), ...sweepMetrics(state)],
    progress: state.progress,
    reading: readingOf(state),
  };
}

const flopOf = ({ params, tokens }: Pick<Plan, 'params' | 'tokens'>): number => trainingFlop(params, tokens);

/** Loss above the least that the same compute allows. */
function excessOf(law: LawName, { params, tokens }: Pick<Plan, 'params' | 'tokens'>): number {
  return laws[law].loss(params, tokens) - laws[law].best(trainingFlop(params, tokens)).loss;
}

const curvePoints = 61;

function plannerPlot(wanted: Wanted): LinePlot {
  const flop = flopOf(wanted);
  const names = Object.keys(laws) as LawName[];
  const best = names.map((name) => laws[name].best(flop));
  const smallest = Math.min(wanted.params, ...best.map(({ params }) => params)) / 4;
  const largest = Math.max(wanted.params, ...best.map(({ params }) => params)) * 4;
  const x = Array.from(
    { length: curvePoints },
    (_, i) => smallest * (largest / smallest) ** (i / (curvePoints - 1)),
  );
  const curves = names.map((name): Series => {
    const y = x.map((params) => laws[name].loss(params, flop / (6 * params)));
    return { name: laws[name].label, x, y, style: name === wanted.law ? 'solid' : 'dashed' };
  });
  const yours = laws[wanted.law].loss(wanted.params, wanted.tokens);
  const advice = names.map(
    (name, i) =>
      `${laws[name].label} ${amount(best[i]!.params)} with ${text(best[i]!.tokens / best[i]!.params)} tokens each`,
  );
  return {
    kind: 'line',
    id: 'planner',
    title: `Predicted loss at ${text(flop)} FLOP`,
    x: { label: 'parameters', scale: 'log' },
    y: { label: 'loss', unit: 'nats' },
    series: [
      ...curves,
      {
        name: 'optimum',
        x: best.map(({ params }) => params),
        y: best.map(({ loss }) => loss),
        style: 'points',
      },
      { name: 'yours', x: [wanted.params], y: [yours], style: 'points' },
    ],
    references: [{ axis: 'x', at: ruleOfTwenty(flop).params, label: '20 tokens each' }],
    text: `Best size for ${text(flop)} FLOP: ${advice.join('; ')}.`,
  };
}

function modelsTable(wanted: Wanted): TablePlot {
  const rows = [{ label: 'yours', params: wanted.params, tokens: wanted.tokens }, ...publishedModels].map(
    ({ label, ...plan }) => [
      label,
      amount(plan.params),
      amount(plan.tokens),
      plan.tokens / plan.params,
      laws[wanted.law].loss(plan.params, plan.tokens),
      excessOf(wanted.law, plan),
    ],
  );
  return {
    kind: 'table',
    id: 'models',
    title: `Models by the law of ${laws[wanted.law].label}`,
    columns: [
      { label: 'model' },
      { label: 'parameters' },
      { label: 'tokens' },
      { label: 'tokens each', digits: 3 },
      { label: 'loss', digits: 4 },
      { label: 'over the optimum', digits: 2 },
    ],
    rows,
    highlight: 0,
    text: `Over the optimum of the same compute, in nats: ${rows.map(([label, , , , , excess]) => `${label} ${text(Number(excess), 2)}`).join(', ')}.`,
  };
}

const budgetName = (budget: number): string => `${budget.toExponential().replace('+', '')} FLOP`;

function bowlPlot({ sweep }: Planning): LinePlot {
  const bowls = sweep?.bowls ?? [];
  const found = bowls
    .filter(({ points }) => points.length > 0)
    .map((bowl) => `${budgetName(bowl.budget)} rank ${bestOf(bowl).rank}`);
  return {
    kind: 'line',
    id: 'bowls',
    title: 'Toy language: loss over its floor, one curve for each budget',
    x: { label: 'parameters', scale: 'log' },
    y: { label: 'excess loss', unit: 'nats', scale: 'log' },
    series: bowls.map(({ budget, points }) => ({
      name: budgetName(budget),
      x: points.map(({ params }) => params),
      y: points.map(({ excess }) => excess),
    })),
    text: found.length > 0 ? `Lowest so far: ${found.join(', ')}.` : 'Nothing trained yet.',
  };
}

function bestOf({ points }: Bowl): Bowl['points'][number] {
  return points.reduce((best, point) => (point.excess < best.excess ? point : best));
}

/** Bottom of a parabola through the best point and its neighbours, in logarithms; the best point at an edge. */
export function bottomOf({ points }: Bowl): number {
  const best = points.reduce((at, { excess }, i) => (excess < points[at]!.excess ? i : at), 0);
  const three = [best - 1, best, best + 1].map((i) => points[i]);
  const [x, y] = [
    three.map((point) => Math.log(point?.params ?? NaN)),
    three.map((point) => Math.log(point?.excess ?? NaN)),
  ];
  const left = (y[1]! - y[0]!) / (x[1]! - x[0]!);
  const right = (y[2]! - y[1]!) / (x[2]! - x[1]!);
  const curvature = (right - left) / (x[2]! - x[0]!);
  const bottom = (x[0]! + x[1]!) / 2 - left / (2 * curvature);
  return Number.isFinite(bottom) ? Math.exp(bottom) : points[best]!.params;
}

const complete = (sweep: Sweep | undefined): readonly Bowl[] => (sweep?.isDone ? sweep.bowls : []);

function bestPlot({ sweep }: Planning): LinePlot {
  const bowls = complete(sweep);
  const x = bowls.map(({ budget }) => budget);
  const measured = bowls.map(bottomOf);
  const fit = sweep?.fit;
  const predicted = fit ? x.map((flop) => predictedBest(fit, flop)) : [];
  const pairs = x.map(
    (flop, i) =>
      `${budgetName(flop)} ${text(measured[i]!)} measured${fit ? `, ${text(predicted[i]!)} fitted` : ''}`,
  );
  return {
    kind: 'line',
    id: 'best',
    title: 'Best size against budget',
    x: { label: 'budget', unit: 'FLOP', scale: 'log' },
    y: { label: 'parameters', scale: 'log' },
    series: [
      { name: 'bottom of the curve', x, y: measured, style: 'points' },
      { name: 'by the fitted law', x: fit ? x : [], y: predicted, style: 'dashed' },
    ],
    text: pairs.length > 0 ? `Best parameters: ${pairs.join('; ')}.` : 'Waiting for the sweep.',
  };
}

/** N* of the fitted law on C = 6ND. */
function predictedBest({ a, alpha, b, beta }: Fit, flop: number): number {
  const ratio = ((alpha * a) / (beta * b)) ** (1 / (alpha + beta));
  return ratio * (flop / 6) ** paramsExponent({ alpha, beta });
}

function fitPlot({ sweep }: Planning): LinePlot {
  const fit = sweep?.fit;
  const bowls = fit ? sweep.bowls : [];
  const all = bowls.flatMap(({ points }) => points.map(({ excess }) => excess));
  const ends = all.length > 0 ? [Math.min(...all), Math.max(...all)] : [];
  const none = sweep?.isDone ? 'One budget leaves the exponents open.' : 'Waiting for the sweep.';
  return {
    kind: 'line',
    id: 'fit',
    title: 'The fitted law against what was measured',
    x: { label: 'measured excess', unit: 'nats', scale: 'log' },
    y: { label: 'fitted', unit: 'nats', scale: 'log' },
    series: [
      { name: 'equal', x: ends, y: ends, style: 'dashed' },
      ...bowls.map(({ budget, points }): Series => {
        return {
          name: budgetName(budget),
          x: points.map(({ excess }) => excess),
          y: points.map(({ params, tokens }) => fitted(fit!, params, tokens)),
          style: 'points',
        };
      }),
    ],
    text: fit
      ? `Excess = ${text(fit.a)}·N^−${text(fit.alpha)} + ${text(fit.b)}·D^−${text(fit.beta)}, relative error ${text(100 * fit.error, 2)} %.`
      : none,
  };
}

function planMetrics(wanted: Wanted): Metric[] {
  const flop = flopOf(wanted);
  const law = laws[wanted.law];
  const best = law.best(flop);
  const days = trainingDays(flop, wanted.gpus, wanted.peak, wanted.utilization);
  return [
    { id: 'flop', label: 'compute', value: flop, unit: 'FLOP' },
    { id: 'ratio', label: 'tokens per parameter', value: wanted.tokens / wanted.params },
    {
      id: 'loss',
      label: 'predicted loss',
      value: law.loss(wanted.params, wanted.tokens),
      unit: 'nats',
      digits: 4,
    },
    { id: 'excess', label: 'over the optimum', value: excessOf(wanted.law, wanted), unit: 'nats', digits: 2 },
    { id: 'best-params', label: 'optimal parameters', value: best.params },
    { id: 'best-tokens', label: 'optimal tokens', value: best.tokens },
    { id: 'days', label: 'days of training', value: days },
    { id: 'gpu-hours', label: 'GPU hours', value: days * 24 * wanted.gpus },
  ];
}

function sweepMetrics({ sweep }: Planning): Metric[] {
  if (!sweep) return [];
  const bowls = complete(sweep);
  return [
    { id: 'entropy', label: 'toy: floor', value: sweep.entropyRate, unit: 'nats', digits: 5 },
    { id: 'unigram', label: 'toy: symbols alone', value: sweep.unigramEntropy, unit: 'nats', digits: 5 },
    ...bowls.map((bowl, i) => ({
      id: `best-rank-${i + 1}`,
      label: `toy: best rank at ${budgetName(bowl.budget)}`,
      value: bestOf(bowl).rank,
    })),
    ...(sweep.fit
      ? [
          { id: 'alpha', label: 'toy: α', value: sweep.fit.alpha, digits: 2 },
          { id: 'beta', label: 'toy: β', value: sweep.fit.beta, digits: 2 },
          { id: 'exponent', label: 'toy: N* grows as C to the', value: paramsExponent(sweep.fit) },
          { id: 'fit-error', label: 'toy: relative error of the fit', value: sweep.fit.error, digits: 2 },
        ]
      : []),
  ];
}

function readingOf({ wanted, sweep }: Planning): string {
  const best = laws[wanted.law].best(flopOf(wanted));
  const excess = excessOf(wanted.law, wanted);
  const plan = `${amount(wanted.params)} parameters with ${text(wanted.tokens / wanted.params)} tokens each are ${text(excess, 2)} nats above the optimum of ${amount(best.params)}`;
  const bowls = complete(sweep);
  if (bowls.length === 0) return `${plan}; the toy sweep is running.`;
  const found = bowls.map((bowl) => bestOf(bowl).rank).join(' → ');
  return bowls.length > 1
    ? `${plan}; in the toy sweep the best rank goes ${found} as the budget grows.`
    : `${plan}; in the toy sweep rank ${found} is best; one budget does not tell how that changes.`;
}
