import assert from 'node:assert/strict';
import type { RangeControl } from '../../src/demos/contract/control';
import {
  nearest,
  parseNumber,
  positionOf,
  sameValue,
  shareOf,
  sliderOf,
  typedList,
  typedNumber,
  valueAt,
  valueText,
} from '../../src/webview/demo/control-value';

const control = (part: Partial<RangeControl>): RangeControl => ({
  kind: 'range',
  id: 'c',
  label: 'C',
  scale: 'linear',
  min: 0,
  max: 1,
  default: 0,
  ...part,
});
const unit = { min: 0, max: 1 };
const log = control({ scale: 'log', min: 1e-5, max: 1 });
const decades = { min: 1e-5, max: 1 };

describe('values of controls', () => {
  const numbers: [string, number | undefined][] = [
    ['0.15', 0.15],
    ['  .5 ', 0.5],
    ['1e-5', 1e-5],
    ['1E+3', 1000],
    ['-2', -2],
    ['10_000', 10_000],
    ['10,000', 10_000],
    ['1,234,567.5', 1_234_567.5],
    ['0,15', 0.15],
    ['50%', 0.5],
    ['', undefined],
    ['abc', undefined],
    ['1.2.3', undefined],
    ['0x10', undefined],
    ['1e999', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['1; import os', undefined],
  ];
  for (const [text, value] of numbers) {
    it(`reads "${text}" as ${value}`, () => assert.equal(parseNumber(text), value));
  }

  it('snaps to the step without leaving digits of rounding', () => {
    const stepped = control({ step: 0.05 });
    assert.equal(nearest(stepped, unit, 0.1 + 0.05), 0.15);
    assert.equal(nearest(stepped, unit, 0.16), 0.15);
    assert.equal(nearest(stepped, unit, 7), 1);
    assert.equal(nearest(control({ scale: 'integer' }), { min: 1, max: 12 }, 4.4), 4);
  });

  it('slides over the exponent of a logarithmic control', () => {
    const slider = sliderOf(log, decades);
    assert.ok(Math.abs(slider.min + 5) < 1e-12 && Math.abs(slider.max) < 1e-12);
    assert.equal(valueAt(log, decades, -3), 0.001);
    assert.equal(valueAt(log, decades, Math.log10(0.0314159)), 0.031);
    assert.equal(valueAt(log, decades, 3), 1);
    const powers = { min: 2, max: 1024 };
    const { max } = sliderOf(control({ scale: 'log', ...powers }), powers);
    assert.equal(valueAt(control({ scale: 'log', ...powers }), powers, max - 1e-12), 1024);
    assert.equal(positionOf(log, 0.01), -2);
    assert.ok(Math.abs(shareOf(log, decades, 1e-3) - 0.4) < 1e-12);
  });

  it('accepts what is typed inside the range only, and says what is wrong otherwise', () => {
    assert.deepEqual(typedNumber(control({}), unit, '0.333'), { value: 0.333 });
    assert.deepEqual(typedNumber(control({}), unit, '2'), { problem: 'The range is 0 to 1.' });
    assert.deepEqual(typedNumber(control({}), unit, 'x'), { problem: 'Type a number from 0 to 1.' });
    assert.deepEqual(typedNumber(control({ scale: 'integer' }), { min: 1, max: 12 }, '2.5'), {
      problem: 'Type a whole number from 1 to 12.',
    });
  });

  it('reads lists', () => {
    const list = { kind: 'list', id: 'l', label: 'L', min: -10, max: 10, maxItems: 3, default: [] } as const;
    assert.deepEqual(typedList(list, '1, 2.5;-3'), { value: [1, 2.5, -3] });
    assert.deepEqual(typedList(list, ''), { problem: 'Type numbers with commas between them.' });
    assert.deepEqual(typedList(list, '1, a'), { problem: 'Type numbers with commas between them.' });
    assert.deepEqual(typedList(list, '1 2 3 4'), { problem: 'At most 3 numbers.' });
    assert.deepEqual(typedList(list, '11'), { problem: 'Each number is from -10 to 10.' });
  });

  it('writes values as people do', () => {
    assert.equal(valueText(control({ unit: 'nats' }), 0.15), '0.15 nats');
    assert.equal(valueText(control({}), 1e-5), '1e-5');
    assert.equal(valueText({ kind: 'toggle', id: 't', label: 'T', default: false }, true), 'on');
  });

  it('compares values as what they mean', () => {
    assert.ok(sameValue(0.1 + 0.2, 0.3));
    assert.ok(!sameValue(1e-5, 2e-5));
    assert.ok(sameValue([1, 2], [1, 2]) && !sameValue([1, 2], [1, 2, 3]));
    assert.ok(!sameValue('a', 'b') && !sameValue(undefined, 0));
  });
});
