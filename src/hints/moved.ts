/** What an entry says of a name that is gone, or going, in newer versions of its package. */
import type { Match } from '../catalog/match';
import type { ConceptName } from '../catalog/schema.generated';
import type { ExpressionScope } from '../util/expression';
import { evaluate } from '../util/expression';
import type { Finding } from './finding';

/**
 * Only where the name is imported, or reached through a module that is, and nothing catches that it may be missing.
 * Where the project pins a version that still has it, nothing; where it pins one that has not, an error.
 */
export function movedFinding(match: Match): Finding | undefined {
  const { entry, name, site, symbol, kind, file } = match;
  const since = name?.removed ?? name?.deprecated;
  if (!name || since === undefined || kind !== 'symbol' || symbol === undefined) return undefined;
  if (!isWritten(match) || file?.isGuarded() === true) return undefined;
  const { packageName, version } = partsOf(since);
  const scope: ExpressionScope = { value: () => undefined, version: (asked) => file?.version(asked) };
  const isSo = evaluate(`version("${packageName}") >= ${version}`, scope);
  if (isSo === false) return undefined;
  const gone = name.removed !== undefined;
  const level = gone ? (isSo ? 'error' : 'warning') : isSo ? 'warning' : 'info';
  return {
    rule: `${entry.id}/${gone ? 'removed' : 'deprecated'}`,
    concept: entry.id,
    level,
    range: site.range,
    message: `${gone ? 'Gone' : 'Deprecated'} since ${packageName} ${version}${remedyOf(name)}.`,
  };
}

/** The name stands in an import, or behind the module that holds it; its later uses are not told again. */
function isWritten({ site, file, symbol }: Match): boolean {
  if (site.place === 'import') return true;
  return site.place === 'reference' && file?.imports(symbol!.slice(symbol!.indexOf(':') + 1)) === false;
}

/** `langchain-core 1.3.3` */
function partsOf(since: string): { packageName: string; version: string } {
  const end = since.lastIndexOf(' ');
  const version = since.slice(end + 1);
  return end > 0 && /^\d[\d.]*$/.test(version)
    ? { packageName: since.slice(0, end), version }
    : { packageName: since, version: '0' };
}

function remedyOf({ replacement = [], note }: ConceptName): string {
  const names = replacement.map(({ symbol, note: how }) => {
    const path = symbol.slice(symbol.indexOf(':') + 1);
    return how === undefined ? path : `${path} (${how})`;
  });
  if (names.length > 0) return `: use ${names.join(' or ')}`;
  return note === undefined ? '' : `: ${note.replace(/\.$/, '')}`;
}
