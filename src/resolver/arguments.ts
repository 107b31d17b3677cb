/** Arguments of calls, whatever the language. */
import type { Range } from '../util/range';
import type { Argument, Literal } from './site';

/** One `key: value` of a dict or object. */
export interface Pair {
  readonly key: string;
  readonly nameRange: Range;
  readonly valueRange: Range;
  readonly range: Range;
  readonly literal?: Literal;
  /** Pairs of a dict or object that is the value. */
  readonly pairs: readonly Pair[];
}

/** The pairs inside an argument as arguments of their own, with dotted paths. */
export function nestedArguments(pairs: readonly Pair[], prefix: string): Argument[] {
  return pairs.flatMap((pair) => {
    const path = `${prefix}.${pair.key}`;
    const { range, nameRange, valueRange, literal } = pair;
    return [{ path, range, nameRange, valueRange, literal }, ...nestedArguments(pair.pairs, path)];
  });
}

/** Arguments behind those that a `partial` has fixed: positions move on, a repeated keyword wins. */
export function afterPrepared(prepared: readonly Argument[], given: readonly Argument[]): Argument[] {
  const fixed = prepared.filter((argument) => argument.position !== undefined).length;
  const repeated = new Set(
    given.map((argument) => argument.keyword).filter((keyword) => keyword !== undefined),
  );
  return [
    ...prepared.filter(({ keyword }) => keyword === undefined || !repeated.has(keyword)),
    ...given.map((argument) =>
      argument.position === undefined ? argument : { ...argument, position: argument.position + fixed },
    ),
  ];
}
