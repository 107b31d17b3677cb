/** Intervals and sets of an entry's limits: `[0, 1)`, `(0, inf)`, `{1e-5, 1e-6}`, `[1/255, 8/255]`. */
import { evaluate, formatValue, type ExpressionValue } from './expression';

export type Interval =
  | {
      readonly kind: 'interval';
      readonly low: number;
      readonly high: number;
      /** The bound itself is not part of it. */
      readonly lowOpen: boolean;
      readonly highOpen: boolean;
      /** A bound that is written as a fraction stays one: `8/255`. */
      readonly lowText: string;
      readonly highText: string;
    }
  | { readonly kind: 'set'; readonly values: readonly (number | string | boolean | null)[] };

const constants = { value: () => undefined };

/**
 * Reads an interval or a set. Bounds are arithmetic without roles; `inf` and `-inf` are no bound. Nothing where
 * the text is neither, where a bound is unknown or the interval is empty.
 */
export function parseInterval(text: string): Interval | undefined {
  const parts = /^\s*([[({])(.*)([\])}])\s*$/s.exec(text);
  if (!parts || text.length > 500) return undefined;
  const [, open, inner, close] = parts;
  const written = splitAtCommas(inner!);
  const values = written.map((part) => evaluate(spelledOut(part), constants));
  if ((open === '{') !== (close === '}')) return undefined;
  if (open === '{') {
    const isScalar = (value: ExpressionValue | undefined) => value === null || /^[nbs]/.test(typeof value);
    return values.every(isScalar)
      ? { kind: 'set', values: values as (number | string | boolean | null)[] }
      : undefined;
  }
  const [low, high] = values;
  if (values.length !== 2 || typeof low !== 'number' || typeof high !== 'number') return undefined;
  const [lowOpen, highOpen] = [open === '(', close === ')'];
  if (low > high || (low === high && (lowOpen || highOpen))) return undefined;
  const [lowText, highText] = [low, high].map((bound, i) => textOf(bound, written[i]!));
  return { kind: 'interval', low, high, lowOpen, highOpen, lowText: lowText!, highText: highText! };
}

/** A single word in a set is a text: `{compact, refine}`. */
function spelledOut(part: string): string {
  const word = /^\s*([A-Za-z_][\w-]*)\s*$/.exec(part)?.[1];
  return word && !/^(inf|true|false|none|null)$/i.test(word) ? `'${word}'` : part.replace('∞', 'inf');
}

function textOf(bound: number, written: string): string {
  return /^\s*\d+\s*\/\s*\d+\s*$/.test(written) ? written.replace(/\s/g, '') : formatValue(bound);
}

function splitAtCommas(text: string): string[] {
  const parts = [''];
  let quote = '';
  for (const character of text) {
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    if (character === ',' && !quote) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** Whether a value lies in it; nothing where the two cannot be compared (a text and an interval). */
export function contains(interval: Interval, value: ExpressionValue | undefined): boolean | undefined {
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  if (interval.kind === 'set') return interval.values.includes(value);
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
  const { low, high, lowOpen, highOpen } = interval;
  return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
}

/** In words: `0.05 – 0.2`, `at least 0 and below 1`, `above 0`, `1/255 – 8/255`, `1, 2 or 4`, `any number`. */
export function describeInterval(interval: Interval): string {
  if (interval.kind === 'set') {
    const texts = interval.values.map((value) => formatValue(value));
    return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
  }
  const { low, high, lowOpen, highOpen, lowText, highText } = interval;
  const from = `${lowOpen ? 'above' : 'at least'} ${lowText}`;
  const to = `${highOpen ? 'below' : 'at most'} ${highText}`;
  if (low === -Infinity && high === Infinity) return 'any number';
  if (low === high) return lowText;
  if (low === -Infinity) return to;
  if (high === Infinity) return from;
  return lowOpen || highOpen ? `${from} and ${to}` : `${lowText} – ${highText}`;
}
