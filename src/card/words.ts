/** What a card says in words: the formula with the user's numbers, and how usual the value is. */
import type { Match, RoleValue } from '../catalog/match';
import type { Limit, Source } from '../catalog/schema.generated';
import type { Verdict } from '../catalog/verdict';
import type { Finding } from '../hints/finding';
import { findings } from '../hints/findings';
import { judgementsOf, type ParsedLimit } from '../hints/judgements';
import { matchScope, roleValue } from '../hints/scope';
import { fillTemplate, formatGiven, formatValue, holds } from '../util/expression';
import { contains, describeInterval } from '../util/interval';

/**
 * The worked lines whose condition holds and whose every number is certain. Where neither code nor API gives any
 * number, those of the concept stand in, and the line says so.
 */
export function workedLines(match: Match): string[] {
  const scope = matchScope(match, { examples: true });
  const isExample = Object.values(match.values).every(({ from }) => from === 'concept');
  return judgementsOf(match.entry).worked.flatMap(({ when, line }) => {
    if (when && !holds(when, scope)) return [];
    const text = fillTemplate(line, scope);
    return text === undefined ? [] : isExample ? `e.g. ${text}` : text;
  });
}

/** `Szegedy et al. 2016, CVPR` is `Szegedy et al. 2016` in a line that has little room. */
export function shortCite(cite: string): string {
  const first = cite.split(';')[0]!;
  return /^.*?\b(?:19|20)\d\d\b/.exec(first)?.[0] ?? first;
}

/**
 * The one sentence that matters most: what is wrong with a value, else whether the value under the caret is
 * usual, else what would be usual. Nothing where the entry sets no limits, or where a whole API is asked about and no
 * value of it is known.
 */
export function verdictOf(match: Match): Verdict | undefined {
  const found = findings(match);
  const worst = found.find(({ role }) => role === match.role && role !== undefined) ?? found[0];
  if (worst && (worst.level !== 'info' || worst.role === match.role || match.role === undefined))
    return fromFinding(worst);
  const { limit, usual } = limitFor(match) ?? {};
  if (!limit || !usual) return undefined;
  const range = [describeInterval(usual), citeOf(limit, match.entry.sources)].filter(Boolean).join('; ');
  const given = roleValue(match, limit.role);
  if (match.role === undefined && (!given || given.from === 'concept')) return undefined;
  return fromUsual(given, (value) => contains(usual, value) === true, range);
}

function fromFinding({ level, message, source }: Finding): Verdict {
  return { level, text: source ? `${message} (${shortCite(source)})` : message };
}

function fromUsual(
  given: RoleValue | undefined,
  isUsual: (value: RoleValue['value']) => boolean,
  range: string,
): Verdict {
  if (!given || given.from === 'concept') return { level: 'info', text: `Usual: ${range}` };
  const written =
    given.from === 'api' ? formatValue(given.value) : formatGiven(given.value, given.literal?.text);
  const by = given.from === 'api' ? ', the default,' : '';
  if (isUsual(given.value)) return { level: 'usual', text: `${written}${by} is usual (${range})` };
  return { level: 'info', text: `${written} is the default here; usual: ${range}` };
}

/** The limit of the role under the caret; else the first whose value the code gives; else the first. */
function limitFor(match: Match): ParsedLimit | undefined {
  const limits = judgementsOf(match.entry).limits.filter(({ usual }) => usual !== undefined);
  if (match.role !== undefined) return limits.find(({ limit }) => limit.role === match.role);
  const from = ({ limit }: ParsedLimit) => roleValue(match, limit.role)?.from;
  return limits.find((limit) => from(limit) === 'code') ?? limits.find(from) ?? limits[0];
}

function citeOf({ source }: Limit, sources: readonly Source[] | undefined): string | undefined {
  const cite = sources?.find(({ id }) => id === source)?.cite;
  return cite === undefined ? undefined : shortCite(cite);
}
