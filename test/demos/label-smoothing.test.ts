import assert from 'node:assert/strict';
import type { BarPlot, Frame, LinePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/label-smoothing';
import { smoothedTarget } from '../../src/demos/label-smoothing/target';
import { scoreLogits } from '../../src/demos/metrics/classification';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runToEnd, runsOnce, startEngine } from './engines';

/** Reference values of torch 1.13.1. */
const logits = [
  [2, -1, 0.5, 0, 1],
  [0.1, 0.2, 3, -0.5, 0],
  [-1, 0, 1, 2, -2],
];
const labels = [0, 2, 1];

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

function allNear(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
  what?: string,
): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `${what ?? 'value'}[${i}]`));
}

describe('label smoothing: the target', () => {
  it('mixes one-hot and uniform in both conventions', () => {
    const all = smoothedTarget(0.1, 5, 'all');
    allNear([all.own, all.other], [0.92, 0.02], 1e-6);
    const others = smoothedTarget(0.1, 5, 'others');
    allNear([others.own, others.other], [0.9, 0.025], 1e-6);
  });

  it('relates the conventions: e over K - 1 is e·K/(K - 1) over K', () => {
    for (const K of [2, 5, 1000]) {
      const a = smoothedTarget(0.1, K, 'others');
      const b = smoothedTarget((0.1 * K) / (K - 1), K, 'all');
      allNear([a.own, a.other, a.floor, a.gap], [b.own, b.other, b.floor, b.gap], 1e-12);
    }
  });

  it('has a loss floor and a largest useful logit gap', () => {
    const five = smoothedTarget(0.1, 5, 'all');
    near(five.floor, 0.389673, 1e-6);
    near(five.gap, 3.828641, 1e-6);
    const thousand = smoothedTarget(0.1, 1000, 'all');
    near(thousand.floor, 1.014848, 1e-6);
    near(thousand.gap, 9.105091, 1e-6);
    assert.deepEqual(smoothedTarget(0, 5, 'all'), { classes: 5, own: 1, other: 0, floor: 0, gap: Infinity });
  });
});

