/** Makes dist/symbols.json: of the symbol tables what the look-up of a symbol needs beyond the entries. */
import type { Entry } from '../../src/catalog/entry';
import type { ApiClass, ApiTable } from '../../src/resolver/api-table';
import { canonicalSymbol } from '../../src/resolver/canonical';
import type { SymbolId } from '../../src/resolver/site';
import type { Use } from './coverage';
import type { Parameter, Signature } from './signature';
import { definitionOf, rootOf, type Definition, type SymbolTables } from './tables';

/**
 * The symbols that entries name or public code uses, with their base classes, and all subclasses of classes that an
 * entry names: a hover on any of those, by any of its paths, can mean the entry.
 */
export function buildApiTable(
  tables: SymbolTables,
  uses: readonly Use[],
  entries: readonly Entry[],
): ApiTable {
  return new Building(tables, entries).build(uses);
}

/** Definitions have the name of their table; the result has the spelling that the resolver gives and entries use. */
class Building {
  /** Symbols that entries name, by the definition behind them. */
  readonly #named = new Map<Definition, SymbolId[]>();
  /** Of those, the ones whose arguments mean something to an entry. */
  readonly #withRoles = new Set<Definition>();
  readonly #kept = new Map<Definition, SymbolId>();
  /** How many definitions of a package have a name: `py:torch.LayerNorm`. */
  readonly #sharing = new Map<string, number>();

  constructor(
    private readonly tables: SymbolTables,
    entries: readonly Entry[],
  ) {
    for (const { symbol, roles, method } of entries.flatMap(({ names }) => names ?? [])) {
      const definition = definitionOf(tables, symbol);
      if (!definition) continue;
      this.#named.set(definition, [...(this.#named.get(definition) ?? []), symbol]);
      if (roles && method === undefined) this.#withRoles.add(definition);
    }
    for (const symbol of tables.definitions.keys()) {
      const name = shortName(symbol);
      this.#sharing.set(name, (this.#sharing.get(name) ?? 0) + 1);
    }
  }

  build(uses: readonly Use[]): ApiTable {
    for (const [definition, [symbol]] of this.#named) this.#keep(definition, symbol!);
    for (const { symbol } of uses) {
      const [owner] = symbol.split('#') as [string];
      this.#keepSymbol(owner);
      this.#keepSymbol(owner.slice(0, owner.lastIndexOf('.'))); // `AutoTokenizer.from_pretrained` is a member
    }
    for (const [symbol, definition] of this.tables.definitions)
      if (this.#inheritsFrom(definition, symbol, (base) => this.#named.has(base)))
        this.#keep(definition, symbol);
    return {
      formatVersion: '1.0',
      classes: this.#classes(),
      homes: this.#homes(),
      aliases: this.#aliases(),
    };
  }

  #keepSymbol(symbol: SymbolId): void {
    const definition = definitionOf(this.tables, symbol);
    if (definition) this.#keep(definition, symbol);
  }

  #keep(definition: Definition, symbol: SymbolId): void {
    if (this.#kept.has(definition) || definition.kind === 'value') return;
    this.#kept.set(definition, this.#spelling(definition, symbol));
    for (const base of this.#bases(definition, symbol)) this.#keep(base, symbol);
  }

  /** As an entry spells it, else as the resolver does. */
  #spelling(definition: Definition, symbol: SymbolId): SymbolId {
    const name = canonicalSymbol(symbol.slice(0, 3) + definition.name);
    const named = this.#named.get(definition) ?? [];
    return named.includes(name) ? name : (named[0] ?? name);
  }

  #bases(definition: Definition, symbol: SymbolId): Definition[] {
    const prefix = symbol.slice(0, 3);
    return definition.bases.flatMap((base) => definitionOf(this.tables, prefix + base) ?? []);
  }

