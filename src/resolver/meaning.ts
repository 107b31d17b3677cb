/** What an expression stands for, as far as the source says. */
import type { Node } from 'web-tree-sitter';
import type { Scope } from './scope';
import type { Argument, Site, SymbolId } from './site';

/** A piece of code with the scope that its names are read in. */
export interface Code {
  readonly node: Node;
  readonly scope: Scope;
}

/** A module, class, function or constant of some package. */
export interface SymbolMeaning {
  readonly kind: 'symbol';
  readonly symbol: SymbolId;
  readonly via: NonNullable<Site['via']>;
  /** What `partial` has fixed already. */
  readonly prepared?: readonly Argument[];
}

/** A class that this file defines. */
export interface ClassMeaning {
  readonly kind: 'class';
  readonly class: Code;
  readonly prepared?: readonly Argument[];
}

export type Meaning =
  | SymbolMeaning
  | ClassMeaning
  /** A value of a class; `made` is the call that made it. */
  | { readonly kind: 'instance'; readonly of: SymbolMeaning | ClassMeaning; readonly made?: Code }
  /** A list, tuple, dict or comprehension that is written out. */
  | { readonly kind: 'items'; readonly items: Code }
  /** `super()` in a class. */
  | { readonly kind: 'super'; readonly class: Code }
  /** `None`, `null`, `undefined`: a placeholder that a later value replaces. */
  | { readonly kind: 'none' };

/** Symbols of the base classes of a class, nearest first. */
export type Bases = (type: Code) => readonly SymbolId[];

/** The symbol that a meaning shows, and how it was reached. */
export function shownSymbol(
  meaning: Meaning | undefined,
  bases: Bases,
): { symbol: SymbolId; via: NonNullable<Site['via']> } | undefined {
  switch (meaning?.kind) {
    case 'symbol':
      return { symbol: meaning.symbol, via: meaning.via };
    case 'instance': {
      const symbol = meaning.of.kind === 'symbol' ? meaning.of.symbol : bases(meaning.of.class)[0];
      return symbol === undefined ? undefined : { symbol, via: 'type' };
    }
    case 'class':
    case 'super': {
      const symbol = bases(meaning.class)[0];
      return symbol === undefined ? undefined : { symbol, via: 'base' };
    }
    default:
      return undefined;
  }
}

function sameMeaning(a: Meaning, b: Meaning): boolean {
  if (a.kind === 'symbol' && b.kind === 'symbol') return a.symbol === b.symbol;
  if (a.kind === 'instance' && b.kind === 'instance') return sameMeaning(a.of, b.of);
  if ((a.kind === 'class' || a.kind === 'super') && a.kind === b.kind) {
    return a.class.node.id === (b as typeof a).class.node.id;
  }
  if (a.kind === 'items' && b.kind === 'items') return a.items.node.id === b.items.node.id;
  return a.kind === 'none' && b.kind === 'none';
}

/** The one meaning that all candidates share; `None` gives way to any other. Nothing where they differ. */
export function agreed(candidates: readonly (Meaning | undefined)[]): Meaning | undefined {
  const real = candidates.filter((candidate) => candidate?.kind !== 'none');
  const [first] = real.length > 0 ? real : candidates;
  if (!first) return undefined;
  return real.every((other) => other !== undefined && sameMeaning(first, other)) ? first : undefined;
}

/** `LayerNorm`, `_LRScheduler`: names of classes start with a capital. */
export function looksLikeClass(symbol: SymbolId): boolean {
  return /^_*[A-Z]/.test(symbol.slice(symbol.lastIndexOf('.') + 1));
}
