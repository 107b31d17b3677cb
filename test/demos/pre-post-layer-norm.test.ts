import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../src/demos/contract/demo';
import { layerNorm } from '../../src/demos/models/normalize';
import { runStack, stackLoss, type Placement } from '../../src/demos/models/residual-stack';
import demo from '../../src/demos/pre-post-layer-norm';
import { initialGradients, measure } from '../../src/demos/pre-post-layer-norm/gradients';
import { createRandom } from '../../src/engine/random';
import { gradientCurves } from '../../src/pictures/pre-post-layer-norm/curves';
import type { Engine } from '../../src/engine/backend';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

/** Losses and gradient norms of three feed-forward blocks, computed with PyTorch in float64. */
const golden: Record<'post' | 'pre' | 'none', { loss: number; falls: number[] }> = {
  post: { loss: 1.20418, falls: [0.08493, 0.051634, 0.066273] },
  pre: { loss: 1.212302, falls: [0.160028, 0.074657, 0.053839] },
  none: { loss: 1.907068, falls: [0.94847, 0.678364, 0.863743] },
};

function goldenRun(tf: Tf, placement: Placement) {
  const matrix = (rows: number, columns: number, at: (i: number, j: number) => number): Tensor2D =>
    tf.tensor2d(Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => at(i, j))));
  const blocks = [0, 1, 2].map((l) => ({
    rise: matrix(4, 8, (i, j) => 0.5 * Math.sin(1.3 * i + 0.7 * j + 2.1 * l + 0.1)),
    fall: matrix(8, 4, (i, j) => 0.5 * Math.cos(0.9 * i + 1.1 * j + 1.7 * l + 0.2)),
  }));
  const x = matrix(2, 4, (n, i) => Math.cos(0.6 * n + 1.2 * i));
  const head = matrix(4, 3, (i, j) => 0.5 * Math.sin(0.5 * i - 0.8 * j + 0.3));
  const targets = tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3) as Tensor2D;
  const norm = (z: Tensor2D) => layerNorm(tf, z, 1e-5);
  let loss = NaN;
  const { norms } = measure(tf, blocks, (replaced) => {
    const { streams, output } = runStack(tf, x, replaced, { placement, norm, tokens: 1 });
    const cost = stackLoss(tf, output, head, targets);
    if (Number.isNaN(loss)) loss = cost.dataSync<'float32'>()[0]!;
    return { streams, loss: cost };
  });
  return { loss, norms };
}

const near = (actual: number, expected: number, tolerance: number, what = '') =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual}, not ${expected} ± ${tolerance}`);

for (const name of engineNames)
  describe(`Pre-LN and Post-LN on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    let base: FinishedRun;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
      base = await run();
      console.log(`      ${base.ms.toFixed(0)} ms`);
    });

    for (const placement of ['post', 'pre', 'none'] as const)
      it(`${placement}: loss and gradients are those of PyTorch`, () => {
        const { tf } = engine;
        tf.tidy(() => {
          const { loss, norms } = goldenRun(tf, placement);
          near(loss, golden[placement].loss, 1e-4, 'loss');
          norms.forEach((value, i) => near(value, golden[placement].falls[i]!, 1e-4, `W2 of block ${i + 1}`));
        });
      });

    it('encoder: the last gradient shrinks with depth for Pre-LN alone', () => {
      assert.ok(Math.abs(base.metric('slope-post')) < 0.25, `${base.metric('slope-post')}`);
      assert.ok(
        base.metric('slope-pre') > -0.65 && base.metric('slope-pre') < -0.3,
        `${base.metric('slope-pre')}`,
      );
    });

    it('the stream keeps deviation 1 under Post-LN and grows under Pre-LN', () => {
      near(base.metric('deviation-post'), 1, 0.01);
      assert.ok(base.metric('deviation-pre') > 3, `${base.metric('deviation-pre')}`);
    });

    it('trained without warm-up, Pre-LN learns and Post-LN guesses', () => {
      assert.ok(base.metric('loss-pre') < 0.3, `${base.metric('loss-pre')}`);
      assert.ok(base.metric('loss-post') > 1.4, `${base.metric('loss-post')}`);
      assert.match(
        base.last.reading,
        /^Post-LN, 16 layers: gradients are about even .* stays at 1\.\d+ of 1\.79 nats/,
      );
    });

    if (name === 'wasm') describeWays(run);
  });

/** What the demo shows with other values than it starts with. */
function describeWays(run: ReturnType<typeof runsOnce>): void {
  it('says what the code has', async () => {
    const { last } = await run({ pre: true });
    assert.match(last.reading, /^Pre-LN, 16 layers: gradients grow \d.* it learns, down to 0\.0\d+ nats/);
  });

  it('decoder: Post-LN loses the gradient towards the input, Pre-LN does not', async () => {
    const { metric, last } = await run({ block: 'decoder' });
    assert.ok(metric('ratio-post') > 6, `${metric('ratio-post')}`);
    assert.ok(metric('ratio-pre') < 1, `${metric('ratio-pre')}`);
    assert.match(last.reading, /gradients shrink \d+(\.\d)?-fold towards the input/);
  });

  it('feed-forward only: the power of Pre-LN is nearer to 0 than one half', async () => {
    const { metric } = await run({ block: 'mlp' });
    assert.ok(metric('slope-pre') < -0.2 && metric('slope-pre') > -0.4, `${metric('slope-pre')}`);
  });

  it('warm-up rescues Post-LN, and so does a tenth of the learning rate begin to', async () => {
    const { metric } = await run({});
    assert.ok(metric('loss-warmed') < 1, `${metric('loss-warmed')}`);
    const slow = await run({ lr: 1e-3 });
    assert.ok(slow.metric('loss-post') < 1.6, `${slow.metric('loss-post')}`);
  });
}

describe('the curves of the picture', function () {
  this.timeout(120_000);
  it('are what the demo computes', async () => {
    const { tf } = await startEngine('wasm');
    for (const placement of ['post', 'pre'] as const) {
      const draws = [1, 2, 3, 4, 5, 6, 7, 8].map(
        (seed) =>
          initialGradients(tf, createRandom(seed), { depth: 24, block: 'encoder', placement, gain: 1 }).norms,
      );
      gradientCurves[placement].forEach((value, layer) => {
        const computed = draws.reduce((sum, norms) => sum + norms[layer]!, 0) / draws.length;
        near(value, computed, 0.005 * value, `${placement} ${layer + 1}`);
      });
    }
  });
});
