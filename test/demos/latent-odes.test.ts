import assert from 'node:assert/strict';
import demo from '../../src/demos/latent-odes';
import { bandOf, carry, guessStart, sampleStarts, type Paths } from '../../src/demos/latent-odes/guess';
import {
  drawOscillation,
  gridCount,
  gridStep,
  noise,
  period,
  valueAt,
} from '../../src/demos/latent-odes/oscillation';
import { exactPosterior } from '../../src/demos/latent-odes/posterior';
import { loadWeights } from '../../src/demos/latent-odes/weights';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

const near = (value: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(value - expected) <= tolerance, `${value} is not ${expected} ± ${tolerance}`);
const still = () => Promise.resolve();
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Means over 64 test series of `count` observations each, 50 samples of z0. */
async function scores(count: number) {
  const weights = loadWeights(tf);
  const random = createRandom(99);
  const found: { miss: number; exactMiss: number; sd: number; exactSd: number; within: number }[] = [];
  for (let series = 0; series < 64; series++) {
    const truth = drawOscillation(random);
    const t = [...random.shuffle(gridCount).slice(0, count)].map((k) => k * gridStep);
    const seen = { t, x: t.map((time) => valueAt(truth, time) + noise * random.normal()) };
    const starts = sampleStarts(tf, guessStart(tf, weights, seen), 50, random);
    const paths = await carry(tf, weights, starts, { solver: 'rk4', h: gridStep, end: 6 }, still);
    const band = bandOf(paths);
    const exact = exactPosterior(seen, noise);
    paths.times.forEach((time, i) => {
      const value = valueAt(truth, time);
      const miss = band.mean[i]! - value;
      found.push({
        miss: miss ** 2,
        exactMiss: (valueAt(exact.mean, time) - value) ** 2,
        sd: band.sd[i]!,
        exactSd: exact.sdAt(time),
        within: Math.abs(miss) <= 2 * band.sd[i]! ? 1 : 0,
      });
    });
  }
  const of = (key: keyof (typeof found)[number]) => mean(found.map((one) => one[key]));
  return {
    rmse: Math.sqrt(of('miss')),
    exactRmse: Math.sqrt(of('exactMiss')),
    sd: of('sd'),
    exactSd: of('exactSd'),
    coverage: of('within'),
  };
}

describe('latent ODEs: what can be known exactly', () => {
  it('is the posterior of one observation', () => {
    const { mean: middle, sdAt } = exactPosterior({ t: [0], x: [1] }, 0.2);
    near(middle.a, 0.961538, 1e-6);
    near(middle.b, 0, 1e-12);
    near(sdAt(0), 0.196116, 1e-6);
    near(sdAt(period / 4), 1, 1e-12);
  });

  it('is not least sure where the observations are far', () => {
    const { sdAt } = exactPosterior({ t: [0, 0.3, 0.6, 0.9], x: [0, 0, 0, 0] }, 0.2);
    assert.ok(sdAt(3) < sdAt(2) / 2, `${sdAt(2)} ${sdAt(3)}`);
  });
});

for (const name of engineNames) {
  describe(`latent ODEs: the trained model on ${name}`, function () {
    this.timeout(120_000);
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('errs little more than the best guess, and is surer than it may be', async () => {
      // Root mean squared error, that of the exact mean, spread, exact spread, share within two spreads.
      const expected: readonly (readonly [count: number, ...numbers: number[]])[] = [
        [1, 0.77, 0.762, 0.363, 0.656, 0.66],
        [3, 0.236, 0.196, 0.171, 0.19, 0.88],
        [12, 0.108, 0.084, 0.089, 0.083, 0.88],
      ];
      const spreads: number[] = [];
      for (const [count, rmse, exactRmse, sd, exactSd, coverage] of expected) {
        const found = await scores(count);
        near(found.rmse, rmse!, 0.1 * rmse!);
        near(found.exactRmse, exactRmse!, 1e-3);
        near(found.sd, sd!, 0.1 * sd!);
        near(found.exactSd, exactSd!, 1e-3);
        near(found.coverage, coverage!, 0.04);
        spreads.push(found.sd);
      }
      assert.ok(spreads[0]! > spreads[1]! && spreads[1]! > spreads[2]!);
    });

    it('swings with the true period and keeps its spread', async () => {
      const guess = { mean: new Float32Array(4), sd: new Float32Array(4).fill(1) };
      const starts = sampleStarts(tf, guess, 200, createRandom(7));
      const paths = await carry(tf, loadWeights(tf), starts, { solver: 'rk4', h: 0.1, end: 12 }, still);
      near(meanPeriod(paths), 5.25, 0.1);
      const { sd } = bandOf(paths);
      for (const i of [0, 60, 120]) near(sd[i]!, 0.96, 0.1);
    });
  });
}

