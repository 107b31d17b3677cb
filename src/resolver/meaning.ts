/** What an expression stands for, as far as the source says. */
import type { Node } from './syntax-tree';
import type { Scope } from './scope';
import type { Argument, Callee, Site, SymbolId } from './site';

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
  /** Another file has fixed arguments that are not seen here. */
  readonly open?: boolean;
}

/** A class of another file of the project. */
export interface OuterMeaning {
  readonly kind: 'outer';
  /** Symbols of its base classes, nearest first. */
  readonly bases: readonly SymbolId[];
}

/** A class that this file defines. */
export interface ClassMeaning {
  readonly kind: 'class';
  readonly class: Code;
  readonly prepared?: readonly Argument[];
}

export type TypeMeaning = SymbolMeaning | ClassMeaning | OuterMeaning;

export type Meaning =
  | SymbolMeaning
  | ClassMeaning
  | OuterMeaning
  /** A function of another file of the project, with what it gives back. */
  | { readonly kind: 'outer function'; readonly result: Meaning | undefined }
  /** A value of a class; `made` is the call that made it. */
  | { readonly kind: 'instance'; readonly of: TypeMeaning; readonly made?: Code }
  /** A list, tuple, dict or comprehension that is written out. */
  | { readonly kind: 'items'; readonly items: Code }
  /** A container of unnamed parts that all stand for the same: `list[nn.Module]`. */
  | { readonly kind: 'every'; readonly item: Meaning }
  /** A function or lambda of this file. */
  | { readonly kind: 'function'; readonly function: Code }
  /** `super()` in a class. */
  | { readonly kind: 'super'; readonly class: Code }
  /** `None`, `null`, `undefined`: a placeholder that a later value replaces. */
  | { readonly kind: 'none' };

/** Symbols of the base classes of a class, nearest first. */
export type Bases = (type: Code) => readonly SymbolId[];

/** A symbol of a package; `py:.layers.Norm` and `js:./loss` are files of the project and name nothing. */
export function ofPackage(symbol: SymbolId | undefined): SymbolId | undefined {
  return symbol === undefined || /^(?:py:\.|js:[./])/.test(symbol) ? undefined : symbol;
}

/** The symbol that a meaning shows, and how it was reached. */
export function shownSymbol(
  meaning: Meaning | undefined,
  bases: Bases,
): { symbol: SymbolId; via: NonNullable<Site['via']> } | undefined {
  const shown = (
    from: SymbolId | undefined,
    via: NonNullable<Site['via']>,
  ): ReturnType<typeof shownSymbol> => {
    const symbol = ofPackage(from);
    return symbol === undefined ? undefined : { symbol, via };
  };
  switch (meaning?.kind) {
    case 'symbol':
      return shown(meaning.symbol, meaning.via);
    case 'instance':
      return shown(typeSymbol(meaning.of, bases), 'type');
    case 'outer':
      return shown(meaning.bases[0], 'base');
    case 'class':
    case 'super':
      return shown(bases(meaning.class)[0], 'base');
    default:
      return undefined;
  }
}

/** Classes whose objects hold modules that are reached by an index, a name or a loop. */
export const listContainers: ReadonlySet<SymbolId> = new Set([
  'py:torch.nn.ModuleList',
  'py:torch.nn.ModuleDict',
  'py:torch.nn.ParameterList',
]);

/** Whether other things are reached through it: elements, or what a function gives back. */
export function leadsOn(meaning: Meaning | undefined): boolean {
  if (meaning?.kind === 'instance')
    return (
      meaning.of.kind === 'symbol' &&
      (listContainers.has(meaning.of.symbol) || meaning.of.symbol === 'py:torch.nn.Sequential')
    );
  return /^(?:items|every|function|outer function)$/.test(meaning?.kind ?? '');
}

/** Every symbol of a package that a meaning stands for, those of all base classes among them. */
export function symbolsOf(meaning: Meaning | undefined, bases: Bases): readonly SymbolId[] {
  switch (meaning?.kind) {
    case 'symbol':
      return [withoutInit(meaning.symbol)];
    case 'instance':
      return symbolsOf(meaning.of, bases);
    case 'outer':
      return meaning.bases;
    case 'class':
    case 'super':
      return bases(meaning.class);
    default:
      return [];
  }
}

/** The class of a package that a value is of, itself or by its base classes. */
export function typeSymbol(type: TypeMeaning, bases: Bases): SymbolId | undefined {
  if (type.kind === 'symbol') return type.symbol;
  return type.kind === 'outer' ? type.bases[0] : bases(type.class)[0];
}

function sameMeaning(a: Meaning, b: Meaning): boolean {
  if (a.kind === 'symbol' && b.kind === 'symbol') return a.symbol === b.symbol;
  if (a.kind === 'instance' && b.kind === 'instance') return sameMeaning(a.of, b.of);
  if ((a.kind === 'class' || a.kind === 'super') && a.kind === b.kind) {
    return a.class.node.id === (b as typeof a).class.node.id;
  }
  if (a.kind === 'items' && b.kind === 'items') return a.items.node.id === b.items.node.id;
  if (a.kind === 'outer' && b.kind === 'outer') return a.bases.join() === b.bases.join();
  if (a.kind === 'every' && b.kind === 'every') return sameMeaning(a.item, b.item);
  if (a.kind === 'function' && b.kind === 'function') return a.function.node.id === b.function.node.id;
  return a.kind === 'none' && b.kind === 'none';
}

/** A callee as a call shows it: `named` is the name that is called. */
export function shownCallee(
  named: Pick<Callee, 'text' | 'range'>,
  meaning: Meaning | undefined,
  bases: Bases,
): Callee {
  switch (meaning?.kind) {
    case 'symbol':
      return { ...named, symbol: ofPackage(withoutInit(meaning.symbol)) };
    case 'class':
      return { ...named, bases: bases(meaning.class).filter((base) => ofPackage(base)) };
    case 'outer':
      return { ...named, bases: meaning.bases.filter((base) => ofPackage(base)) };
    case 'super':
      return { ...named, symbol: ofPackage(bases(meaning.class)[0]) };
    case 'instance': {
      const type = meaning.of.kind === 'symbol' ? ofPackage(meaning.of.symbol) : undefined;
      return type === undefined ? named : { ...named, symbol: `${type}.__call__` };
    }
    default:
      return named;
  }
}

/** Calling `Base.__init__` is calling `Base`. */
export function withoutInit(symbol: SymbolId): SymbolId {
  return symbol.endsWith('.__init__') ? symbol.slice(0, -'.__init__'.length) : symbol;
}

/** The one meaning that all candidates share; `None` gives way to any other. Nothing where they differ. */
export function agreed(candidates: readonly (Meaning | undefined)[]): Meaning | undefined {
  const real = candidates.filter((candidate) => candidate?.kind !== 'none');
  const [first] = real.length > 0 ? real : candidates;
  if (!first) return undefined;
  return real.every((other) => other !== undefined && sameMeaning(first, other)) ? first : undefined;
}

const placeholder = /\.(?:REQUIRED|MISSING|NOT_GIVEN|NOTSET|UNSET|UNDEFINED)$/;

/** `gin.REQUIRED`, `dataclasses.MISSING`: the value is still to come, as behind `None`. */
export function isPlaceholder(symbol: SymbolId): boolean {
  return placeholder.test(symbol);
}

/** `LayerNorm`, `_LRScheduler`: names of classes start with a capital. */
export function looksLikeClass(symbol: SymbolId): boolean {
  return /^_*[A-Z]/.test(symbol.slice(symbol.lastIndexOf('.') + 1));
}
