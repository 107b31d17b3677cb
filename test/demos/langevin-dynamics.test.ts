import assert from 'node:assert/strict';
import type { FieldPlot, LinePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/langevin-dynamics';
import { langevin, noiseLevels, settledVariance } from '../../src/demos/langevin-dynamics/sampler';
import { mixtureDensity, mixtureScore, twoTowns } from '../../src/demos/models/gaussian-mixture';
import { normals } from '../../src/demos/models/noise';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
function between(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} and ${high}`);
}

describe('the variance that Langevin steps settle at', () => {
  it('is that of the formula', () => {
    const expected = [
      [1, 0.1, 1.0256],
      [1, 1, 1.3333],
      [1, 2, 2],
      [1, 3, 4],
      [0.25, 0.8, 1.25],
    ] as const;
    for (const [variance, step, value] of expected)
      near(settledVariance(variance, step), value, 1e-4, `${step}`);
    assert.equal(settledVariance(0.25, 1), Infinity);
  });

  it('comes after levels of one ratio', () => {
    const levels = noiseLevels(1, 0.01, 10);
    assert.equal(levels.length, 10);
    near(levels[0]!, 1, 1e-12, 'first');
    near(levels[9]!, 0.01, 1e-12, 'last');
    near(levels[3]! / levels[2]!, levels[8]! / levels[7]!, 1e-12, 'ratio');
  });
});

for (const name of engineNames)
  describe(`Langevin dynamics on ${name}`, function () {
    this.timeout(180_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('has the exact score', () => {
      for (const [point, variance, expected] of [
        [[0, 0], 0.25, [-4.8, 0]],
        [[0.5, -0.3], 0.25, [5.978559, 1.2]],
        [[0.5, -0.3], 4.25, [-0.319215, 0.070588]],
      ] as const) {
        const score = tf.tidy(() =>
          mixtureScore(tf, twoTowns(2), tf.tensor2d([[...point]]), variance).dataSync(),
        );
        expected.forEach((value, i) => near(score[i]!, value, 1e-5, `${point.join()} ${variance}`));
      }
      const [x, y, h] = [0.5, -0.3, 1e-5];
      const log = (a: number, b: number) => Math.log(mixtureDensity(twoTowns(2), a, b));
      near((log(x + h, y) - log(x - h, y)) / (2 * h), 5.978559, 1e-4, 'slope of the density');
    });

    it('settles at the predicted variance, and diverges past four variances', async () => {
      const sampled = async (variance: number, step: number) => {
        const random = createRandom(3);
        const start = tf.tidy(() => tf.mul(normals(tf, random, [4000, 1]), Math.sqrt(variance)) as never);
        const stage = { score: (x: never) => tf.div(x, -variance) as never, step, count: 300 };
        const last = await langevin(tf, random, start, [stage as never], true);
        const values = last.dataSync<'float32'>();
        last.dispose();
        return values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
      };
      for (const [variance, step] of [
        [1, 0.1],
        [1, 1],
        [1, 2],
        [1, 3],
        [0.25, 0.8],
      ] as const) {
        const expected = settledVariance(variance, step);
        near(await sampled(variance, step), expected, 0.04 * expected, `${variance}, ${step}`);
      }
      assert.ok((await sampled(0.25, 1.05)) > 1e6);
    });

    it('gives the published shares', async () => {
      const { metric } = await run({});
      between(metric('left-plain'), 0.48, 0.64, 'plain');
      between(metric('left-annealed'), 0.74, 0.86, 'annealed');
    });

    if (name === 'wasm') {
      it('a start in the right town: plain stays there, annealed does not', async () => {
        const { metric } = await run({ start: 'right' });
        between(metric('left-plain'), 0.03, 0.08, 'plain');
        between(metric('left-annealed'), 0.74, 0.86, 'annealed');
      });

      it('a larger step: the clouds widen as predicted, then blow up', async () => {
        const [usual, wide, far] = [await run({}), await run({ step: 0.8 }), await run({ step: 1.05 })];
        for (const { metric } of [usual, wide])
          near(
            metric('variance'),
            metric('variance-predicted'),
            0.05 * metric('variance-predicted'),
            'variance',
          );
        near(wide.metric('variance-predicted'), 1.25, 1e-6, 'at 0.8');
        assert.ok(!far.last.metrics.some(({ id }) => id === 'variance'), 'what has no end has no number');
        assert.match(far.last.reading, /^Steps of 1\.05 diverge:/);
        assert.match(far.last.plots[2]!.text, /predicted to diverge, sampled without end/);
      });

      it('farther towns: plain sticks near one half, annealed near the truth', async () => {
        const [close, far] = [await run({ halfDistance: 1 }), await run({ halfDistance: 3 })];
        between(close.metric('left-plain'), 0.73, 0.82, 'plain, close');
        between(far.metric('left-plain'), 0.46, 0.58, 'plain, far');
        for (const { metric } of [close, far]) between(metric('left-annealed'), 0.74, 0.86, 'annealed');
      });

      it('too little noise at the start: annealing stops helping', async () => {
        for (const [sigma, low, high] of [
          [0.25, 0.48, 0.6],
          [0.5, 0.53, 0.65],
          [1, 0.7, 0.79],
          [2, 0.74, 0.84],
          [4, 0.74, 0.84],
        ] as const)
          between((await run({ sigma })).metric('left-annealed'), low, high, `${sigma}`);
      });

      it('no noise: everything ends on two points', async () => {
        const { last, metric } = await run({ noise: false });
        assert.equal(metric('variance'), 0);
        const field = last.plots.find((plot): plot is FieldPlot => plot.kind === 'field')!;
        for (const x of field.particles!.x) near(Math.abs(x), 2, 0.01, 'place');
        assert.match(last.reading, /^Without noise it is gradient ascent.* is 0 instead of 0\.25/);
        const spread = last.plots.find((plot): plot is LinePlot => plot.id === 'spread')!;
        assert.deepEqual(
          spread.series.map(({ x }) => x.length > 0),
          [true, false, true],
          'no prediction',
        );
      });

      it('too large steps blow up without noise as well', async () => {
        const { last } = await run({ noise: false, step: 1.2 });
        assert.match(last.reading, /^Steps of 1\.2 diverge, even without noise/);
      });

      it('follows the share step by step', async () => {
        const { last } = await run({});
        const shares = last.plots.find((plot): plot is LinePlot => plot.id === 'left')!;
        assert.deepEqual(
          shares.series.map(({ x }) => [x[0], x.length]),
          [
            [10, 50],
            [10, 50],
          ],
        );
        const spread = last.plots.find((plot): plot is LinePlot => plot.id === 'spread')!;
        assert.equal(spread.series.length, 3);
      });

      it('starts from the code, in whichever convention', () => {
        const start = (values: Record<string, number>) => seededFromCode(demo, values).params;
        assert.equal(start({ step: 0.5 })['step'], 0.5);
        assert.equal(start({ eta: 0.05 })['step'], 0.1);
        assert.deepEqual(
          [
            start({ sigma_max: 1 })['sigma'],
            start({ sigma_max: 1 })['shown'],
            start({ levels: 20 })['levels'],
          ],
          [1, 'annealed', 20],
        );
      });
    }
  });
