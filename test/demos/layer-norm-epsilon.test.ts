import assert from 'node:assert/strict';
import type { LinePlot, NumberLinePlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/layer-norm-epsilon';
import { gainOf } from '../../src/demos/layer-norm-epsilon/gain';
import { modeNames, normalizeExactly, normalizeIn } from '../../src/demos/layer-norm-epsilon/stepwise';
import { makeToken } from '../../src/demos/layer-norm-epsilon/token';
import { layerNorm } from '../../src/demos/models/normalize';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runToEnd, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

function allNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `value[${i}]`));
}

const base = makeToken('normal', 4);
const scaled = (factor: number) => base.map((value) => value * factor);

describe('layer normalization operation by operation', () => {
  it('keeps ordinary tokens in half precision', () => {
    assert.equal(normalizeIn('fp16', base, 1e-5).inverse, 0.84326171875);
    assert.equal(normalizeIn('bf16', base, 1e-5).inverse, 0.84375);
    for (const mode of modeNames)
      allNear(normalizeIn(mode, base, 1e-5).output, [...normalizeExactly(base, 1e-5).output], 0.01);
  });

  it('rounds a small variance among the subnormals of fp16', () => {
    const { variance, inverse } = normalizeIn('fp16', scaled(1e-3), 1e-5);
    assert.deepEqual([variance, inverse], [1.430511474609375e-6, 295.5]);
    near(normalizeExactly(scaled(1e-3), 1e-5).inverse, 296.09, 0.01);
  });

  it('divides a tiny token by 0 in fp16 where ε rounds to 0, and not in bf16 or with statistics in fp32', () => {
    const half = normalizeIn('fp16', scaled(1e-4), 1e-8);
    assert.deepEqual([half.variance, half.eps], [0, 0]);
    assert.deepEqual(half.output, [-Infinity, -Infinity, Infinity, Infinity]);
    assert.equal(normalizeIn('bf16', scaled(1e-4), 1e-8).inverse, 6432);
    allNear(normalizeIn('mixed', scaled(1e-4), 1e-8).output, [-0.966797, -0.32251, 0.161011, 1.12793], 1e-6);
  });

  it('gives 0/0 for a constant token where ε is 0, and 0 where it is not', () => {
    const constant = makeToken('constant', 4);
    assert.deepEqual(normalizeIn('fp16', constant, 1e-8).output, [NaN, NaN, NaN, NaN]);
    for (const [mode, eps] of [
      ['fp16', 1e-5],
      ['bf16', 1e-5],
      ['bf16', 1e-8],
    ] as const)
      assert.ok(normalizeIn(mode, constant, eps).output.every((value) => value === 0));
  });

  it('overflows in fp16 when it squares a large token', () => {
    const large = normalizeIn('fp16', scaled(200), 1e-5);
    assert.equal(large.variance, Infinity);
    assert.ok(large.output.every((value) => value === 0));
    assert.equal(normalizeIn('bf16', scaled(200), 1e-5).inverse, 0.00421142578125);
  });

  it('loses a small signal on a large offset before ε is asked', () => {
    const offset = makeToken('offset', 4);
    allNear(normalizeIn('fp16', offset, 1e-5).output, [-1.2871, -0.6436, 0, 1.2871], 1e-4);
    assert.ok(normalizeIn('bf16', offset, 1e-5).output.every((value) => value === 0));
  });

  it('stalls when a long token is summed in half precision', () => {
    const ones = (count: number) => Array.from({ length: count }, () => 1);
    assert.equal(normalizeIn('bf16', ones(1024), 1e-5).mean, 0.25);
    assert.equal(normalizeIn('fp16', ones(4096), 1e-5).mean, 0.5);
  });

  it('can give a negative variance in one pass', () => {
    const token = makeToken('normal', 256).map((value) => value * 0.01 + 1000);
    near(normalizeIn('fp32', token, 1e-5).variance, 1.41e-4, 1e-6, 'two passes');
    const onePass = normalizeIn('fp32', token, 1e-5, true);
    assert.equal(onePass.variance, -0.875);
    assert.ok(onePass.output.every(Number.isNaN));
  });

  it('makes noise of a constant token where ε is too small for fp32', () => {
    const first = (eps: number) => normalizeIn('fp32', makeToken('constant', 768), eps).output[0]!;
    near(first(1e-5), 2.47e-4, 1e-6);
    near(first(1e-12), 0.616, 1e-3);
  });
});

