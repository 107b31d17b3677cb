/** What the names of other files of a project stand for, told without those files. */
import type { Bases, Meaning, OuterMeaning, SymbolMeaning } from './meaning';
import type { LiteralValue, SymbolId } from './site';

/** A name of another file. It holds no syntax tree: the file need not be kept. */
export type Linked =
  | { readonly kind: 'symbol'; readonly symbol: SymbolId; readonly open: boolean }
  | { readonly kind: 'class'; readonly bases: readonly SymbolId[] }
  | { readonly kind: 'instance'; readonly of: Linked }
  | { readonly kind: 'function'; readonly result: Linked | undefined }
  | { readonly kind: 'constant'; readonly value: LiteralValue };

/** Project symbols of a document by what they lead to. */
export type Links = ReadonlyMap<SymbolId, Linked>;

/** A file of the project rather than a package: `py:.layers.Norm`, `js:./loss`. */
export function isRelative(symbol: SymbolId): boolean {
  return /^(?:py:\.|js:\.)/.test(symbol);
}

/** A meaning as other files see it; nothing where it needs its own file to be understood. */
export function linkedOf(
  meaning: Meaning | undefined,
  bases: Bases,
  result: (meaning: Meaning) => Meaning | undefined,
): Linked | undefined {
  switch (meaning?.kind) {
    case 'symbol':
      if (meaning.via !== 'import') return undefined;
      return {
        kind: 'symbol',
        symbol: meaning.symbol,
        open: meaning.prepared !== undefined || meaning.open === true,
      };
    case 'class':
      return { kind: 'class', bases: bases(meaning.class) };
    case 'outer':
      return { kind: 'class', bases: meaning.bases };
    case 'instance': {
      const of = linkedOf(meaning.of, bases, result);
      return of && { kind: 'instance', of };
    }
    case 'function': {
      const given = result(meaning);
      return {
        kind: 'function',
        result: given?.kind === 'function' ? undefined : linkedOf(given, bases, result),
      };
    }
    default:
      return undefined;
  }
}

/** The meaning that a linked name has in the file that imports it. */
export function meaningOf(linked: Linked | undefined): Meaning | undefined {
  switch (linked?.kind) {
    case 'symbol':
      return { kind: 'symbol', symbol: linked.symbol, via: 'import', ...(linked.open && { open: true }) };
    case 'class':
      return { kind: 'outer', bases: linked.bases };
    case 'instance': {
      const of = meaningOf(linked.of);
      return isType(of) ? { kind: 'instance', of } : undefined;
    }
    case 'function':
      return { kind: 'outer function', result: meaningOf(linked.result) };
    default:
      return undefined;
  }
}

function isType(meaning: Meaning | undefined): meaning is SymbolMeaning | OuterMeaning {
  return meaning?.kind === 'symbol' || meaning?.kind === 'outer';
}
