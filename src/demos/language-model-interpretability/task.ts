/** Associative recall: four pairs of a key and a value, then a key alone; its value is the answer. */
import type { Random } from '../contract/demo';

export const keys = 8;
export const values = 6;
export const pairs = 4;
/** Pairs and the query. */
export const positions = pairs + 1;
/** What stands in the place of the value in the query. */
const unknown = values;
/** Columns of the code of a token: key, value or "?", position. */
export const codeWidth = keys + values + 1 + positions;

export interface Sequence {
  readonly keys: readonly number[];
  readonly values: readonly number[];
  /** Which pair is asked for. */
  readonly queried: number;
}

export const answerOf = ({ values: given, queried }: Sequence): number => given[queried]!;

export function drawSequence(random: Random): Sequence {
  const order = random.shuffle(keys);
  return {
    keys: Array.from(order.subarray(0, pairs)),
    values: Array.from({ length: pairs }, () => random.integer(values)),
    queried: random.integer(pairs),
  };
}

export function drawSequences(random: Random, count: number): Sequence[] {
  return Array.from({ length: count }, () => drawSequence(random));
}

/** The same with another value in a pair. */
export function withValue(sequence: Sequence, pair: number, value: number): Sequence {
  return { ...sequence, values: sequence.values.map((old, i) => (i === pair ? value : old)) };
}

/** A value drawn among those that the pair does not have. */
export function otherValue(random: Random, sequence: Sequence, pair: number): number {
  return (sequence.values[pair]! + 1 + random.integer(values - 1)) % values;
}

/** Another pair than the queried one. */
export function otherPair(random: Random, { queried }: Sequence): number {
  return (queried + 1 + random.integer(pairs - 1)) % pairs;
}

/** One row a token with a 1 for its key, its value and its position; sequence after sequence. */
export function encode(sequences: readonly Sequence[]): Float32Array {
  const code = new Float32Array(sequences.length * positions * codeWidth);
  sequences.forEach((sequence, s) => {
    for (let t = 0; t < positions; t++) {
      const row = (s * positions + t) * codeWidth;
      const isQuery = t === pairs;
      code[row + sequence.keys[isQuery ? sequence.queried : t]!] = 1;
      code[row + keys + (isQuery ? unknown : sequence.values[t]!)] = 1;
      code[row + keys + values + 1 + t] = 1;
    }
  });
  return code;
}

const firstKey = 'a'.charCodeAt(0);
const keyName = (key: number) => String.fromCharCode(firstKey + key);

/** `a3` for each pair, and `a?`. */
export function tokensOf(sequence: Sequence): string[] {
  const shown = sequence.keys.map((key, t) => `${keyName(key)}${sequence.values[t]!}`);
  return [...shown, `${keyName(sequence.keys[sequence.queried]!)}?`];
}

/** Reads `a3 c0 f5 b2 c?`; nothing where it is not four pairs with different keys and a query of one of them. */
export function parseSequence(text: string): Sequence | undefined {
  const tokens = text.trim().toLowerCase().split(/\s+/);
  if (tokens.length !== positions) return undefined;
  const pattern = new RegExp(`^([a-${keyName(keys - 1)}])([0-${values - 1}])$`);
  const read = tokens.slice(0, pairs).map((token) => pattern.exec(token));
  const found = read.flatMap((match) => (match ? [match[1]!.charCodeAt(0) - firstKey] : []));
  const queried = found.findIndex((key) => tokens[pairs] === `${keyName(key)}?`);
  if (found.length < pairs || new Set(found).size < pairs || queried < 0) return undefined;
  return { keys: found, values: read.map((match) => Number(match![2])), queried };
}
