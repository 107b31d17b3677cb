/** Makes dist/symbols.json: of the symbol tables what is in use, with all that it inherits from. */
import type { Entry } from '../../src/catalog/entry';
import type { ApiCallable, ApiClass, ApiTable } from '../../src/resolver/api-table';
import type { Use } from './coverage';
import type { Signature } from './signature';
import { definitionOf, type Definition, type Member, type SymbolTables } from './tables';

/**
 * The symbols that entries name or public code uses, their base classes, and all subclasses of classes that an entry
 * names: a hover on any of those can mean the entry.
 */
export function buildApiTable(
  tables: SymbolTables,
  uses: readonly Use[],
  entries: readonly Entry[],
): ApiTable {
  const kept = keptDefinitions(tables, uses, entries);
  const classes: Record<string, ApiClass> = {};
  const functions: Record<string, ApiCallable> = {};
  for (const [symbol, definition] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (definition.kind === 'class') classes[symbol] = apiClass(definition, symbol.slice(0, 3), tables);
    else functions[symbol] = apiCallable(definition, symbol.slice(0, 3), tables);
  return { formatVersion: '1.0', classes, functions, aliases: aliasesOf(tables, kept) };
}

type Kept = Map<string, Definition>;

function keptDefinitions(tables: SymbolTables, uses: readonly Use[], entries: readonly Entry[]): Kept {
  const kept: Kept = new Map();
  const keep = (symbol: string): void => {
    const definition = definitionOf(tables, symbol);
    if (!definition || definition.kind === 'value') return;
    const prefix = symbol.slice(0, 3);
    const name = prefix + definition.name;
    if (kept.has(name)) return;
    kept.set(name, definition);
    for (const base of definition.bases) keep(prefix + base);
  };
  const named = entries.flatMap(({ names }) => (names ?? []).map(({ symbol }) => symbol));
  for (const symbol of [...named, ...uses.map((use) => use.symbol.replace(/#.*/, ''))]) {
    keep(symbol);
    keep(symbol.slice(0, symbol.lastIndexOf('.'))); // `AutoTokenizer.from_pretrained` is a member of a class
  }
  const parents = new Set(named.flatMap((symbol) => canonical(tables, symbol) ?? []));
  for (const [symbol, definition] of tables.definitions)
    if (definition.kind === 'class' && inheritsFrom(tables, symbol, parents)) keep(symbol);
  return kept;
}

function canonical(tables: SymbolTables, symbol: string): string | undefined {
  const definition = definitionOf(tables, symbol);
  return definition && symbol.slice(0, 3) + definition.name;
}

function inheritsFrom(tables: SymbolTables, symbol: string, parents: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  const open = [symbol];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (parents.has(next) && next !== symbol) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const bases = definitionOf(tables, next)?.bases ?? [];
    open.push(...bases.flatMap((base) => canonical(tables, symbol.slice(0, 3) + base) ?? []));
  }
  return false;
}

function apiClass(definition: Definition, prefix: string, tables: SymbolTables): ApiClass {
  const members = [...definition.members];
  const methods = members.filter(([, { kind }]) => kind === 'method');
  const attributes = members.filter(([, { kind }]) => kind === 'attribute').map(([name]) => name);
  const bases = definition.bases.map((base) => canonical(tables, prefix + base) ?? prefix + base);
  return {
    ...parametersOf(definition.signatures),
    ...(bases.length > 0 && { bases }),
    ...(methods.length > 0 && {
      methods: Object.fromEntries(
        methods.map(([name, method]) => [name, apiCallable(method, prefix, tables)]),
      ),
    }),
    ...(attributes.length > 0 && { attributes }),
  };
}

function apiCallable(callee: Definition | Member, prefix: string, tables: SymbolTables): ApiCallable {
  const returns = callee.returns.flatMap((name) => canonical(tables, prefix + name) ?? []);
  return { ...parametersOf(callee.signatures), ...(returns.length > 0 && { returns }) };
}

/** Of several overloads only what all agree on is certain: the first positions, up to where they part. */
function parametersOf(signatures: readonly Signature[]): ApiCallable {
  const orders = signatures.map(({ parameters }) =>
    parameters.filter(({ position }) => position !== undefined).map(({ name }) => name),
  );
  const [first = [], ...others] = orders;
  const parts = first.findIndex((name, i) => others.some((order) => i < order.length && order[i] !== name));
  const positional = parts < 0 ? first : first.slice(0, parts);
  const keywords = [
    ...new Set(
      signatures.flatMap(({ parameters }) =>
        parameters.filter(({ position }) => position === undefined).map(({ name }) => name),
      ),
    ),
  ];
  return { ...(positional.length > 0 && { positional }), ...(keywords.length > 0 && { keywords }) };
}

/** Aliases of kept symbols under their own name, grouped by module; a renamed one leads through the catalog alone. */
function aliasesOf(tables: SymbolTables, kept: Kept): ApiTable['aliases'] {
  const groups = new Map<string, Map<string, string[]>>();
  for (const [alias, name] of [...tables.aliases].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [module, last] = split(alias);
    const [home, realLast] = split(name);
    if (!kept.has(name) || last !== realLast || /[._]_|\.src\./.test(module)) continue;
    const homes = groups.get(module) ?? new Map<string, string[]>();
    groups.set(module, homes.set(home, [...(homes.get(home) ?? []), last]));
  }
  return Object.fromEntries([...groups].map(([module, homes]) => [module, [...homes]]));
}

function split(symbol: string): [module: string, last: string] {
  const dot = symbol.lastIndexOf('.');
  return [symbol.slice(0, dot), symbol.slice(dot + 1)];
}
