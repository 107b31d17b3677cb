/** Numbers as people in machine learning write them. */

/**
 * `0.91`, `1e-5`, `0.009`, `10,000`, `-0.1`, `∞`. At most `digits` significant digits, more only where rounding
 * would turn a fraction into a whole number (0.99999 never reads 1). Whole numbers below 1e9 are exact.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (Number.isInteger(value) && size < 1e9) return group(value);
  const rounded = round(value, digits);
  if (Math.abs(rounded) < 1e-3 || Math.abs(rounded) >= 1e9) return exponential(rounded);
  return group(rounded);
}

/** At most `digits` significant digits also where that makes a whole number: it then reads `≈1`. */
export function shortNumber(value: number, digits = 2): string {
  const whole = Math.round(value);
  const isNear = whole !== 0 && whole !== value && Math.abs(value - whole) < 10 ** -(digits + 1);
  return isNear ? `≈${group(whole)}` : formatNumber(value, digits);
}

function round(value: number, digits: number): number {
  const size = Math.abs(value);
  if (size >= 1e9) return size < 1e300 ? Number(value.toPrecision(digits)) : value;
  if (size >= 10 ** (digits - 1)) return Math.round(value);
  const isNoise = Math.abs(value - Math.round(value)) < 1e-9 * Math.max(1, size) && size > 0.5;
  for (let d = digits; d < 12; d++) {
    const rounded = Number(value.toPrecision(d));
    if (isNoise || !Number.isInteger(rounded)) return rounded;
  }
  return Number(value.toPrecision(12));
}

function exponential(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e');
  return `${mantissa}e${exponent!.replace('+', '')}`;
}

/** Thousands separated by commas from 10,000 on. */
function group(value: number): string {
  const text = String(value);
  if (Math.abs(value) < 10_000) return text;
  const [whole, fraction] = text.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
