/** Numbers of 16 bits (IEEE 754 binary16) as text, in which committed weights are kept. */

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** @param text base64 of little-endian half floats */
export function unpackHalfFloats(text: string): Float32Array {
  const bytes = bytesOf(text);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) =>
    fromHalf(bytes[2 * i]! | (bytes[2 * i + 1]! << 8)),
  );
}

function bytesOf(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    bits = ((bits << 6) | base64.indexOf(digit)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >> held;
  }
  return bytes;
}

/** @param bits sign, 5 of exponent, 10 of fraction */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? 2 ** -14 * fraction : 2 ** (exponent - 15) * (1 + fraction));
}

/** The nearest half float, ties to even; beyond 65504 an infinity. */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  const exponent = Math.max(Math.floor(Math.log2(size)), -14);
  const units = toEven(size / 2 ** (exponent - 10));
  const bits = exponent === -14 ? units : ((exponent + 14) << 10) + units;
  return sign | bits;
}

function toEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