for (const name of engineNames) {
  describe(`the gain of layer normalization on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('is (1 − 1/D)/√ε on a constant token', () => {
      for (const [eps, expected] of [
        [1e-3, 23.717],
        [1e-5, 237.171],
        [1e-12, 7.5e5],
      ] as const)
        near(gainOf(tf, makeToken('constant', 4), eps) / expected, 1, 1e-3, `ε = ${eps}`);
      near(gainOf(tf, makeToken('constant', 64), 1e-5), (1 - 1 / 64) / Math.sqrt(1e-5), 0.3);
    });

    it('agrees with the computation in doubles', () => {
      for (const factor of [1, 1e-3]) {
        const output = layerNorm(tf, tf.tensor2d([scaled(factor)]), 1e-5).dataSync();
        allNear(output, [...normalizeExactly(scaled(factor), 1e-5).output], 1e-5);
      }
    });
  });
}

describe('layer norm epsilon: the demo', function () {
  this.timeout(60_000);
  let engine: Engine;
  const run = (params: Record<string, unknown>) => runToEnd(demo, params, { engine });
  before(async () => {
    engine = await startEngine('cpu');
  });
  const plot = <T>(frame: { plots: readonly { id: string }[] }, id: string) =>
    frame.plots.find((candidate) => candidate.id === id) as T;

  it('shows where ε is stored', async () => {
    const { last } = await run({ eps: 1e-8 });
    const line = plot<NumberLinePlot>(last, 'storage');
    assert.deepEqual(
      line.marks.map(({ label }) => label),
      ['fp32: 1e-8', 'fp16: 0', 'bf16: 1.0012e-8'],
    );
    assert.deepEqual(
      line.marks.map(({ tone }) => tone),
      ['accent', 'error', 'accent'],
    );
  });

  it('halves the deviation at √(ε/3): computed and closed form agree at all sizes in fp32', async () => {
    const { last } = await run({ eps: 1e-5 });
    const [closed, computed] = plot<LinePlot>(last, 'deviation').series;
    assert.equal(computed!.x.length, 40);
    computed!.y.forEach((value, i) => near(value / closed!.y[i]!, 1, 1e-3, `at σ = ${computed!.x[i]}`));
  });

  it('ε below 3e-8 in fp16: stored as 0, then ∞ on the tiny token and no number on the constant one', async () => {
    const tiny = await run({ eps: 1e-8, mode: 'fp16', token: 'tiny' });
    assert.equal(tiny.metric('stored-fp16'), 0);
    assert.equal(tiny.metric('not-finite'), 4);
    assert.match(
      tiny.last.reading,
      /^In fp16, ε = 1e-8 is stored as 0: variance σ² comes out as 0, and outputs are -∞ and ∞\.$/,
    );
    const constant = await run({ eps: 1e-8, mode: 'fp16', token: 'constant' });
    assert.equal(constant.metric('not-finite'), 4);
    assert.match(constant.last.reading, /outputs are not a number\.$/);
    const enough = await run({ eps: 1e-5, mode: 'fp16', token: 'constant' });
    assert.deepEqual([enough.metric('not-finite'), enough.metric('zeros')], [0, 4]);
  });

  it('large tokens in fp16 become all zeros for any ε', async () => {
    for (const eps of [1e-12, 1e-5, 0.1]) {
      const { last, metric } = await run({ eps, mode: 'fp16', token: 'outlier' });
      assert.equal(metric('zeros'), 4);
      assert.match(plot<TablePlot>(last, 'steps').text, /variance σ²: ∞/);
      const fp16 = plot<LinePlot>(last, 'deviation').series.find(({ name }) => name === 'fp16')!;
      assert.ok(Math.max(...fp16.x) < 256, 'nothing is left above the square root of the largest number');
      assert.ok(metric('lost-fp16') >= 8);
    }
  });

  it('an offset of 10 in bf16 swallows the signal', async () => {
    const { metric } = await run({ mode: 'bf16', token: 'offset' });
    assert.equal(metric('zeros'), 4);
    assert.equal(metric('deviation'), 0);
  });

  it('statistics in fp32 mend the tiny, the constant and the outlier token, not the offset one', async () => {
    for (const token of ['tiny', 'outlier']) {
      const { metric } = await run({ eps: 1e-8, mode: 'mixed', token });
      assert.ok(metric('error') < 0.01, `${token}: ${metric('error')}`);
    }
    const constant = await run({ eps: 1e-8, mode: 'mixed', token: 'constant' });
    assert.deepEqual([constant.metric('not-finite'), constant.metric('error')], [0, 0]);
    const offset = await run({ mode: 'mixed', token: 'offset' });
    assert.ok(offset.metric('error') > 0.05, `offset: ${offset.metric('error')}`);
  });

  it('caps the gain, the lower the larger ε is', async () => {
    const [small, large] = [await run({ eps: 1e-12 }), await run({ eps: 1e-3 })];
    near(small.metric('largest-gain') / 7.5e5, 1, 1e-3);
    near(large.metric('largest-gain'), 23.717, 0.03);
    for (const { last } of [small, large]) {
      const { series, references } = plot<LinePlot>(last, 'gain');
      assert.ok(series[0]!.y.every((value) => value <= references![0]!.at * 1.001));
    }
  });

  it('one pass of fp32 loses a small signal on a large offset, two passes keep it', async () => {
    const params = { mode: 'fp32', token: 'offset', offset: 990, features: 256 };
    const two = await run(params);
    near(two.metric('variance'), 1.41e-4, 1e-6);
    assert.equal(two.metric('not-finite'), 0);
    const one = await run({ ...params, onePass: true });
    assert.ok(one.metric('variance') < 0);
    assert.equal(one.metric('not-finite'), 256);
    assert.match(
      one.last.reading,
      /^In fp32, ε = 1e-5: variance σ² comes out as -0\.875, and outputs are not a number\.$/,
    );
  });

  it('agrees between the engines', async () => {
    const onCpu = await run({});
    const onWasm = await runToEnd(demo, {}, { engine: await startEngine('wasm') });
    engine = await startEngine('cpu');
    for (const { id, value } of onCpu.last.metrics)
      near(onWasm.metric(id), value, 1e-3 * Math.abs(value), id);
    console.log(`      ${onCpu.ms.toFixed(0)} ms on cpu, ${onWasm.ms.toFixed(0)} ms on wasm`);
  });
});
