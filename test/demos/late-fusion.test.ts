import assert from 'node:assert/strict';
import { seededParams } from '../../src/demos/contract/seed';
import type { TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/late-fusion';
import { average, fitStacker, product, varianceOfMean } from '../../src/demos/late-fusion/fusion';
import { bestAccuracies, drawExamples } from '../../src/demos/late-fusion/modalities';
import { normalCdf } from '../../src/demos/metrics/normal';
import { correlation } from '../../src/demos/metrics/summary';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

function allNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `value[${i}]`));
}

describe('late fusion: closed forms', () => {
  it('knows the normal distribution, tails included', () => {
    for (const [x, expected] of [
      [0, 0.5],
      [1, 0.841345],
      [Math.SQRT2, 0.92135],
      [Math.sqrt(2 / 1.8), 0.85408],
      [-2.5, 0.00620967],
    ] as const)
      near(normalCdf(x), expected, 1e-6, `Φ(${x})`);
    near(normalCdf(-6) / 9.865876450377e-10, 1, 1e-9);
    near(normalCdf(-2.4999) / normalCdf(-2.5001), 1, 1e-3);
  });

  it('has the best accuracies of one and of both modalities', () => {
    const none = { dA: 1, dB: 1, rho: 0, kappa: 0 };
    near(bestAccuracies(none).a, 0.841345, 1e-6);
    near(bestAccuracies(none).both, 0.92135, 1e-6);
    near(bestAccuracies({ ...none, rho: 0.8 }).both, 0.85408, 1e-6);
  });

  it('reduces variance only as far as errors are uncorrelated', () => {
    assert.equal(varianceOfMean(2, 0.5, 1), 0.75);
    assert.equal(varianceOfMean(2, 1, 4), 4);
    assert.equal(varianceOfMean(4, 0, 1), 0.25);
  });

  it('draws examples whose second features say nothing one by one', () => {
    const { a, b, labels } = drawExamples(createRandom(3), 4000, { dA: 0, dB: 1, rho: 0.5, kappa: 2 });
    const column = (values: Float32Array) => Array.from(labels, (_, i) => values[2 * i + 1]!);
    const [u, v] = [column(a), column(b)];
    near(correlation(u, Array.from(labels)), 0, 0.05);
    near(correlation(v, Array.from(labels)), 0, 0.05);
    assert.ok(
      correlation(
        u.map((value, i) => value * v[i]!),
        Array.from(labels),
      ) > 0.9,
    );
  });

  it('learns how much each model is worth', () => {
    const random = createRandom(1);
    const labels = Int32Array.from({ length: 400 }, (_, i) => i % 2);
    const useful = Float32Array.from(labels, (label) => 2 * (2 * label - 1) + random.normal());
    const noise = Float32Array.from(labels, () => random.normal());
    const { weights } = fitStacker([useful, noise], labels);
    assert.ok(weights[0]! > 1 && Math.abs(weights[1]!) < 0.5, weights.join());
  });
});

