/**
 * A trained latent ODE guesses a curve from a few noisy dots: it samples first states, integrates each, and decodes. The
 * exact answer stands beside it, and another solver shows what is the model's and what the solver's.
 */
import { defineDemo, type Tf } from './contract/demo';
import { guessFrame, type ErrorCurve } from './latent-odes/frame';
import { bandOf, carry, guessStart, sampleStarts, type Paths, type StartGuess } from './latent-odes/guess';
import type { Weights } from './latent-odes/model';
import { lastTime, valueAt } from './latent-odes/oscillation';
import { loadWeights } from './latent-odes/weights';
import { solverNames, type SolverName } from './models/solvers';

const shownSamples = 3;
/** Steps at which the solvers are compared, and the fine one that counts as exact. */
const comparedSteps = [0.0625, 0.125, 0.25, 0.5];
const fineStep = 0.0125;

/** By the names of torchdiffeq. */
const solvers: Readonly<Record<string, SolverName>> = { euler: 'euler', heun2: 'heun', rk4: 'rk4' };

export default defineDemo({
  id: 'latent-odes',
  engine: 'cpu',
  controls: [
    {
      kind: 'list',
      id: 'times',
      label: 'Times of the observations',
      help: 'From 0 to 6, up to twelve, in any order and at any distance.',
      min: 0,
      max: lastTime,
      maxItems: 12,
      default: [0.4, 1.9, 3.3, 5.3],
    },
    {
      kind: 'choice',
      id: 'method',
      label: 'Solver',
      options: [
        { value: 'euler', label: 'Euler' },
        { value: 'heun2', label: 'Heun' },
        { value: 'rk4', label: 'Runge-Kutta 4' },
      ],
      default: 'rk4',
      seeds: [{ role: 'method' }],
      writes: 'method',
    },
    {
      kind: 'range',
      id: 'step',
      label: 'Step of the solver',
      tex: 'h',
      scale: 'log',
      min: 0.0625,
      max: 0.5,
      default: 0.1,
      seeds: [{ role: 'step', clamp: true }],
      writes: 'step',
    },
    {
      kind: 'range',
      id: 'horizon',
      label: 'Horizon',
      help: 'Observations end at 6; the rest is foretold.',
      scale: 'integer',
      min: 6,
      max: 18,
      default: 12,
    },
    {
      kind: 'range',
      id: 'samples',
      label: 'Samples of z₀',
      tex: 'z_0',
      scale: 'integer',
      min: 10,
      max: 200,
      step: 10,
      default: 100,
    },
    {
      kind: 'range',
      id: 'noise',
      label: 'Noise on the observations',
      help: 'The model was trained with 0.2, and does not know of another.',
      scale: 'linear',
      min: 0.01,
      max: 0.6,
      step: 0.01,
      default: 0.2,
    },
    {
      kind: 'range',
      id: 'a',
      label: 'Cosine part of the truth',
      scale: 'linear',
      min: -2,
      max: 2,
      step: 0.1,
      default: 1,
    },
    {
      kind: 'range',
      id: 'b',
      label: 'Sine part of the truth',
      scale: 'linear',
      min: -2,
      max: 2,
      step: 0.1,
      default: -0.5,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other noise, other samples.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, { times, method, step, horizon, samples, noise, a, b, seed }) {
    const truth = { a, b };
    const draws = random(seed);
    const seen = { t: [...times], x: times.map((t) => valueAt(truth, t) + noise * draws.normal()) };
    const solver = solvers[method]!;
    const weights = loadWeights(tf);
    const start = guessStart(tf, weights, seen);
    const setting = { truth, seen, noise, solver, step, horizon, start };
    const show = (paths: Paths, progress: number, errors: readonly ErrorCurve[] = []) =>
      emit(guessFrame({ ...setting, paths, band: bandOf(paths), shown: shownSamples, errors, progress }));

    const starts = sampleStarts(tf, start, samples, draws);
    const how = { solver, h: step, end: horizon };
    const paths = await carry(tf, weights, starts, how, (part) =>
      show(part, (0.6 * part.times.at(-1)!) / horizon),
    );
    const errors = await solverErrors(tf, weights, start, (done) => show(paths, 0.6 + 0.4 * done));
    await show(paths, 1, errors);
  },
});

/** Largest difference to the fine solution at every half unit up to 6, from the middle of the guess. */
async function solverErrors(
  tf: Tf,
  weights: Weights,
  { mean }: StartGuess,
  report: (done: number) => Promise<void>,
): Promise<ErrorCurve[]> {
  const middle = tf.tensor2d(mean, [1, mean.length]);
  let done = 0;
  const solve = async (solver: SolverName, h: number) => {
    const paths = await carry(tf, weights, middle, { solver, h, end: lastTime }, () => report(done));
    done += 1 / (1 + solverNames.length * comparedSteps.length);
    return Array.from({ length: 13 }, (_, k) => paths.values[Math.round((k * 0.5) / h)]![0]!);
  };
  const exact = await solve('rk4', fineStep);
  const curves: ErrorCurve[] = [];
  for (const solver of solverNames) {
    const errors: number[] = [];
    for (const h of comparedSteps) {
      const found = await solve(solver, h);
      errors.push(Math.max(...found.map((x, k) => Math.abs(x - exact[k]!))));
    }
    curves.push({ solver, steps: comparedSteps, errors });
  }
  return curves;
}
