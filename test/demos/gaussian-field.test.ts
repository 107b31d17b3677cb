/** The textures that demos of noise, diffusion and upscaling share. */
import assert from 'node:assert/strict';
import {
  cosineBasis,
  createGaussianField,
  denoiserGain,
  eulerGain,
  fieldVariances,
  flowGain,
  frequencyOf,
  unitNoise,
} from '../../src/demos/models/gaussian-field';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
const meanSquare = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value ** 2, 0) / values.length;

describe('the Gaussian field', () => {
  it('has the published variances', () => {
    const variances = fieldVariances(32);
    for (const [row, column, expected] of [
      [0, 0, 0],
      [0, 1, 40.377225],
      [1, 0, 40.377225],
      [1, 1, 33.647687],
      [16, 16, 0.391252],
      [31, 31, 0.104821],
    ] as const)
      near(variances[32 * row + column]!, expected, 1e-5, `${row}, ${column}`);
    near(
      variances.reduce((sum, value) => sum + value, 0),
      1024,
      1e-2,
      'sum',
    );
    near(frequencyOf(32 * 3 + 4, 32), 5, 1e-12, 'frequency');
  });

  it('has an orthonormal basis', () => {
    const basis = cosineBasis(32);
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [5, 5],
      [5, 17],
      [31, 31],
    ] as const) {
      let product = 0;
      for (let i = 0; i < 32; i++) product += basis[32 * a + i]! * basis[32 * b + i]!;
      near(product, a === b ? 1 : 0, 1e-6, `${a}, ${b}`);
    }
  });

  it('is denoised and carried along the flow by the published gains', () => {
    near(denoiserGain(1, 1), 0.5, 1e-12, 'denoiser');
    for (const [steps, expected] of [
      [1, 0.5],
      [2, 0.6],
      [4, 0.65224],
      [8, 0.67923],
      [50, 0.70258],
    ] as const) {
      const sigmas = Array.from({ length: steps + 1 }, (_, i) => 1 - i / steps);
      near(eulerGain(1, sigmas), expected, 1e-5, `${steps} steps`);
    }
    near(flowGain(1, 1), 0.70711, 1e-5, 'limit');
    assert.deepEqual([flowGain(0, 1), flowGain(0, 0), flowGain(2, 0), flowGain(2, Infinity)], [0, 0, 1, 0]);
    assert.equal(eulerGain(0, [1, 0.5, 0]), 0);
  });
});

for (const name of engineNames)
  describe(`the Gaussian field on ${name}`, () => {
    before(() => startEngine(name));

    it('goes to coefficients and back', () => {
      tf.tidy(() => {
        const field = createGaussianField(tf);
        const image = unitNoise(tf, createRandom(4), 32);
        const coefficients = field.coefficientsOf(image);
        const back = field.imageOf(coefficients).dataSync();
        image.dataSync().forEach((value, i) => near(back[i]!, value, 1e-5, `pixel ${i}`));
        near(meanSquare(coefficients.dataSync()), meanSquare(image.dataSync()), 1e-5, 'power');
        const [first] = coefficients.dataSync();
        near(first! / 32, tf.mean(image).dataSync()[0]!, 1e-6, 'mean');
      });
    });

    it('makes textures of pixel variance 1 from unit noise, linearly', () => {
      tf.tidy(() => {
        const field = createGaussianField(tf);
        const random = createRandom(5);
        const powers = Array.from({ length: 200 }, () => {
          const noise = unitNoise(tf, random, 32);
          return meanSquare(field.imageOf(field.fromNoise(noise)).dataSync());
        });
        near(powers.reduce((sum, value) => sum + value, 0) / powers.length, 1, 0.03, 'variance');
        const noise = unitNoise(tf, random, 32);
        const [whole, half] = [noise, tf.mul(noise, 0.5)].map((z) =>
          meanSquare(field.imageOf(field.fromNoise(z as typeof noise)).dataSync()),
        );
        near(half! / whole!, 0.25, 1e-6, 'half the noise');
      });
    });

    it('denoises as the gains say, in one step of Euler or along the flow', () => {
      tf.tidy(() => {
        const field = createGaussianField(tf);
        const noisy = unitNoise(tf, createRandom(6), 32);
        const values = noisy.dataSync();
        const place = 32 * 2 + 3;
        const variance = field.variances[place]!;
        for (const [result, gain] of [
          [field.denoised(noisy, 2), denoiserGain(variance, 2)],
          [field.stepped(noisy, [2, 0]), denoiserGain(variance, 2)],
          [field.stepped(noisy, [2, 1, 0]), eulerGain(variance, [2, 1, 0])],
          [field.flowed(noisy, 2), flowGain(variance, 2)],
        ] as const)
          near(result.dataSync()[place]!, gain * values[place]!, 1e-5, 'coefficient');
      });
    });
  });
