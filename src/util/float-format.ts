/** Rounding to the floating-point formats of machine learning, emulated on doubles, bit for bit. */

export interface FloatFormat {
  readonly name: string;
  /** Bits of the fraction that are stored; precision is one bit more. */
  readonly fractionBits: number;
  /** Exponent of the smallest normal number: 2^minExponent. */
  readonly minExponent: number;
  /** The largest finite number. */
  readonly max: number;
}

/** IEEE 754 binary32 and binary16, and bfloat16: the upper half of a binary32. */
export const fp32: FloatFormat = format('fp32', 23, -126, 127);
export const fp16: FloatFormat = format('fp16', 10, -14, 15);
export const bf16: FloatFormat = format('bf16', 7, -126, 127);

function format(name: string, fractionBits: number, minExponent: number, maxExponent: number): FloatFormat {
  const max = (2 - 2 ** -fractionBits) * 2 ** maxExponent;
  return { name, fractionBits, minExponent, max };
}

/** Adding it and taking it away again rounds a double below 2^51 to a whole number, ties to even. */
const wholeNumbers = 1.5 * 2 ** 52;

/** The nearest number of the format, ties to even; too large becomes infinite, too small becomes 0. */
export function roundTo({ fractionBits, minExponent, max }: FloatFormat, value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const step = 2 ** (Math.max(exponentOf(value), minExponent) - fractionBits);
  const rounded = (value / step + wholeNumbers - wholeNumbers) * step;
  return Math.abs(rounded) > max ? Math.sign(value) * Infinity : rounded;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
const upper = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** ⌊log₂|v|⌋ from the bits of a double; at most -1023 for its subnormals. */
function exponentOf(value: number): number {
  double[0] = value;
  return ((halves[upper]! >>> 20) & 0x7ff) - 1023;
}

export type FloatClass = 'zero' | 'subnormal' | 'normal' | 'infinite';

/** What becomes of a positive number that is stored in the format. */
export function classIn(floatFormat: FloatFormat, value: number): FloatClass {
  const stored = roundTo(floatFormat, value);
  if (stored === 0) return 'zero';
  if (!Number.isFinite(stored)) return 'infinite';
  return stored < 2 ** floatFormat.minExponent ? 'subnormal' : 'normal';
}
