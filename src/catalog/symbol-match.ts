/** Matches through imports and types: by the symbol itself, and by an argument of its call. */
import type { Analysis, Argument, Site, SymbolId } from '../resolver/site';
import { splitWords } from '../util/words';
import type { Candidate } from './candidate';
import { isImportedModule } from './import-module';
import { roleOf, roleValues, type Fit } from './role-values';
import type { ConceptName } from './schema.generated';
import type { NameOf } from './symbol-index';
import type { SymbolNames } from './symbol-names';
import { hasRun } from './word-context';

/** Candidates by the symbol of the site. A host of a parameter does not answer for its own name. */
export function symbolCandidates(names: SymbolNames, site: Site, analysis: Analysis): Candidate[] {
  const { symbol, call, via } = site;
  if (symbol === undefined) return [];
  const callsIt = call !== undefined && call.callee.range.start === site.range.start;
  const isOwnCall = callsIt && (call.callee.symbol === symbol || via === 'base');
  const found = names.find(symbol);
  const isBase = via === 'base' || found.heir !== undefined;
  const runsIt = via !== 'base' || call?.callee.inherits === symbol;
  const fit: Fit = runsIt ? (found.heir ?? 'exact') : 'subclass';
  const isModule = isImportedModule(site, analysis);
  return found.names
    .filter(({ name }) => name.shows !== 'parameter')
    .filter(({ name }) => !(isModule || isItself(symbol, name, site)) || !isCurrent(name))
    .filter(({ name }) => !found.isWide || (via !== 'type' && via !== 'base') || name.method !== undefined)
    .map(({ entry, name, spelled }) => ({
      entry,
      kind: via === 'type' || isBase ? ('type' as const) : ('symbol' as const),
      confidence: isBase ? 0.75 : via === 'type' ? 0.85 : 1,
      rank: spelled,
      values: roleValues(entry, name, isOwnCall ? call : undefined, fit),
      symbol,
      name,
    }));
}

/** Whether no entry names the symbol of a site itself, only a base class or a module around it. */
export function isNamedFromAfar(names: SymbolNames, { symbol, via }: Site): boolean {
  const found = symbol === undefined ? undefined : names.find(symbol);
  return via === 'base' || found?.heir !== undefined || found?.isWide === true;
}

/** `langchain` in `import langchain`. */
function isItself(symbol: SymbolId, { kind, symbol: named }: NameOf['name'], { place }: Site): boolean {
  return place === 'import' && kind === 'module' && (named === symbol || named === `${symbol}.*`);
}

/** In an import a module says something only where it is gone or going. */
function isCurrent({ removed, deprecated }: NameOf['name']): boolean {
  return removed === undefined && deprecated === undefined;
}

/**
 * Candidates by the argument under the caret: on its keyword, or on its value. An entry that is about the
 * parameter (`shows: parameter`) is more specific than one about the whole API.
 */
export function argumentCandidates(names: SymbolNames, site: Site): Candidate[] {
  const { call, argument } = site;
  if (!call || !argument || !isAnswerable(site)) return [];
  const { symbol, bases = [], inherits } = call.callee;
  const symbols: [SymbolId, Fit][] =
    symbol !== undefined
      ? [[symbol, 'exact']]
      : bases.map((base): [SymbolId, Fit] => [base, base === inherits ? 'exact' : 'subclass']);
  for (const [callee, given] of symbols) {
    const { names: known, heir } = names.find(callee);
    const fit = given === 'exact' ? (heir ?? given) : given;
    const found = known.flatMap(({ entry, name, spelled }): Candidate[] => {
      const role = roleOf(name, argument, fit);
      if (role === undefined || isOff(name, argument) || isUnnamed(site, role, name)) return [];
      const rank = spelled + (name.shows === 'parameter' ? 0.5 : 0);
      const values = roleValues(entry, name, call, fit);
      const confidence = fit === 'exact' && !heir ? 1 : 0.75;
      return [{ entry, kind: 'role', confidence, rank, values, symbol: callee, name, role }];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** `is_causal=False`: an argument that a concept is about, and that leaves it off, says nothing of it. */
function isOff({ shows }: ConceptName, { literal }: Argument): boolean {
  return shows === 'parameter' && literal?.value === false;
}

/** A variable at a position: it means the role only where its own name says so, for it may serve many ends. */
function isUnnamed({ place, argument, text }: Site, role: string, { roles }: ConceptName): boolean {
  if (place !== 'reference' || argument?.position === undefined || argument.literal) return false;
  const words = splitWords(text);
  return ![role, roles?.[role]?.keyword ?? ''].some((name) => hasRun(words, splitWords(name)));
}

/** The keyword, a literal, or the name that the whole value is (`ls`, the `ls` of `args.ls`). */
function isAnswerable({ place, range, argument }: Site): boolean {
  if (!argument) return false;
  if (place !== 'reference') return true;
  const { start, end } = argument.valueRange;
  return range.start >= start && range.end === end;
}
