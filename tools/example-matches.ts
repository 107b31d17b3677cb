/** For every concept the places of code that its card must look good at: made up from its own limits and rules. */
import type { Entry } from '../src/catalog/entry';
import type { Match, RoleValue } from '../src/catalog/match';
import type { ConceptName, Limit } from '../src/catalog/schema.generated';
import { findings } from '../src/hints/findings';
import type { LiteralValue } from '../src/resolver/site';
import { contains, parseInterval } from '../src/util/interval';

export type CaseName = 'no literal' | 'usual' | 'unusual' | 'error' | 'folded';

export interface Example {
  readonly name: CaseName;
  readonly match: Match;
  readonly known: boolean;
}

/** The match that a call `name(role=value)` would give; without `value`, the call leaves the role out. */
export function exampleMatch(entry: Entry, role?: string, value?: LiteralValue): Match {
  const name = role === undefined ? entry.names?.[0] : nameWith(entry, role);
  const range = { start: 0, end: 1 };
  const values: Record<string, RoleValue> = {};
  for (const [given, { default: example }] of Object.entries(entry.worked?.given ?? {}))
    values[given] = { value: example, from: 'concept' };
  for (const [given, { default: api }] of Object.entries(name?.roles ?? {}))
    if (api !== undefined) values[given] = { value: api, from: 'api' };
  if (role !== undefined && value !== undefined) {
    const literal = { value, text: String(value), range, origin: 'literal' as const };
    values[role] = { value, from: 'code', literal };
  }
  return {
    entry,
    site: { range, text: 'x', place: 'keyword', inside: [], statement: range },
    kind: 'role',
    confidence: 1,
    symbol: name?.symbol,
    name,
    role,
    values,
  };
}

function nameWith(entry: Entry, role: string): ConceptName | undefined {
  return entry.names?.find(({ roles }) => roles && Object.hasOwn(roles, role));
}

const numbers = [0.1, 0.5, 1, 0, 2, 1.5, -0.1, -1, 10, 100, 1e3, 1e6, 1e-3, 1e-5, 1e-8, 1e-12];

/** Values around a limit, nearest to everyday ones first. */
function candidates({ usual }: Limit): number[] {
  const interval = usual ? parseInterval(usual) : undefined;
  if (!interval) return numbers;
  const inside =
    interval.kind === 'set'
      ? interval.values.filter((value) => typeof value === 'number')
      : [interval.low, interval.high].filter(Number.isFinite);
  return [...numbers, ...inside, ...inside.map((value) => value * 3), ...inside.map((value) => value / 3)];
}

/** All cases that the entry has: without limits there is no usual, unusual or wrong value. */
export function examples(entry: Entry): Example[] {
  const list: Example[] = [
    { name: 'no literal', match: exampleMatch(entry, entry.limits?.[0]?.role), known: false },
  ];
  const add = (name: CaseName, fits: (match: Match, limit: Limit, value: number) => boolean): void => {
    for (const limit of entry.limits ?? [])
      for (const value of candidates(limit)) {
        const match = exampleMatch(entry, limit.role, value);
        if (!fits(match, limit, value)) continue;
        list.push({ name, match, known: false });
        return;
      }
  };
  const levels = (match: Match): string[] => findings(match).map(({ level }) => level);
  add('usual', (match, { usual }, value) => {
    const interval = usual ? parseInterval(usual) : undefined;
    return !!interval && contains(interval, value) === true && levels(match).length === 0;
  });
  add('unusual', (match) => levels(match).length > 0 && !levels(match).includes('error'));
  add('error', (match) => levels(match).includes('error'));
  list.push({ name: 'folded', match: exampleMatch(entry), known: true });
  return list;
}
