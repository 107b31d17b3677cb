/** The frame of the latent ODE demo: the guessed curve and how sure it is, beside what can be known exactly. */
import { formatNumber } from '../../util/number';
import type { FieldPlot, Frame, HistogramPlot, LinePlot, Metric, Series } from '../contract/frame';
import { solverNames, type SolverName } from '../models/solvers';
import type { Band, Paths, StartGuess } from './guess';
import { lastTime, valueAt, type Oscillation } from './oscillation';
import { exactPosterior, type Observed } from './posterior';

export interface ErrorCurve {
  readonly solver: SolverName;
  readonly steps: readonly number[];
  readonly errors: readonly number[];
}

export interface Guess {
  readonly truth: Oscillation;
  readonly seen: Observed;
  /** Standard deviation of the noise on what was seen. */
  readonly noise: number;
  readonly solver: SolverName;
  readonly step: number;
  readonly horizon: number;
  readonly start: StartGuess;
  readonly paths: Paths;
  readonly band: Band;
  /** So many samples are drawn one by one. */
  readonly shown: number;
  /** Empty until the solvers were compared. */
  readonly errors: readonly ErrorCurve[];
  readonly progress: number;
}

const solverLabels: Readonly<Record<SolverName, string>> = {
  euler: 'Euler',
  heun: 'Heun',
  rk4: 'Runge-Kutta 4',
};
const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(2)));

interface Scores {
  /** Root mean squared error of the mean up to the last observation time, and after it. */
  readonly inside: number;
  readonly beyond?: number;
  readonly sd: number;
  readonly exactSd: number;
  /** Share of the times at which the truth lies within two standard deviations. */
  readonly coverage: number;
}

function scoresOf({ truth, seen, noise, paths: { times }, band }: Guess): Scores {
  const { sdAt } = exactPosterior(seen, noise);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const misses = times.map((t, i) => band.mean[i]! - valueAt(truth, t));
  const rms = (keep: (t: number) => boolean) =>
    Math.sqrt(mean(misses.filter((_, i) => keep(times[i]!)).map((x) => x ** 2)));
  const within = times.filter((t) => t <= lastTime + 1e-9).length;
  return {
    inside: rms((t) => t <= lastTime + 1e-9),
    beyond: within < times.length ? rms((t) => t > lastTime + 1e-9) : undefined,
    sd: mean(band.sd.slice(0, within)),
    exactSd: mean(times.slice(0, within).map(sdAt)),
    coverage: mean(misses.map((miss, i) => (Math.abs(miss) <= 2 * band.sd[i]! ? 1 : 0)).slice(0, within)),
  };
}

export function guessFrame(guess: Guess): Frame {
  const scores = scoresOf(guess);
  return {
    plots: [
      curvePlot(guess),
      samplePlot(guess),
      sdPlot(guess),
      phasePlot(guess),
      errorPlot(guess),
      startPlot(guess),
    ],
    metrics: metricsOf(guess, scores),
    progress: guess.progress,
    reading: readingOf(guess, scores),
  };
}

const timeAxis = ({ horizon }: Guess) => ({ label: 'time', min: 0, max: horizon });
const observed = ({ seen }: Guess): Series => ({ name: 'seen', x: seen.t, y: seen.x, style: 'points' });
const endOfData = [{ axis: 'x', at: lastTime, label: 'end of data' }] as const;

/** The truth on a grid of its own, so that it stays smooth under a coarse solver. */
function trueSeries({ truth, horizon }: Guess): Series {
  const x = Array.from({ length: 121 }, (_, i) => (i * horizon) / 120);
  return { name: 'true', x, y: x.map((t) => valueAt(truth, t)), style: 'dashed' };
}

function curvePlot(guess: Guess): LinePlot {
  const { paths, band, seen } = guess;
  const edge = (sign: number) => band.mean.map((mean, i) => mean + sign * 2 * band.sd[i]!);
  return {
    kind: 'line',
    id: 'curve',
    title: 'The guess and twice its spread',
    x: timeAxis(guess),
    y: { label: 'x' },
    references: endOfData,
    series: [
      trueSeries(guess),
      { name: 'mean', x: paths.times, y: band.mean },
      { name: '+2 sd', x: paths.times, y: edge(1) },
      { name: '−2 sd', x: paths.times, y: edge(-1) },
      observed(guess),
    ],
    text: `${seen.t.length} observations; the guess ends at ${text(band.mean.at(-1)!)} ± ${text(2 * band.sd.at(-1)!)}.`,
  };
}

function samplePlot(guess: Guess): LinePlot {
  const { paths, shown } = guess;
  const count = Math.min(shown, paths.values[0]!.length);
  return {
    kind: 'line',
    id: 'samples',
    title: 'Single samples',
    x: timeAxis(guess),
    y: { label: 'x' },
    references: endOfData,
    series: [
      ...Array.from({ length: count }, (_, s): Series => ({
        name: `sample ${s + 1}`,
        x: paths.times,
        y: paths.values.map((at) => at[s]!),
      })),
      observed(guess),
    ],
    text: 'Each sample is one first state, carried along without further chance.',
  };
}

