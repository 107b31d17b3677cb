import assert from 'node:assert/strict';
import { curve, decades, pixelOf, positionOn, valueOn, type Plane } from '../../../src/pictures/draw/plane';

describe('a plane of numbers', () => {
  const linear = { from: -2, to: 2 };
  const log = { from: 1e-4, to: 1, log: true };
  const plane: Plane = { area: { x: 10, y: 20, width: 300, height: 50 }, x: log, y: linear };

  it('places numbers on linear and logarithmic scales, and back', () => {
    assert.deepEqual(
      [-2, 0, 2, 4].map((value) => positionOn(linear, value)),
      [0, 0.5, 1, 1.5],
    );
    for (const [value, position] of [
      [1e-4, 0],
      [0.01, 0.5],
      [1, 1],
    ] as const) {
      assert.ok(Math.abs(positionOn(log, value) - position) < 1e-12);
      assert.ok(Math.abs(valueOn(log, position) / value - 1) < 1e-12);
    }
  });

  it('keeps what lies outside on its edge', () => {
    assert.deepEqual(pixelOf(plane, 1, 2), [310, 20]);
    assert.deepEqual(pixelOf(plane, 1e-9, -7), [10, 70]);
    assert.deepEqual(pixelOf(plane, 0, 0), [10, 45]);
  });

  it('draws a curve where it is in the plane, in as many stretches as it has', () => {
    const stroke = '#fff';
    const [whole, ...none] = curve(plane, () => 1, { stroke });
    assert.equal(none.length, 0);
    assert.ok(whole?.kind === 'path' && whole.points.length === 101);
    assert.equal(curve(plane, (x) => 5 * Math.sin(6 * Math.log(x)), { stroke }).length > 3, true);
    assert.deepEqual(
      curve(plane, () => NaN, { stroke }),
      [],
    );
    assert.deepEqual(
      curve(plane, () => 3, { stroke }),
      [],
    );
  });

  it('has ticks at powers of ten', () => {
    assert.deepEqual(
      decades(log, 2).map((tick) => tick.toPrecision(1)),
      ['0.0001', '0.01', '1'],
    );
    assert.deepEqual(
      decades({ from: 3e-3, to: 0.2, log: true }, 1).map((tick) => tick.toPrecision(1)),
      ['0.01', '0.1'],
    );
    assert.deepEqual(decades({ from: 2, to: 5, log: true }, 1), []);
  });
});
