/**
 * What real packages say of their symbols, as dist/symbols.json holds it: other paths to a symbol, base classes, and
 * the parameters of classes that inherit from one an entry names. Built from the symbol tables by
 * tools/symbols/api-table.ts; read after the catalog, never before it.
 */
import type { LiteralValue, SymbolId } from './site';

export interface ApiClass {
  /** Nearest first. */
  readonly bases: readonly SymbolId[];
  /** Parameters of the constructor that may be given by position, in order. Absent where nobody asks for them. */
  readonly positional?: readonly string[];
  /** Defaults of the constructor's parameters that are plain values. */
  readonly defaults?: Readonly<Record<string, LiteralValue>>;
}

/** dist/symbols.json. A symbol is spelled as entries do. */
export interface ApiTable {
  readonly formatVersion: '1.0';
  /** Classes that inherit. */
  readonly classes: Readonly<Record<SymbolId, ApiClass>>;
  /**
   * Names that only one symbol of a package has, by module: whatever inner module of `py:captum` is written before
   * `LayerLRP`, the one in `py:captum.attr` is meant.
   */
  readonly homes: Readonly<Record<SymbolId, readonly string[]>>;
  /** Other paths of symbols that share their name with another of the package. */
  readonly aliases: Readonly<Record<SymbolId, SymbolId>>;
}

/** Answers from the table; nothing in it is a guess. */
export class Api {
  readonly #homes = new Map<string, SymbolId>();

  constructor(private readonly table: ApiTable) {
    for (const [module, names] of Object.entries(table.homes))
      for (const name of names) this.#homes.set(`${packageOf(module)}.${name}`, `${module}.${name}`);
  }

  /** The symbol behind a path; the path itself where the table knows no other. A member keeps its name. */
  nameOf(symbol: SymbolId): SymbolId {
    const known = this.#path(symbol);
    if (known !== undefined) return known;
    const dot = symbol.lastIndexOf('.');
    const owner = dot < 0 ? undefined : this.#path(symbol.slice(0, dot));
    return owner === undefined ? symbol : owner + symbol.slice(dot);
  }

  #path(symbol: SymbolId): SymbolId | undefined {
    if (Object.hasOwn(this.table.classes, symbol)) return symbol;
    const name = symbol.slice(symbol.lastIndexOf('.') + 1);
    return own(this.table.aliases, symbol) ?? this.#homes.get(`${packageOf(symbol)}.${name}`);
  }

  classOf(symbol: SymbolId): ApiClass | undefined {
    return own(this.table.classes, symbol);
  }

  /** Classes that inherit from one of some symbols, and their other paths. */
  relatives(symbols: ReadonlySet<SymbolId>): SymbolId[] {
    const classes = Object.keys(this.table.classes).filter((symbol) =>
      this.ancestors(symbol).some((ancestor) => symbols.has(ancestor)),
    );
    const known = new Set([...symbols, ...classes]);
    const paths = Object.entries(this.table.aliases).filter(([, symbol]) => known.has(symbol));
    return [...classes, ...paths.map(([path]) => path)];
  }

  /** The classes that a class inherits from, nearest first. */
  ancestors(symbol: SymbolId): SymbolId[] {
    const found = new Set<SymbolId>();
    const open = [...(this.classOf(symbol)?.bases ?? [])];
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      if (found.has(next) || next === symbol) continue;
      found.add(next);
      open.push(...(this.classOf(next)?.bases ?? []));
    }
    return [...found];
  }
}

/** `py:torch` of `py:torch.nn.LayerNorm`. */
function packageOf(symbol: SymbolId): string {
  const dot = symbol.indexOf('.');
  return dot < 0 ? symbol : symbol.slice(0, dot);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
