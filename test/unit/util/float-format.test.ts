import assert from 'node:assert/strict';
import { bf16, classIn, fp16, fp32, roundTo } from '../../../src/util/float-format';

describe('rounding to a number format', () => {
  const nextUp = (value: number) => {
    const bits = new BigUint64Array(new Float64Array([value]).buffer);
    return new Float64Array(new BigUint64Array([bits[0]! + 1n]).buffer)[0]!;
  };
  const cases = [
    [fp16, 1e-3, 0.00100040435791015625],
    [fp16, 1e-5, 1.0013580322265625e-5],
    [fp16, 1e-6, 1.0132789611816406e-6],
    [fp16, 1e-7, 1.1920928955078125e-7],
    [fp16, 3e-8, 5.960464477539063e-8],
    [fp16, 2.98e-8, 0],
    [fp16, 1e-8, 0],
    [fp16, 1e-12, 0],
    [fp16, 2 ** -25, 0],
    [fp16, nextUp(2 ** -25), 2 ** -24],
    [fp16, 65519.99, 65504],
    [fp16, 65520, Infinity],
    [fp16, -65520, -Infinity],
    [fp16, 2049, 2048],
    [fp16, 2051, 2052],
    [bf16, 1e-5, 1.0013580322265625e-5],
    [bf16, 1e-6, 9.98377799987793e-7],
    [bf16, 1e-12, 1.0018652574217413e-12],
    [bf16, 257, 256],
    [bf16, 3.4e38, Infinity],
    [bf16, 0.01 + 1e-5, roundTo(bf16, 0.01)],
    [fp32, 0.1, Math.fround(0.1)],
    [fp32, 1e-46, 0],
  ] as const;
  for (const [format, value, expected] of cases)
    it(`${value} in ${format.name} is ${expected}`, () => assert.equal(roundTo(format, value), expected));

  it('leaves what is no number as it is', () => {
    for (const value of [NaN, Infinity, -Infinity, 0]) assert.ok(Object.is(roundTo(fp16, value), value));
    assert.equal(roundTo(fp16, 5e-324), 0);
  });

  it('agrees with Math.fround on every exponent', () => {
    for (let e = -160; e < 130; e++)
      for (const mantissa of [1, 1.1, 1.3333333333, 1.5, 1.99999999])
        for (const value of [mantissa * 2 ** e, -mantissa * 2 ** e])
          assert.equal(Math.fround(value) + 0, roundTo(fp32, value) + 0, `${value}`);
  });

  it('keeps every number of the format', () => {
    for (let i = 0; i < 2 ** 10; i++)
      for (const e of [-14, -3, 0, 15]) {
        const value = (1 + i / 1024) * 2 ** e;
        assert.equal(roundTo(fp16, value), value);
        assert.equal(roundTo(fp16, i * 2 ** -24), i * 2 ** -24);
      }
  });

  it('says what becomes of a small number', () => {
    const classes = [1e-3, 6.2e-5, 6e-5, 1e-5, 6e-8, 3e-8, 2.9e-8, 1e-12, 1e6].map((v) => classIn(fp16, v));
    assert.deepEqual(classes, [
      'normal',
      'normal',
      'subnormal',
      'subnormal',
      'subnormal',
      'subnormal',
      'zero',
      'zero',
      'infinite',
    ]);
    assert.equal(classIn(bf16, 1e-12), 'normal');
  });
});
