/** The parts that samplers share, against numbers that were computed outside. */
import assert from 'node:assert/strict';
import { energyDistance } from '../../src/demos/metrics/energy-distance';
import {
  consistencyScales,
  ddimStep,
  denoiserScales,
  followOde,
  heunStep,
  karrasGrid,
} from '../../src/demos/models/diffusion';
import {
  drawMixture,
  mixtureDenoised,
  mixtureDensity,
  mixtureScore,
  ringOfFive,
} from '../../src/demos/models/gaussian-mixture';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { engineNames, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
const nearAll = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number, what: string) =>
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `${what}, ${i}`));

describe('noise levels and scales', () => {
  it('fall as in the paper', () => {
    nearAll(karrasGrid(5, 5, 0.02), [5, 1.791255, 0.537706, 0.125617, 0.02, 0], 1e-5, 'five');
    assert.deepEqual(karrasGrid(1, 5, 0.02), [5, 0]);
  });

  it('make a consistency function leave the least noise alone', () => {
    for (const [sigma, expected] of [
      [0.02, [1, 0, 0.666607]],
      [0.5, [0.907112, 0.455368, 0.632456]],
      [5, [0.083178, 1.430992, 0.191565]],
    ] as const) {
      const scales = consistencyScales(sigma, 1.5, 0.02);
      nearAll([scales.skip, scales.out, scales.in], expected, 1e-6, `${sigma}`);
    }
  });

  it('make a denoiser leave no noise alone and the mean of much', () => {
    assert.deepEqual(denoiserScales(0, 1), { skip: 1, out: 0, in: 1 });
    nearAll(Object.values(denoiserScales(1, 1)), [0.5, Math.SQRT1_2, Math.SQRT1_2], 1e-12, 'at 1');
  });
});

describe('the energy distance', () => {
  it('is 0 of a set from itself and twice the distance of two points', () => {
    assert.equal(energyDistance([0, 0, 1, 1], [0, 0, 1, 1]), 0);
    assert.equal(energyDistance([0, 0], [3, 4]), 10);
  });
});

for (const name of engineNames)
  describe(`exact diffusion of five bumps on ${name}`, () => {
    const ring = ringOfFive();
    const denoise = (x: Tensor2D, sigma: number) => mixtureDenoised(tf, ring, x, sigma);
    const at = (...rows: [number, number][]) => tf.tensor2d(rows);
    const values = (build: () => Tensor2D) => tf.tidy(() => build().dataSync<'float32'>().slice());
    before(async () => {
      await startEngine(name);
    });

    it('has the exact denoiser and score', () => {
      nearAll(
        values(() => denoise(at([1, 0.5]), 0.5)),
        [1.511128, 0.438299],
        1e-5,
        'denoised',
      );
      nearAll(
        values(() => denoise(at([3, -2]), 2)),
        [1.115505, -0.7367],
        1e-5,
        'denoised far off',
      );
      nearAll(
        values(() => denoise(at([0, 0]), 5)),
        [0, 0],
        1e-5,
        'in the middle',
      );
      const variance = ring.deviation ** 2 + 0.25;
      nearAll(
        values(() => mixtureScore(tf, ring, at([1, 0.5]), variance)),
        [2.044514, -0.246805],
        1e-5,
        'score',
      );
      const noisy = { ...ring, deviation: Math.sqrt(variance) };
      const log = (x: number, y: number) => Math.log(mixtureDensity(noisy, x, y));
      near((log(1 + 1e-5, 0.5) - log(1 - 1e-5, 0.5)) / 2e-5, 2.044514, 1e-5, 'slope of the density');
    });

    it('takes a level for each row', () => {
      const both = values(() => mixtureDenoised(tf, ring, at([1, 0.5], [3, -2]), tf.tensor2d([[0.5], [2]])));
      nearAll(both, [1.511128, 0.438299, 1.115505, -0.7367], 1e-5, 'denoised');
    });

    it('steps as DDIM does', () => {
      const step = values(() => ddimStep(tf, at([3, -2]), denoise(at([3, -2]), 2), 1 / 2));
      nearAll(step, [2.057753, -1.36835], 1e-5, 'step');
      // DDIM of Song, Meng and Ermon in its own coordinates: √ᾱ' x₀ + √(1 − ᾱ') ε.
      const [x, d] = [3, 1.115505];
      const alpha = (sigma: number) => 1 / (1 + sigma ** 2);
      const own = Math.sqrt(alpha(1)) * d + Math.sqrt(1 - alpha(1)) * ((x - d) / 2);
      near(own / Math.sqrt(alpha(1)), step[0]!, 1e-5, 'in its own coordinates');
    });

    it('converges: a Heun step errs less than a plain one, and many less than one', () => {
      const start = tf.mul(
        tf.tensor2d([
          [0.6, -0.4],
          [1, 0.9],
          [-0.5, 0.7],
        ]),
        5,
      ) as Tensor2D;
      const end = (steps: number, solver: 'euler' | 'heun') =>
        values(() => followOde(tf, denoise, start, karrasGrid(steps, 5, 0.02), solver));
      const exact = end(400, 'heun');
      const error = (ends: Float32Array) => Math.hypot(...ends.map((value, i) => value - exact[i]!));
      const [plain, halved, heun] = [
        error(end(40, 'euler')),
        error(end(80, 'euler')),
        error(end(40, 'heun')),
      ];
      assert.ok(heun < plain / 5, `${heun} against ${plain}`);
      near(plain / halved, 2, 0.3, 'first order');
      const last = values(() => heunStep(tf, denoise, start, 1, 0));
      nearAll(last, [...values(() => denoise(start, 1))], 1e-6, 'to no noise');
      start.dispose();
    });

    it('draws from the bumps', () => {
      const points = drawMixture(ring, createRandom(1), 4000);
      const near3 = Array.from({ length: 4000 }, (_, i) =>
        ring.means.findIndex(([x, y]) => Math.hypot(points[2 * i]! - x, points[2 * i + 1]! - y) < 0.9),
      );
      near(near3.filter((k) => k >= 0).length / 4000, 1 - Math.exp(-4.5), 0.006, 'within three deviations');
      for (let k = 0; k < 5; k++)
        near(near3.filter((found) => found === k).length / 4000, 0.2, 0.025, `bump ${k}`);
    });
  });
