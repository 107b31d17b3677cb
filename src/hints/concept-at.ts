/** Which concept a place is about, and what the shape of the code around it says of it. */
import type { Catalog } from '../catalog/catalog';
import type { Entry } from '../catalog/entry';
import type { FileFacts, Match, RoleValue } from '../catalog/match';
import type { Analysis, Site, SymbolId } from '../resolver/site';
import { codeAround } from './code';
import { importIsGuarded } from './guarded-import';
import type { Code, Shape } from './rule';
import { rules } from './rules/all.generated';

/**
 * By its names; where those say nothing, by the shape of the code alone. What the shape says joins the values, but
 * never in place of what the code writes out.
 */
export function conceptAt(catalog: Catalog, analysis: Analysis, site: Site): Match | undefined {
  const code = codeAround(site, analysis);
  const file = factsOf(analysis, site, code);
  const match = catalog.lookup(site, analysis);
  if (match) return { ...match, file, values: joined(match, code) };
  for (const [id, { concept }] of rules) {
    const entry = concept === undefined ? undefined : catalog.entry(concept);
    const values = entry && valuesOf(entry, id, shapeAt(id, site, code));
    if (!entry || !values || Object.keys(values).length === 0) continue;
    return { entry, site, kind: 'shape', confidence: 0.9, file, values };
  }
  return undefined;
}

/** Every place of a file that a concept answers for, in order: what `conceptAt` says, without asking everywhere. */
export function* conceptsIn(catalog: Catalog, analysis: Analysis): Generator<Match> {
  const { text } = analysis.document;
  const mentions = catalog.mentions(text);
  const telling = [...rules.values()].filter(
    ({ concept }) => concept !== undefined && catalog.entry(concept),
  );
  const { isKnown } = catalog.sought;
  const isShaped = (symbol: SymbolId): boolean => telling.some(({ symbols }) => symbols?.test(symbol));
  const sought = {
    ...catalog.sought,
    isKnown: (symbol: SymbolId) => isKnown(symbol) || isShaped(symbol),
  };
  const places = telling.flatMap((rule) => [...(rule.stands?.(text) ?? [])]);
  const shaped = places.map(({ start, end, isSymbol = false }) => ({
    ...{ start, end, isSymbol },
    isWords: true,
    isPlace: true,
  }));
  const sites = mentions ? analysis.sitesFrom([...mentions, ...shaped], sought) : analysis.sites();
  for (const site of sites) {
    const match = conceptAt(catalog, analysis, site);
    if (match) yield match;
  }
}

/** Of the roles that a shape speaks of, the concept's own examples make way. */
function joined({ entry, site, values }: Match, code: Code): Match['values'] {
  const all: Record<string, RoleValue> = { ...values };
  for (const id of Object.keys(entry.shapes ?? {})) {
    const found = Object.entries(valuesOf(entry, id, shapeAt(id, site, code)));
    const spoken = found.length > 0 ? (rules.get(id)?.roles ?? []) : [];
    for (const role of spoken) if (all[role]?.from === 'concept') delete all[role];
    for (const [role, value] of found) if (all[role]?.from !== 'code') all[role] = value;
  }
  return all;
}

/** The roles that the entry takes from the shape. */
function valuesOf({ shapes = {} }: Entry, id: string, shape: Shape | undefined): Record<string, RoleValue> {
  const wanted: readonly string[] = (Object.hasOwn(shapes, id) && shapes[id]) || [];
  return Object.fromEntries(
    Object.entries(shape ?? {})
      .filter(([role]) => wanted.includes(role))
      .map(([role, value]): [string, RoleValue] => [role, { value, from: 'code' }]),
  );
}

function shapeAt(id: string, site: Site, code: Code): Shape | undefined {
  return rules.get(id)?.at(site, code);
}

function factsOf(analysis: Analysis, site: Site, code: Code): FileFacts {
  return {
    version: (name) => analysis.version?.(name),
    imports: (module) => (analysis.parsed ? importsModule(analysis, module) : undefined),
    isGuarded: () => importIsGuarded(site, code),
  };
}

function importsModule({ imports }: Analysis, module: string): boolean {
  return imports.some(({ symbol }) => {
    const path = symbol.slice(symbol.indexOf(':') + 1);
    return path === module || (path.startsWith(module) && /[./]/.test(path[module.length]!));
  });
}