  #inheritsFrom(definition: Definition, symbol: SymbolId, isMeant: (base: Definition) => boolean): boolean {
    const seen = new Set<Definition>();
    const open = this.#bases(definition, symbol);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (isMeant(next)) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...this.#bases(next, symbol));
    }
    return false;
  }

  #classes(): Record<SymbolId, ApiClass> {
    const classes = [...this.#kept].flatMap(([definition, symbol]): [SymbolId, ApiClass][] => {
      const bases = this.#bases(definition, symbol).map((base) => this.#kept.get(base)!);
      if (definition.kind !== 'class' || bases.length === 0) return [];
      const asked = this.#inheritsFrom(definition, symbol, (base) => this.#withRoles.has(base));
      return [[symbol, { bases, ...(asked && parametersOf(definition.signatures)) }]];
    });
    return Object.fromEntries(classes.sort(([a], [b]) => compare(a, b)));
  }

  #isOnly(symbol: SymbolId): boolean {
    return symbol.startsWith('py:') && this.#sharing.get(shortName(symbol)) === 1;
  }

  #homes(): Record<SymbolId, string[]> {
    const homes = new Map<SymbolId, string[]>();
    for (const symbol of [...this.#kept.values()].sort(compare)) {
      if (!this.#isOnly(symbol)) continue;
      const dot = symbol.lastIndexOf('.');
      const module = symbol.slice(0, dot);
      homes.set(module, [...(homes.get(module) ?? []), symbol.slice(dot + 1)]);
    }
    return Object.fromEntries(homes);
  }

  /** Paths that neither the resolver's own rules nor `homes` lead to their symbol. */
  #aliases(): Record<SymbolId, SymbolId> {
    const aliases = new Map<SymbolId, SymbolId>();
    for (const path of [...this.tables.aliases.keys(), ...this.tables.definitions.keys()]) {
      const definition = definitionOf(this.tables, path)!;
      const symbol = this.#kept.get(definition);
      const written = canonicalSymbol(path);
      if (symbol === undefined || written === symbol || /\.src\./.test(path)) continue;
      const isFound = this.#isOnly(symbol) && shortName(written) === shortName(symbol);
      const isForeign = packageOf(written) !== packageOf(symbol);
      const isNamed = this.#named.get(definition)?.includes(written) ?? false;
      if (!isFound && !isForeign && !isNamed) aliases.set(written, symbol);
    }
    return Object.fromEntries([...aliases].sort(([a], [b]) => compare(a, b)));
  }
}

/** `py:torch.LayerNorm` of `py:torch.nn.LayerNorm`: the package and the last name. */
function shortName(symbol: SymbolId): string {
  return `${packageOf(symbol)}.${symbol.slice(symbol.lastIndexOf('.') + 1)}`;
}

function packageOf(symbol: SymbolId): string {
  const prefix = symbol.slice(0, 3);
  return prefix + rootOf(symbol.slice(3), prefix);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of several overloads only what all agree on is certain: the first positions up to where they part, and no default. */
function parametersOf(signatures: readonly Signature[]): Pick<ApiClass, 'positional' | 'defaults'> {
  const orders = signatures.map(({ parameters }) =>
    parameters.filter(({ position }) => position !== undefined).map(({ name }) => name),
  );
  const [first = [], ...others] = orders;
  const parts = first.findIndex((name, i) => others.some((order) => i < order.length && order[i] !== name));
  const positional = parts < 0 ? first : first.slice(0, parts);
  const defaults = signatures.length === 1 ? defaultsOf(signatures[0]!.parameters) : {};
  return {
    ...(positional.length > 0 && { positional }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
  };
}

function defaultsOf(parameters: readonly Parameter[]): NonNullable<ApiClass['defaults']> {
  return Object.fromEntries(
    parameters.flatMap(({ name, default: given }) =>
      given?.value === undefined || Math.abs(Number(given.value)) === Infinity
        ? []
        : [[name, given.value] as const],
    ),
  );
}
