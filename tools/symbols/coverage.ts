/** How much of what public code uses the tables know, and what of it no entry claims. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../../src/catalog/entry';
import { canonicalSymbol } from '../../src/resolver/canonical';
import type { SymbolId } from '../../src/resolver/site';
import { definitionOf, lookUp, memberOf, type SymbolTables } from './tables';

/** A symbol and how often public repositories use it; `py:torch.Tensor#view` is a member of what a call returns. */
export interface Use {
  readonly symbol: string;
  readonly uses: number;
}

/** symbols/uses.txt, most used first. */
export async function loadUses(root: string): Promise<Use[]> {
  return readUses(await readFile(join(root, 'symbols/uses.txt'), 'utf8'));
}

export function readUses(text: string): Use[] {
  return [...text.matchAll(/^(\d+) (\S+)$/gm)].map(([, uses, symbol]) => ({
    uses: Number(uses),
    symbol: symbol!,
  }));
}

/** Whether the tables know a symbol, or the member of what it makes. */
export function isKnown(tables: SymbolTables, symbol: string): boolean {
  const [owner, member] = symbol.split('#') as [string, string | undefined];
  return [owner, canonicalSymbol(owner as SymbolId)].some((spelling) => {
    if (member === undefined && tables.modules.has(spelling)) return true;
    const found = lookUp(tables, spelling);
    if (!found || member === undefined) return found !== undefined;
    const prefix = spelling.slice(0, 3);
    const { definition } = found;
    const made =
      found.member?.returns ?? (definition.kind === 'class' ? [definition.name] : definition.returns);
    const own = found.member ? [definition.name] : [];
    return [...made, ...own].some((name) => {
      const owner = definitionOf(tables, prefix + name);
      return owner !== undefined && hasMember(tables, owner, member, prefix);
    });
  });
}

/** A parameter of the constructor counts: classes keep most of them under the same name. */
function hasMember(
  tables: SymbolTables,
  owner: NonNullable<ReturnType<typeof definitionOf>>,
  member: string,
  prefix: string,
): boolean {
  const isParameter = owner.signatures.some(({ parameters }) =>
    parameters.some(({ name }) => name === member),
  );
  return isParameter || memberOf(tables, owner, member, prefix) !== undefined;
}

export interface Coverage {
  /** Of all uses, 0 to 1. */
  readonly share: number;
  readonly missing: readonly Use[];
}

export function coverage(tables: SymbolTables, uses: readonly Use[]): Coverage {
  const missing = uses.filter(({ symbol }) => !isKnown(tables, symbol));
  return { share: 1 - total(missing) / Math.max(1, total(uses)), missing };
}

function total(uses: readonly Use[]): number {
  return uses.reduce((sum, { uses: count }) => sum + count, 0);
}

/** Used symbols that no entry claims, most used first. A `.*` name claims all below it, a name its members. */
export function unclaimed(entries: readonly Entry[], uses: readonly Use[]): Use[] {
  const claimed = new Set<string>();
  const modules: string[] = [];
  for (const { symbol } of entries.flatMap(({ names }) => names ?? []))
    if (symbol.endsWith('.*')) modules.push(symbol.slice(0, -1));
    else claimed.add(canonicalSymbol(symbol as SymbolId));
  return uses.filter(({ symbol }) => {
    const name = canonicalSymbol(symbol.replace(/#.*/, '') as SymbolId);
    return !claimed.has(name) && !modules.some((module) => name.startsWith(module));
  });
}
