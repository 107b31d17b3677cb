/** Names of a module that concepts are about as a whole. */
import type { Catalog } from '../catalog/catalog';
import type { Entry } from '../catalog/entry';
import type { SymbolId } from '../resolver/site';

export interface MemberName {
  readonly name: string;
  readonly entry: Entry;
}

const byCatalog = new WeakMap<Catalog, Map<SymbolId, MemberName[]>>();

/** Classes and functions directly in a module, each once; what was removed is not offered. Read once a catalog. */
export function memberNames(catalog: Catalog, module: SymbolId): readonly MemberName[] {
  let members = byCatalog.get(catalog);
  if (!members) byCatalog.set(catalog, (members = read(catalog)));
  return members.get(module) ?? [];
}

function read(catalog: Catalog): Map<SymbolId, MemberName[]> {
  const members = new Map<SymbolId, MemberName[]>();
  for (const entry of catalog.entries())
    for (const { symbol, kind, shows, removed } of entry.names ?? []) {
      const dot = symbol.lastIndexOf('.');
      if (dot < 0 || removed || shows === 'parameter' || (kind !== 'class' && kind !== 'function')) continue;
      const module = symbol.slice(0, dot);
      const name = symbol.slice(dot + 1);
      const list = members.get(module) ?? [];
      if (!list.some((other) => other.name === name)) members.set(module, [...list, { name, entry }]);
    }
  return members;
}
