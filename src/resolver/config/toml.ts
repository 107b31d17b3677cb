/** TOML as entries. */
import { parseTOML, type AST } from 'toml-eslint-parser';
import type { Range } from '../../util/range';
import { maxItems } from '../constants';
import type { Literal, LiteralValue } from '../site';
import { maxNesting, type Entry } from './entries';

/** Broken lines that are passed over before the rest is given up. */
const maxBroken = 8;

/** The entries of a file; a line that is no TOML is left out. */
export function tomlEntries(text: string): Entry[] {
  let source = text;
  for (let i = 0; i <= maxBroken; i++) {
    try {
      const [table] = parseTOML(source).body;
      return table.body.flatMap((node) => topEntry(node, text));
    } catch (error) {
      const at = (error as { index?: unknown }).index;
      if (typeof at !== 'number') return [];
      source = withoutLine(source, Math.min(at, source.length));
    }
  }
  return [];
}

/** Blanks the line of an error, or the line before it where that ends in `=` and so lacks its value. */
function withoutLine(text: string, at: number): string {
  const broken = lineAt(text, at);
  const before = text.slice(0, broken.start).trimEnd();
  const { start, end } = before.endsWith('=') ? lineAt(text, before.length - 1) : broken;
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** The line of an offset that holds more than blanks, or the last such line before it. */
function lineAt(text: string, at: number): Range {
  const next = text.indexOf('\n', at);
  let end = next === -1 ? text.length : next;
  end = text.slice(0, end).trimEnd().length;
  return { start: text.lastIndexOf('\n', end - 1) + 1, end };
}

function topEntry(node: AST.TOMLKeyValue | AST.TOMLTable, text: string): Entry[] {
  if (node.type === 'TOMLKeyValue') return keyValue(node, text, 0);
  return wrapped(
    node.key.keys,
    spanOf(node),
    undefined,
    [],
    node.body.flatMap((child) => keyValue(child, text, 1)),
  );
}

function keyValue(node: AST.TOMLKeyValue, text: string, depth: number): Entry[] {
  if (depth > maxNesting) return [];
  const { value } = node;
  const children =
    value.type === 'TOMLInlineTable' ? value.body.flatMap((child) => keyValue(child, text, depth + 1)) : [];
  const items = value.type === 'TOMLArray' ? value.elements : [value];
  const scalars = items.map((item) => literalOf(item, text)).filter((literal) => literal !== undefined);
  return wrapped(node.key.keys, spanOf(node), literalOf(value, text), scalars, children, spanOf(value));
}

/** `a.b = 1` is `b` inside `a`. */
function wrapped(
  keys: readonly (AST.TOMLBare | AST.TOMLQuoted)[],
  range: Range,
  literal: Literal | undefined,
  scalars: readonly Literal[],
  children: readonly Entry[],
  valueRange?: Range,
): Entry[] {
  return keys.reduceRight<Entry[]>((inner, key, i) => {
    const last = i === keys.length - 1;
    const whole = spanOf(key);
    const quoted = key.type === 'TOMLQuoted';
    return [
      {
        key: quoted ? key.value : key.name,
        keyRange: quoted ? { start: whole.start + 1, end: whole.end - 1 } : whole,
        range,
        valueRange: last ? valueRange : undefined,
        literal: last ? literal : undefined,
        scalars: last ? scalars : [],
        children: last ? children : inner,
      },
    ];
  }, []);
}

function literalOf(node: AST.TOMLContentNode, text: string): Literal | undefined {
  const value = valueOf(node);
  const range = spanOf(node);
  return value === undefined
    ? undefined
    : { value, text: text.slice(range.start, range.end), range, origin: 'literal' };
}

function valueOf(node: AST.TOMLContentNode): LiteralValue | undefined {
  if (node.type === 'TOMLArray') {
    if (node.elements.length > maxItems) return undefined;
    const values = node.elements.map((element) =>
      element.type === 'TOMLValue' ? valueOf(element) : undefined,
    );
    return values.some((value) => value === undefined) ? undefined : (values as LiteralValue[]);
  }
  if (node.type !== 'TOMLValue') return undefined;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function spanOf({ range }: { readonly range: AST.Range }): Range {
  return { start: range[0], end: range[1] };
}