for (const name of engineNames) {
  describe(`late fusion: the rules on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const a = () => tf.tensor2d([[0.7, 0.2, 0.1]]);
    const b = () => tf.tensor2d([[0.4, 0.5, 0.1]]);

    it('averages', () => {
      allNear(average(tf, [a(), b()], [0.5, 0.5]).dataSync(), [0.55, 0.35, 0.1], 1e-6);
      allNear(average(tf, [a(), b()], [0.6, 0.4]).dataSync(), [0.58, 0.32, 0.1], 1e-6);
      allNear(average(tf, [a(), b()], [3, 2]).dataSync(), [0.58, 0.32, 0.1], 1e-6);
      allNear(average(tf, [a(), b()], [0, 0]).dataSync(), [0.55, 0.35, 0.1], 1e-6);
    });

    it('multiplies, with a prior and with weights', () => {
      allNear(product(tf, [a(), b()], [1, 1]).dataSync(), [0.717949, 0.25641, 0.025641], 1e-6);
      const prior = tf.tensor1d([0.5, 0.25, 0.25]);
      allNear(product(tf, [a(), b()], [1, 1], prior).dataSync(), [0.56, 0.4, 0.04], 1e-6);
      allNear(product(tf, [a(), b()], [0.6, 0.4]).dataSync(), [0.590211, 0.30432, 0.105469], 1e-6);
    });

    it('leaves a missing modality out', () => {
      const own = [...a().dataSync()];
      assert.deepEqual([...average(tf, [a(), undefined], [0.6, 0.4]).dataSync()], own);
      allNear(product(tf, [a(), undefined], [1, 1]).dataSync(), own, 1e-6);
    });

    it('survives a score of 0', () => {
      const values = product(tf, [tf.tensor2d([[0, 1]]), tf.tensor2d([[1, 0]])], [1, 1]).dataSync();
      allNear(values, [0.5, 0.5], 1e-6);
    });

    it('decides alike by average and product for two classes of equal weight', () => {
      const random = createRandom(7);
      const scores = [0, 1].map(() => {
        const logits = Float32Array.from({ length: 4000 }, () => 2 * random.normal());
        return tf.softmax(tf.tensor2d(logits, [2000, 2])) as ReturnType<typeof a>;
      });
      const decide = (p: ReturnType<typeof a>) => [...tf.argMax(p, 1).dataSync()];
      assert.deepEqual(decide(average(tf, scores, [0.5, 0.5])), decide(product(tf, scores, [1, 1])));
    });
  });

  describe(`late fusion: the demo on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    const finished = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('gains from independent modalities, early fusion no more', async () => {
      const { metric, last } = await finished({});
      near(metric('accuracy-a'), 0.841345, 0.03);
      near(metric('accuracy-b'), 0.841345, 0.03);
      for (const method of ['average', 'product', 'stack', 'early', 'dropout'])
        near(metric(`accuracy-${method}`), 0.92135, 0.03, method);
      assert.equal(metric('accuracy-average'), metric('accuracy-product'));
      near(metric('best'), 0.92135, 1e-5);
      assert.match(last.reading, /^Fusing scores lifts the better model from 0\.84/);
    });

    it('gains nothing from models that are wrong together', async () => {
      const { metric, last } = await finished({ rho: 0.8 });
      for (const method of ['average', 'product', 'stack', 'early'])
        near(metric(`accuracy-${method}`), 0.85408, 0.03);
      assert.ok(metric('both-wrong') > 2 * (await finished({})).metric('both-wrong'));
      near(metric('correlation'), 0.8, 0.1);
      near(metric('variance'), 0.9, 0.05);
      assert.match(last.reading, /gains little/);
    });

    it('calibrates the product where errors are independent, the average where they are not', async () => {
      const independent = await finished({});
      assert.ok(independent.metric('ece-product') < independent.metric('ece-average'));
      near(independent.metric('ece-average'), 0.13, 0.03);
      near(independent.metric('ece-product'), 0.02, 0.02);
      const together = await finished({ rho: 0.8 });
      assert.ok(together.metric('ece-product') > together.metric('ece-average'));
    });

    it('cannot see what lies in the combination alone', async () => {
      const both = await finished({ kappa: 2 });
      assert.ok(both.metric('accuracy-early') > 0.97);
      near(both.metric('accuracy-average'), 0.92135, 0.03);
      const nothingElse = await finished({ dA: 0, dB: 0, kappa: 2 });
      for (const method of ['average', 'product', 'stack'])
        assert.ok(nothingElse.metric(`accuracy-${method}`) < 0.56, method);
      assert.ok(nothingElse.metric('accuracy-early') > 0.95);
    });

    it('goes on with A where B is missing', async () => {
      const { metric, last } = await finished({ kappa: 2, missing: true });
      for (const method of ['average', 'product', 'stack'])
        assert.equal(metric(`accuracy-${method}`), metric('accuracy-a'));
      near(metric('accuracy-dropout'), metric('accuracy-a'), 0.03);
      assert.match(last.reading, /^Without B late fusion falls back on A/);
      const weak = await finished({ dA: 0.3, kappa: 2, missing: true });
      assert.ok(weak.metric('accuracy-early') < weak.metric('accuracy-average') - 0.05);
      near(weak.metric('accuracy-dropout'), weak.metric('accuracy-average'), 0.04);
      const table = last.plots.find((plot): plot is TablePlot => plot.id === 'missing')!;
      assert.equal(table.rows.length, 6);
    });

    it('needs no more examples than late fusion to keep up', async () => {
      const { metric } = await finished({ n: 40 });
      assert.ok(metric('accuracy-early') > metric('accuracy-average') - 0.02);
      assert.ok(metric('accuracy-average') > Math.max(metric('accuracy-a'), metric('accuracy-b')));
    });

    it('falls back on one model with all weight on it', async () => {
      const { metric } = await finished({ weightA: 1, weightB: 0 });
      assert.equal(metric('accuracy-average'), metric('accuracy-a'));
    });
  });
}

describe('late fusion: what starts the demo', () => {
  const code = (value: never) => ({ value, from: 'code' as const });
  it('takes the weights of the code', () => {
    const { params, notes } = seededParams(demo.controls, { weights: code([2, 1] as never) });
    assert.deepEqual([params['weightA'], params['weightB'], notes], [2, 1, []]);
  });
  it('takes the share of own code', () => {
    const { params } = seededParams(demo.controls, { share: code(0.7 as never) });
    near(params['weightA'] as number, 0.7, 1e-9);
    near(params['weightB'] as number, 0.3, 1e-9);
  });
});
