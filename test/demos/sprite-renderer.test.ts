import assert from 'node:assert/strict';
import {
  drawFactors,
  factorNames,
  factorsOf,
  faceSide,
  renderFace,
  renderFaces,
  withFactor,
} from '../../src/demos/models/sprite-renderer';
import { faceSlopes } from '../../src/demos/models/sprite-slopes';
import { createRandom } from '../../src/engine/random';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

describe('the face renderer', () => {
  it('draws the reference faces', () => {
    for (const [factors, sum, middle, eye, mouth] of [
      [[0, 0, 0, -1, 0], 63.4289, 0.88919, 0.26885, 0.33977],
      [[0, 0, 1, 1, 1], 40.9575, 0.53978, 0.02755, 0.48201],
      [[0.5, -0.5, -1, -1, 1], 49.9085, 0.8526, 0.72211, 0.58044],
    ] as const) {
      const pixels = renderFace(factors);
      const at = (row: number, column: number) => pixels[row * faceSide + column]!;
      near(
        pixels.reduce((total, pixel) => total + pixel, 0),
        sum,
        1e-4,
        `sum of ${factors.join()}`,
      );
      near(at(8, 8), middle, 1e-4, 'middle');
      near(at(7, 5), eye, 1e-4, 'eye');
      near(at(11, 5), mouth, 1e-4, 'mouth');
    }
  });

  it('keeps pixels within 0 and 1 over the range of the factors', () => {
    for (const value of [-1, 0, 1])
      for (const name of factorNames)
        for (const pixel of renderFace(withFactor([0, 0, 0, -1, 0], name, value)))
          assert.ok(pixel >= 0 && pixel <= 1, `${name} = ${value}: ${pixel}`);
  });

  it('draws the factors in order, and glasses as a sign', () => {
    const factors = drawFactors(createRandom(1), 2);
    const expected = [
      0.254148, -0.994529, 0.054894, 1, 0.936756, -0.437793, 0.225678, 0.441486, -1, 0.989646,
    ];
    assert.equal(factors.length, expected.length);
    expected.forEach((value, i) => near(factors[i]!, value, 1e-6, `factor ${i}`));
  });

  it('draws many faces as it draws each', () => {
    const factors = drawFactors(createRandom(5), 3);
    const pixels = renderFaces(factors);
    assert.deepEqual(pixels.subarray(2 * 256), renderFace(factorsOf(factors, 2)));
  });

  it('has the derivatives that are written out', () => {
    const faces = [
      [0.3, -0.4, 0.7, 0.2, -0.6],
      [-0.9, 1, -1, 1, 1],
      [1.3, 0.1, 1.2, -1, 0.4],
    ];
    for (const factors of faces) {
      const slopes = faceSlopes(factors);
      factorNames.forEach((name, k) => {
        const h = 1e-2;
        const [after, before] = [h, -h].map((by) =>
          renderFace(factors.map((value, l) => (l === k ? value + by : value))),
        );
        for (let p = 0; p < 256; p++)
          near(slopes[k * 256 + p]!, (after![p]! - before![p]!) / (2 * h), 2e-3, `${name} at ${p}`);
      });
    }
  });
});
