/** Which names of which entries a symbol belongs to. */
import type { SymbolId } from '../resolver/site';
import type { Entry } from './entry';
import type { ConceptName } from './schema.generated';

/** A name of an entry, as found for a symbol. */
export interface NameOf {
  readonly entry: Entry;
  readonly name: ConceptName;
  /** Length of the part of the symbol that the name spells out: of two names the longer is the more specific. */
  readonly spelled: number;
}

export class SymbolIndex {
  /** Names in full, and methods as `type.method`. */
  readonly #exact = new Map<SymbolId, NameOf | NameOf[]>();
  /** Names that end in `.*`, by what stands before. */
  readonly #modules = new Map<SymbolId, NameOf | NameOf[]>();
  /** By package, the entries that name something of it. */
  readonly #homes = new Map<string, Set<Entry>>();
  /** `cli:` names by command. */
  readonly commands = new Map<string, NameOf | NameOf[]>();
  /** Keywords of arguments that play a role, or hold one that does. */
  readonly keywords = new Set<string>();

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) for (const name of entry.names ?? []) this.#add(entry, name);
  }

  #add(entry: Entry, name: ConceptName): void {
    const { symbol, method } = name;
    for (const { keyword, path } of Object.values(name.roles ?? {}))
      for (const told of [keyword, path?.split('.')[0]]) if (told !== undefined) this.keywords.add(told);
    const home = homeOf(symbol);
    this.#homes.set(home, (this.#homes.get(home) ?? new Set()).add(entry));
    if (symbol.startsWith('cli:'))
      append(this.commands, symbol.slice(4), { entry, name, spelled: symbol.length });
    if (symbol.endsWith('.*')) {
      const module = symbol.slice(0, -2);
      append(this.#modules, module, { entry, name, spelled: module.length });
    } else {
      const key = method === undefined ? symbol : `${symbol}.${method}`;
      append(this.#exact, key, { entry, name, spelled: key.length });
    }
  }

  /** Whether of all entries this one alone names something of the package of a symbol. */
  isHome(entry: Entry, symbol: SymbolId): boolean {
    const known = this.#homes.get(homeOf(symbol));
    return known?.size === 1 && known.has(entry);
  }

  /** Names that spell out the whole symbol. */
  exact(symbol: SymbolId): readonly NameOf[] {
    return listed(this.#exact.get(symbol));
  }

  /** Names of the innermost module that holds a symbol; a module `a.b.*` stands for itself and all that is in it. */
  inModules(symbol: SymbolId): readonly NameOf[] {
    for (let end = symbol.length; end > 0; end = lastBorder(symbol, end)) {
      const modules = listed(this.#modules.get(symbol.slice(0, end))).filter(
        ({ name }) => name.method === undefined || symbol.slice(end).endsWith(`.${name.method}`),
      );
      if (modules.length > 0) return modules;
    }
    return [];
  }
}

/** `py:zennit` of `py:zennit.rules.Gamma`. */
function homeOf(symbol: SymbolId): string {
  return /^\w+:(?:@[^/]+\/)?[^./]+/.exec(symbol)?.[0] ?? symbol;
}

/** `js:langchain/chains.LLMChain`: both `.` and `/` part a symbol. */
function lastBorder(symbol: string, end: number): number {
  return Math.max(symbol.lastIndexOf('.', end - 1), symbol.lastIndexOf('/', end - 1));
}

/** One value is kept bare: most keys of an index have one, and an array for each would double its size. */
export function append<K, V extends object>(map: Map<K, V | V[]>, key: K, value: V): void {
  const old = map.get(key);
  if (old === undefined) map.set(key, value);
  else if (Array.isArray(old)) old.push(value);
  else map.set(key, [old, value]);
}

export function listed<V extends object>(found: V | V[] | undefined): readonly V[] {
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}