/** Mean time between two upward passes through 0. */
function meanPeriod({ times, values }: Paths): number {
  const periods = Array.from(values[0]!, (_, sample) => {
    const passes = times.flatMap((t, i) => {
      const [from, to] = [values[i]![sample]!, values[i + 1]?.[sample] ?? -1];
      return from < 0 && to >= 0 ? [t + ((times[i + 1]! - t) * from) / (from - to)] : [];
    });
    return passes.slice(1).map((pass, i) => pass - passes[i]!);
  });
  return mean(periods.flat());
}

for (const name of engineNames) {
  describe(`latent ODEs: the demo on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    before(async () => {
      engine = await startEngine(name);
    });
    const run = runsOnce(demo, () => ({ engine }));

    it('foretells in phase', async () => {
      const { metric } = await run({ noise: 0.01 });
      assert.ok(metric('rmse') < 0.1 && metric('rmse-beyond') < 0.12);
    });

    it('is surer with more dots, everywhere', async () => {
      const [few, many] = [await run({ times: [1, 4] }), await run({ times: [0, 1, 1.5, 2, 3, 4, 4.5, 6] })];
      assert.ok(many.metric('sd') < few.metric('sd') && many.metric('exact-sd') < few.metric('exact-sd'));
    });

    it('is surer than it may be with one dot', async () => {
      const { metric, last } = await run({ times: [0] });
      assert.ok(metric('sd') < 0.7 * metric('exact-sd'));
      assert.match(last.reading, /^One dot: .* surer than it may be\.$/);
    });

    it('spirals away with Euler, though the weights are the same', async () => {
      const [euler, rk4] = [await run({ method: 'euler', step: 0.25 }), await run({ step: 0.25 })];
      assert.ok(
        euler.metric('rmse-beyond') > 1.5 && euler.metric('rmse-beyond') > 4 * rk4.metric('rmse-beyond'),
      );
      assert.match(euler.last.reading, /^Euler with a step of 0\.25 is not the solver of the training/);
    });

    it('ends at the horizon whatever the step', async () => {
      const { last } = await run({ step: 0.07, horizon: 6 });
      const curve = last.plots.find(({ id }) => id === 'curve');
      assert.ok(curve?.kind === 'line');
      for (const { x } of curve.series) assert.ok(x[x.length - 1]! <= 6);
      assert.ok(!last.metrics.some(({ id }) => id === 'rmse-beyond'));
    });

    it('does not blame a solver whose error is small', async () => {
      const { last } = await run({ method: 'heun2' });
      assert.match(last.reading, /^4 dots: the model errs by/);
    });

    it('names all solvers before they are compared', async () => {
      const names = (await run()).frames.map(({ plots }) => {
        const plot = plots.find(({ id }) => id === 'errors');
        return plot?.kind === 'line' ? plot.series.map(({ name }) => name).join() : '';
      });
      assert.deepEqual([...new Set(names)], ['Euler,Heun,Runge-Kutta 4']);
    });

    it('shows the order of each solver', async () => {
      const { last } = await run();
      const plot = last.plots.find(({ id }) => id === 'errors');
      assert.ok(plot?.kind === 'line');
      const ratios = plot.series.map(({ y }) => [y[2]! / y[1]!, y[3]! / y[2]!] as const);
      const [euler, heun, rk4] = ratios;
      near(euler![0], 2, 0.7);
      for (const ratio of heun!) near(ratio, 4, 1.2);
      for (const ratio of rk4!) near(ratio, 16, 4.8);
    });
  });
}
