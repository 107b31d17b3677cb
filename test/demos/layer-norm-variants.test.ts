import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import demo from '../../src/demos/layer-norm-variants';
import { attention, attentionInputs } from '../../src/demos/layer-norm-variants/attention';
import { norms, normalizedVector } from '../../src/demos/layer-norm-variants/norms';
import { deepNorm } from '../../src/demos/layer-norm-variants/perturbation';
import { layerNorm, rmsNorm } from '../../src/demos/models/normalize';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { entropies } from '../../src/pictures/layer-norm-variants/entropies';
import { engineNames, runToEnd, startEngine } from './engines';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected} ± ${tolerance}`);
const allNear = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number) => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance));
};

for (const name of engineNames)
  describe(`layer-norm variants on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    before(async () => {
      engine = await startEngine(name);
    });
    const values = (of: (row: (...numbers: number[]) => Tensor2D) => Tensor2D): Float32Array =>
      engine.tf.tidy(() => of((...numbers) => engine.tf.tensor2d([numbers])).dataSync<'float32'>());

    it('gives published outputs', () => {
      const { tf } = engine;
      const rms = [0.365148, 0.730297, 1.095445, 1.460593];
      allNear(
        values((row) => norms.rms(tf, row(1, 2, 3, 4))),
        rms,
        1e-6,
      );
      allNear(
        values((row) => norms.scale(tf, row(1, 2, 3, 4))),
        rms,
        1e-6,
      );
      allNear(
        values((row) => norms.layer(tf, row(1, 2, 3, 4))),
        [-1.341635, -0.447212, 0.447212, 1.341635],
        1e-6,
      );
      allNear(
        values((row) => norms.rms(tf, row(-1, 0, 0, 5))),
        [-0.392232, 0, 0, 1.961161],
        1e-6,
      );
      allNear(
        values((row) => norms.group(tf, row(1, 2, 3, 4))),
        [-1, 1, -1, 1],
        1e-4,
      );
      allNear(
        values((row) => norms.tanh(tf, row(1, 2))),
        [Math.tanh(0.5), Math.tanh(1)],
        1e-6,
      );
    });

    it('has a gradient of RMSNorm that is orthogonal to the token', () => {
      const { tf } = engine;
      const x = [1, 2, 3, 4];
      const gradient = values((row) => {
        const weighted = (z: Tensor2D) => tf.sum(tf.mul(row(1, -2, 0.5, 3), rmsNorm(tf, z, 1e-6)));
        return tf.grad((z) => weighted(z as Tensor2D))(row(...x)) as Tensor2D;
      });
      allNear(gradient, [0.237346, -0.985901, -0.200832, 0.584237], 1e-5);
      near(
        x.reduce((sum, value, i) => sum + value * gradient[i]!, 0),
        0,
        1e-5,
      );
    });

    it('is LayerNorm where RMSNorm gets centred features', () => {
      const { tf } = engine;
      for (const x of [
        [1, 2, 3, 4],
        [-1, 0, 0, 5],
        [10, 10, 10, 10.5],
      ]) {
        const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
        const centred = values((row) => rmsNorm(tf, row(...x.map((value) => value - mean)), 1e-5));
        allNear(
          values((row) => layerNorm(tf, row(...x), 1e-5)),
          [...centred],
          2e-6,
        );
        allNear(
          values((row) => rmsNorm(tf, row(...x.map((value) => 3 * value)), 0)),
          [...values((row) => rmsNorm(tf, row(...x), 0))],
          1e-6,
        );
      }
      const moved = [
        [1, 2, 3, 4],
        [-1, 0, 0, 5],
        [10, 10, 10, 10.5],
      ].map((x) => normalizedVector(tf, x, 7, 1).byShift.rms);
      near(Math.max(...moved), 1.1119, 1e-3);
    });

    it('holds the entropy of attention with a norm on queries and keys, and loses it without', () => {
      const { tf } = engine;
      tf.tidy(() => {
        const inputs = attentionInputs(tf, createRandom(1));
        for (const norm of ['layer', 'rms', 'length'] as const)
          near(attention(tf, inputs, norm, 16).entropy, attention(tf, inputs, norm, 0.25).entropy, 1e-3);
        const bare = (scale: number) => attention(tf, inputs, 'none', scale);
        assert.ok(bare(8).entropy < 0.1);
        near(bare(4).logit / bare(1).logit, 16, 1e-3);
        assert.ok(bare(0.25).entropy > 2.7 && bare(4).entropy < bare(2).entropy);
        return [];
      });
    });

    it('Post-LN grows most with depth, DeepNorm hardly moves', async () => {
      const { metric, ms } = await runToEnd(demo, { depth: 32 }, { engine });
      console.log(`      ${ms.toFixed(0)} ms`);
      assert.ok(metric('growth-post') > 6, `${metric('growth-post')}`);
      assert.ok(metric('growth-pre') < metric('growth-post'));
      assert.ok(metric('change-deep') < 0.1 * metric('change-pre'));
    });
  });

describe('layer-norm variants', function () {
  this.timeout(300_000);
  it('has DeepNorm’s published factors', () => {
    for (const [layers, alpha, beta] of [
      [12, 2.2134, 0.3195],
      [24, 2.6321, 0.2686],
      [100, 3.7606, 0.188],
    ] as const) {
      near(deepNorm(layers).alpha, alpha, 1e-4);
      near(deepNorm(layers).beta, beta, 1e-4);
    }
  });

  it('says what is to be seen', async () => {
    const engine = await startEngine('wasm');
    const { last, metric } = await runToEnd(
      demo,
      { kinds: ['post', 'pre', 'rms', 'sandwich', 'deep'] },
      { engine },
    );
    assert.match(
      last.reading,
      /^Adding 2 moves RMSNorm’s output by 0\.\d+ and LayerNorm’s by 0; at g = 4 attention has 0\.1\d* nats .* with DeepNorm\.$/,
    );
    assert.ok(
      metric('growth-rms') < metric('growth-post') && metric('growth-sandwich') < metric('growth-post'),
    );
    assert.ok(metric('shift-rms') > 0.2);
    assert.equal(metric('shift-layer'), 0);
  });

  it('does not run the stacks again for another vector', async () => {
    const { Workshop } = await import('../../src/engine/workshop');
    const workshop = new Workshop();
    const engine = await startEngine('wasm');
    const small = { kinds: ['deep'], depth: 2 };
    await runToEnd(demo, small, { engine, workshop });
    const again = await runToEnd(demo, { ...small, vector: [1, -1, 5] }, { engine, workshop });
    assert.equal(again.frames.length, 1);
    workshop.dispose();
  });

  it('gives the curves of the picture', async () => {
    const { tf } = await startEngine('wasm');
    const draws = [1, 2, 3, 4, 5, 6, 7, 8];
    tf.tidy(() => {
      const inputs = draws.map((seed) => attentionInputs(tf, createRandom(seed)));
      for (const norm of ['none', 'rms'] as const)
        entropies[norm].forEach((value, i) => {
          const at = inputs.map((input) => attention(tf, input, norm, 0.25 * 2 ** (i / 2)).entropy);
          near(at.reduce((sum, entropy) => sum + entropy, 0) / draws.length, value, 1e-3);
        });
      return [];
    });
  });
});
