import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/random';

const draw = (n: number, next: () => number) => Array.from({ length: n }, next);

describe('createRandom', () => {
  it('gives the published uniforms of seed 1, bit for bit', () => {
    const { uniform } = createRandom(1);
    assert.deepEqual(
      draw(5, uniform),
      [0.6270739405881613, 0.002735721180215478, 0.5274470399599522, 0.9810509674716741, 0.9683778982143849],
    );
  });

  it('gives the published normals of seed 1, two uniforms each', () => {
    const { normal } = createRandom(1);
    const expected = [1.4043387784152637, 1.2157546192705377, -0.5103768768108126];
    draw(3, normal).forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-15, `normal ${i}`));
  });

  it('shuffles 1000 with seed 4 as published', () => {
    const order = createRandom(4).shuffle(1000);
    assert.deepEqual([...order.subarray(0, 8)], [484, 144, 326, 249, 707, 845, 191, 211]);
    assert.equal(new Set(order).size, 1000);
  });

  it('draws integers below n, all of them', () => {
    const { integer } = createRandom(3);
    assert.deepEqual(new Set(draw(200, () => integer(6))), new Set([0, 1, 2, 3, 4, 5]));
  });

  it('takes any seed modulo 2^32', () => {
    for (const [seed, same] of [
      [2 ** 32 + 1, 1],
      [-1, 2 ** 32 - 1],
      [0, 2 ** 32],
    ] as const)
      assert.equal(createRandom(seed).uniform(), createRandom(same).uniform());
  });
});
