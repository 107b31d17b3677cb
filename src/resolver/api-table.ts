/**
 * What real packages say of their symbols, as dist/symbols.json holds it: bases, methods, parameters, what a call
 * returns. Built from the symbol tables by tools/symbols/api-table.ts; read after the first answer, never before it.
 */
import type { SymbolId } from './site';

/** Something that is called. */
export interface ApiCallable {
  /** Names of the parameters that may be given by position, in order, without `self`. */
  readonly positional?: readonly string[];
  /** Names of the keyword-only parameters. */
  readonly keywords?: readonly string[];
  /** Classes that it says it returns. */
  readonly returns?: readonly SymbolId[];
}

/** The parameters are those of the constructor. */
export interface ApiClass extends ApiCallable {
  readonly bases?: readonly SymbolId[];
  /** Its own methods by name; those of the bases are found through `bases`. */
  readonly methods?: Readonly<Record<string, ApiCallable>>;
  /** Its own attributes. */
  readonly attributes?: readonly string[];
}

/** dist/symbols.json. Every name is canonical: `aliases` leads there. */
export interface ApiTable {
  readonly formatVersion: '1.0';
  readonly classes: Readonly<Record<SymbolId, ApiClass>>;
  readonly functions: Readonly<Record<SymbolId, ApiCallable>>;
  /** Another module that shows symbols of a module, and the names: `py:torch.nn.modules.dropout` to `py:torch.nn`. */
  readonly aliases: Readonly<Record<string, readonly (readonly [home: string, names: readonly string[]])[]>>;
}

/** The canonical name behind a path; the path itself where the table knows no other. */
export function apiName(table: ApiTable, symbol: SymbolId): SymbolId {
  const dot = symbol.lastIndexOf('.');
  const homes = own(table.aliases, symbol.slice(0, dot)) ?? [];
  const last = symbol.slice(dot + 1);
  const home = homes.find(([, names]) => names.includes(last));
  return home ? `${home[0]}.${last}` : symbol;
}

/** The class and those it inherits from, nearest first. */
export function lineage(table: ApiTable, symbol: SymbolId): SymbolId[] {
  const found: SymbolId[] = [];
  const open = [apiName(table, symbol)];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (found.includes(next)) continue;
    found.push(next);
    open.push(...(own(table.classes, next)?.bases ?? []));
  }
  return found;
}

export function isSubclass(table: ApiTable, symbol: SymbolId, of: SymbolId): boolean {
  return lineage(table, symbol).includes(apiName(table, of));
}

/** The nearest class that defines a method, and the method. */
export function methodOf(
  table: ApiTable,
  symbol: SymbolId,
  name: string,
): { readonly owner: SymbolId; readonly method: ApiCallable } | undefined {
  for (const owner of lineage(table, symbol)) {
    const method = own(own(table.classes, owner)?.methods ?? {}, name);
    if (method) return { owner, method };
  }
  return undefined;
}

/** What a call of the symbol makes: instances of the class itself, or what the function says. */
export function returnedBy(table: ApiTable, symbol: SymbolId): readonly SymbolId[] {
  const name = apiName(table, symbol);
  return own(table.classes, name) ? [name] : (own(table.functions, name)?.returns ?? []);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