function sdPlot(guess: Guess): LinePlot {
  const { paths, band, seen, noise } = guess;
  const { sdAt } = exactPosterior(seen, noise);
  const exact = paths.times.map(sdAt);
  return {
    kind: 'line',
    id: 'sd',
    title: 'How unsure: standard deviation',
    x: timeAxis(guess),
    y: { label: 'sd', min: 0 },
    references: endOfData,
    series: [
      { name: 'model', x: paths.times, y: band.sd },
      { name: 'exact', x: paths.times, y: exact, style: 'dashed' },
    ],
    text: `Model between ${text(Math.min(...band.sd))} and ${text(Math.max(...band.sd))}, exact between ${text(Math.min(...exact))} and ${text(Math.max(...exact))}.`,
  };
}

function phasePlot({ paths, shown }: Guess): FieldPlot {
  const count = Math.min(shown, paths.values[0]!.length);
  return {
    kind: 'field',
    id: 'phase',
    title: 'Slope over value, the same samples',
    x: { label: 'x' },
    y: { label: 'dx/dt' },
    paths: Array.from({ length: count }, (_, s): Series => ({
      name: `sample ${s + 1}`,
      x: paths.values.map((at) => at[s]!),
      y: paths.slopes.map((at) => at[s]!),
    })),
    text: 'Closed rings swing for ever; spirals are the work of a coarse solver.',
  };
}

function errorPlot({ errors, solver, step }: Guess): LinePlot {
  const of = (name: SolverName) => errors.find((curve) => curve.solver === name);
  const own = of(solver);
  return {
    kind: 'line',
    id: 'errors',
    title: 'Error of the solvers with the same weights',
    x: { label: 'step', scale: 'log', min: 0.0625, max: 0.5 },
    y: { label: 'largest error', scale: 'log' },
    references: [{ axis: 'x', at: step, label: 'yours' }],
    series: solverNames.map((name) => ({
      name: solverLabels[name],
      x: of(name)?.steps ?? [],
      y: of(name)?.errors ?? [],
    })),
    text: own
      ? `${solverLabels[solver]}: ${own.errors.map((error, i) => `${text(error)} at ${own.steps[i]}`).join(', ')}.`
      : 'Not compared yet.',
  };
}

/** Where the samples start: the decoded first states. */
function startPlot({ paths }: Guess): HistogramPlot {
  const values = paths.values[0]!;
  const [least, most, bins] = [-3, 3, 24];
  const counts = new Float32Array(bins);
  for (const value of values) {
    const bin = Math.floor(((value - least) / (most - least)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]! += 1;
  }
  return {
    kind: 'histogram',
    id: 'start',
    title: 'Value at time 0 over the samples',
    x: { label: 'x at 0' },
    edges: Array.from({ length: bins + 1 }, (_, i) => least + ((most - least) * i) / bins),
    series: [{ name: 'samples', counts }],
    text: `${values.length} samples of z₀.`,
  };
}

/** The step nearest to the one that is taken, of those compared, and the error of the solver there. */
function solverError({ errors, solver, step }: Guess): { step: number; error: number } | undefined {
  const own = errors.find((curve) => curve.solver === solver);
  if (!own) return undefined;
  const away = own.steps.map((h) => Math.abs(Math.log(h / step)));
  const nearest = away.indexOf(Math.min(...away));
  return { step: own.steps[nearest]!, error: own.errors[nearest]! };
}

function metricsOf(guess: Guess, { inside, beyond, sd, exactSd, coverage }: Scores): Metric[] {
  const own = solverError(guess);
  return [
    { id: 'rmse', label: 'error up to 6', value: inside },
    ...(beyond === undefined ? [] : [{ id: 'rmse-beyond', label: 'error after 6', value: beyond }]),
    { id: 'sd', label: 'mean sd of the model', value: sd },
    { id: 'exact-sd', label: 'mean sd, exact', value: exactSd },
    { id: 'coverage', label: 'truth within 2 sd', value: 100 * coverage, unit: '%' },
    ...(own ? [{ id: 'solver-error', label: `error of the solver at ${own.step}`, value: own.error }] : []),
  ];
}

/** Share of the model's error from which that of the solver is worth a word. */
const worthAWord = 0.2;

function readingOf(guess: Guess, { inside, beyond, sd, exactSd }: Scores): string {
  const { seen, solver, step } = guess;
  const count = seen.t.length;
  const dots = count === 1 ? 'One dot' : `${count} dots`;
  const surer =
    sd < 0.8 * exactSd
      ? 'surer than it may be'
      : sd > 1.25 * exactSd
        ? 'less sure than it could be'
        : 'about as sure as it may be';
  const own = solverError(guess);
  if (solver !== 'rk4' && own && own.error > worthAWord * inside)
    return `${solverLabels[solver]} with a step of ${text(step)} is not the solver of the training: the error is ${text(inside)} up to 6${beyond === undefined ? '' : ` and ${text(beyond)} after it`}.`;
  return `${dots}: the model errs by ${text(inside)}${beyond === undefined ? '' : `, by ${text(beyond)} after the data end`}, and with a spread of ${text(sd)} against ${text(exactSd)} it is ${surer}.`;
}
