/** YAML and JSON as entries. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Node, type Pair, type Scalar } from 'yaml';
import type { Range } from '../../util/range';
import { maxItems } from '../constants';
import type { Literal, LiteralValue } from '../site';
import { maxNesting, type Entry } from './entries';

/** The entries of all documents of a file; what is broken is left out. */
export function yamlEntries(text: string): Entry[] {
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: false,
  });
  return Array.from(documents).flatMap((document) => entriesOf(document.contents, text, 0));
}

function entriesOf(node: unknown, text: string, depth: number): Entry[] {
  if (depth > maxNesting) return [];
  if (isSeq(node)) return node.items.flatMap((item) => entriesOf(item, text, depth + 1));
  if (!isMap(node)) return [];
  return node.items.flatMap((pair) => entryOf(pair, text, depth));
}

function entryOf({ key, value }: Pair, text: string, depth: number): Entry[] {
  if (!isScalar(key) || typeof key.value !== 'string' || !key.range) return [];
  const keyRange = withoutQuotes(spanOf(key.range), text);
  const valueSpan = spanOf((value as Node | null)?.range);
  const literal = literalOf(value, text);
  return [
    {
      key: key.value,
      keyRange,
      range: { start: key.range[0], end: Math.max(keyRange.end, valueSpan.end) },
      valueRange: valueSpan.end > valueSpan.start ? valueSpan : undefined,
      literal,
      scalars: scalarsOf(value, text),
      children: entriesOf(value, text, depth + 1),
    },
  ];
}

function scalarsOf(node: unknown, text: string): Literal[] {
  const nodes = isSeq(node) ? node.items : [node];
  return nodes
    .flatMap((item) => (isScalar(item) ? [literalOf(item, text)] : []))
    .filter((item) => item !== undefined);
}

function literalOf(node: unknown, text: string): Literal | undefined {
  if (isAlias(node)) return undefined;
  const value = isScalar(node) ? scalarValue(node) : isSeq(node) ? listValue(node.items) : undefined;
  const range = spanOf((node as Node | null)?.range);
  if (value === undefined || range.end <= range.start) return undefined;
  return { value, text: text.slice(range.start, range.end), range, origin: 'literal' };
}

function listValue(items: readonly unknown[]): LiteralValue | undefined {
  if (items.length > maxItems) return undefined;
  const values = items.map((item) => (isScalar(item) ? scalarValue(item) : undefined));
  return values.some((value) => value === undefined) ? undefined : (values as LiteralValue[]);
}

function scalarValue({ value, tag }: Scalar): LiteralValue | undefined {
  if (tag !== undefined && !tag.startsWith('tag:yaml.org')) return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return undefined;
}

/** From the first character to the end of the value, without what follows it. */
function spanOf(range: readonly number[] | null | undefined): Range {
  return range ? { start: range[0]!, end: range[1]! } : { start: 0, end: 0 };
}

function withoutQuotes(range: Range, text: string): Range {
  const quote = text[range.start];
  return quote === '"' || quote === "'" ? { start: range.start + 1, end: range.end - 1 } : range;
}