for (const name of engineNames) {
  describe(`label smoothing: the loss on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const oneHot = () => tf.oneHot(tf.tensor1d(labels, 'int32'), 5);
    const rows = (eps: number) =>
      tf.losses.softmaxCrossEntropy(oneHot(), tf.tensor2d(logits), undefined, eps, tf.Reduction.NONE);

    it('agrees with the reference row by row', () => {
      allNear(rows(0.1).dataSync(), [0.724438, 0.42283, 2.451914], 1e-5);
      for (const [eps, mean] of [
        [0, 1.068394],
        [0.1, 1.199728],
        [0.2, 1.331061],
      ] as const)
        near(tf.mean(rows(eps)).dataSync()[0]!, mean, 1e-5, `mean at ${eps}`);
    });

    it('does not depend on ε where the true logit is the mean logit', () => {
      for (const eps of [0, 0.3, 0.9]) near(rows(eps).dataSync()[2]!, 2.451914, 1e-5);
    });

    it('weights classes, and leaves rows out', () => {
      const weights = tf.tensor1d([1, 2, 0.5, 1, 3]);
      const surprise = tf.neg(tf.logSoftmax(tf.tensor2d(logits)));
      const own = tf.mul(tf.sum(tf.mul(tf.mul(oneHot(), weights), surprise), 1), 0.9);
      const spread = tf.mul(tf.sum(tf.mul(weights, surprise), 1), 0.1 / 5);
      const sum = tf.sum(tf.add(own, spread)).dataSync()[0]!;
      near(sum, 6.236691, 1e-5, 'sum');
      near(sum / (1 + 0.5 + 2), 1.781912, 1e-5, 'mean');
      const [first, , third] = rows(0.1).dataSync();
      near((first! + third!) / 2, 1.588176, 1e-5, 'without row 2');
    });

    it('agrees with the other convention at ε·K/(K - 1)', () => {
      near(rows(0.125).dataSync()[1]!, 0.48383, 1e-5);
    });

    it('has the gradient p - q', () => {
      const loss = (z: never) =>
        tf.sum(tf.losses.softmaxCrossEntropy(oneHot(), z, undefined, 0.1, tf.Reduction.NONE));
      const gradient = tf.grad(loss as never)(tf.tensor2d(logits));
      const expected = [-0.356979, 0.008031, 0.105627, 0.056197, 0.187124];
      allNear(tf.slice(gradient, 0, 1).dataSync(), expected, 1e-5);
    });

    it('smooths binary targets towards one half', () => {
      const odds = [0.9, 0.2].map((p) => Math.log(p / (1 - p)));
      near(tf.losses.sigmoidCrossEntropy([1, 0], odds, undefined, 0.1).dataSync()[0]!, 0.25384, 1e-5);
    });
  });
}

describe('scoreLogits', () => {
  it('measures accuracy, NLL, confidence and calibration error', () => {
    const log = Math.log;
    const score = scoreLogits(
      Float32Array.from([log(0.9), log(0.1), log(0.9), log(0.1), log(0.35), log(0.65), log(0.5), log(0.5)]),
      Int32Array.from([0, 1, 1, 0]),
      2,
    );
    near(score.accuracy, 0.75, 1e-6);
    near(score.confidence, (0.9 + 0.9 + 0.65 + 0.5) / 4, 1e-6);
    near(score.nll, -(log(0.9) + log(0.1) + log(0.65) + log(0.5)) / 4, 1e-6);
    near(score.ece, (2 * Math.abs(0.9 - 0.5) + 0.35 + 0.5) / 4, 1e-6);
    assert.deepEqual(score.bins.map(({ share }) => share).sort(), [0.25, 0.25, 0.5]);
  });

  it('stays finite with huge logits', () => {
    const score = scoreLogits(Float32Array.from([1000, -1000]), Int32Array.from([1]), 2);
    allNear([score.accuracy, score.confidence, score.nll, score.ece], [0, 1, 2000, 1], 1e-6);
  });
});

describe('label smoothing: the demo', function () {
  this.timeout(120_000);
  let engine: Engine;
  /** Runs on WASM, once for the same parameters. */
  const trained = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine('wasm');
  });

  const seeds = [1, 2, 3];

  it('shows the target before it trains', async () => {
    const { frames } = await trained({ seed: 1 });
    const first = frames[0]!;
    const target = first.plots[0] as BarPlot;
    allNear([...target.series[1]!.values], [0.02, 0.02, 0.92, 0.02, 0.02], 1e-6);
    assert.deepEqual([...target.series[0]!.values], [0, 0, 1, 0, 0]);
    assert.equal(first.progress, 0);
    assert.equal(first.reading, 'The true class gets 0.92 of the target and each other class 0.02.');
  });

  it('draws the gap of both networks with its limit', async () => {
    const { last } = await trained({ seed: 1 });
    const gap = last.plots.find((plot): plot is LinePlot => plot.id === 'gap')!;
    assert.deepEqual(gap.references, [
      { axis: 'y', at: smoothedTarget(0.1, 5, 'all').gap, label: 'limit 3.83' },
    ]);
    for (const series of gap.series) {
      assert.deepEqual([series.x[0], series.x.at(-1)], [0, 300]);
      assert.equal(series.x.length, series.y.length);
    }
  });

  for (const seed of seeds) {
    it(`seed ${seed}, separable classes: the gap stops at its limit, and honest becomes too modest`, async () => {
      const { metric } = await trained({ sigma: 0.35, seed });
      near(metric('gap'), 3.8286, 0.15, 'gap');
      assert.ok(metric('gap-hard') > 10, 'the one-hot gap goes on growing');
      assert.ok(metric('ece-hard') < 0.01, `ECE ${metric('ece-hard')} without smoothing`);
      near(metric('ece'), 0.08, 0.02, 'ECE with smoothing');
      assert.ok(metric('confidence') < metric('accuracy'));
    });

    it(`seed ${seed}, overlapping classes: a little smoothing calibrates, much of it overshoots`, async () => {
      const little = await trained({ seed });
      const much = await trained({ seed, eps: 0.4 });
      assert.ok(little.metric('ece') < little.metric('ece-hard') / 2, 'ε = 0.1 is better than none');
      assert.ok(much.metric('ece') > 2 * little.metric('ece'), 'ε = 0.4 is worse than 0.1');
      assert.ok(much.metric('confidence') < much.metric('accuracy'), 'and too modest');
      assert.ok(little.metric('confidence-hard') > little.metric('accuracy-hard'), 'none is too sure');
    });

    it(`seed ${seed}, a fifth of the labels wrong: smoothing is more accurate`, async () => {
      const { metric } = await trained({ noise: 0.2, seed });
      assert.ok(metric('accuracy') > metric('accuracy-hard'));
      assert.ok(metric('nll') < metric('nll-hard'));
    });
  }

  it('separable classes: the gap follows its limit as ε grows', async () => {
    const gaps = [];
    for (const eps of [0.1, 0.4]) {
      const { metric } = await trained({ sigma: 0.35, seed: 1, eps });
      near(metric('gap'), metric('gap-limit'), 0.15, `gap at ${eps}`);
      gaps.push(metric('gap'));
    }
    assert.ok(gaps[1]! < gaps[0]!);
  });

  it('without smoothing trains the same network twice', async () => {
    const { metric, last } = await trained({ eps: 0, seed: 1 });
    for (const id of ['gap', 'accuracy', 'nll', 'ece', 'confidence'])
      assert.equal(metric(id), metric(`${id}-hard`), id);
    assert.match(last.reading, /^With ε = 0 both networks/);
    assert.ok(!last.metrics.some(({ id }) => id === 'gap-limit'));
  });

  it('reads off what the metrics say', async () => {
    const better = await trained({ seed: 1 });
    assert.match(
      better.last.reading,
      /^In the end the logit gap is [\d.]+ with ε = 0\.1 \(limit 3\.83\) and [\d.]+ with one-hot targets, and calibration is better: ECE /,
    );
    const worse = await trained({ sigma: 0.35, seed: 1 });
    assert.match(worse.last.reading, /calibration is worse: ECE 0\.0\d+ against /);
    const middle = better.frames[Math.floor(better.frames.length / 2)] as Frame;
    assert.match(middle.reading, /^After \d+ steps the logit gap is /);
  });

  it('agrees between the engines', async () => {
    const onWasm = await trained({ sigma: 0.35, seed: 1 });
    const onCpu = await runToEnd(demo, { sigma: 0.35, seed: 1 }, { engine: await startEngine('cpu') });
    engine = await startEngine('wasm');
    near(onCpu.metric('gap'), 3.8286, 0.15, 'gap on cpu');
    assert.ok(onCpu.metric('ece') > onCpu.metric('ece-hard'));
    // The engines round their sums in another order, which training makes larger.
    near(onCpu.metric('gap'), onWasm.metric('gap'), 0.03, 'gap');
    for (const id of ['accuracy', 'ece', 'confidence']) near(onCpu.metric(id), onWasm.metric(id), 0.01, id);
    console.log(`      ${onWasm.ms.toFixed(0)} ms on wasm, ${onCpu.ms.toFixed(0)} ms on cpu`);
  });
});
