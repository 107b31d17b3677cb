/** Values that the source states, and arithmetic on them. */
import type { Node } from './syntax-tree';
import type { Literal, LiteralValue } from './site';

/** A value with the place where it is written. */
export interface Constant {
  readonly value: LiteralValue;
  readonly origin: Literal['origin'];
  readonly node: Node;
}

/** Lists and dicts above this length are not read. */
export const maxItems = 64;
/** Nesting above this is not read. */
export const maxDepth = 40;

const origins = ['literal', 'constant', 'default'] as const;

/** The weakest origin of the parts: one default makes the whole a default. */
export function weakest(parts: readonly Constant[]): Literal['origin'] {
  return origins[Math.max(0, ...parts.map((part) => origins.indexOf(part.origin)))]!;
}

/** The same value seen through a name. */
export function named(constant: Constant | undefined, by: 'constant' | 'default'): Constant | undefined {
  if (!constant) return undefined;
  return { ...constant, origin: constant.origin === 'default' ? 'default' : by };
}

/** The value that several bindings share; nothing where one is unknown or differs. */
export function agreedConstant(candidates: readonly (Constant | undefined)[]): Constant | undefined {
  const [first] = candidates;
  if (!first) return undefined;
  const value = JSON.stringify(first.value);
  return candidates.every((other) => other && JSON.stringify(other.value) === value) ? first : undefined;
}

/** `a op b` of two numbers, or of two strings for `+`. Nothing where the result is no finite number. */
export function arithmetic(
  operator: string,
  a: LiteralValue,
  b: LiteralValue,
  modulo: (a: number, b: number) => number,
): LiteralValue | undefined {
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') {
    return a.length + b.length < 10_000 ? a + b : undefined;
  }
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  const result = numberResult(operator, a, b, modulo);
  return result !== undefined && Number.isFinite(result) ? result : undefined;
}

function numberResult(
  operator: string,
  a: number,
  b: number,
  modulo: (a: number, b: number) => number,
): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return modulo(a, b);
    case '**':
      return a ** b;
    case '<<':
      return a * 2 ** b;
    default:
      return undefined;
  }
}

/** The number of a literal in Python or JavaScript; nothing for complex numbers. */
export function numberOf(text: string): number | undefined {
  if (!/^[0-9.]/.test(text) || text.length > 400) return undefined;
  const value = Number(text.replaceAll('_', '').replace(/n$/, ''));
  return Number.isFinite(value) ? value : undefined;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\n', ''],
]);

/** The characters that an escaped text stands for. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/g, (_, code: string) => {
    if (code.length > 1) return String.fromCharCode(parseInt(code.slice(1), 16));
    return escapes.get(code) ?? code;
  });
}
