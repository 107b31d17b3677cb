/** What the limits and rules of an entry say of one place of the code. */
import type { Match } from '../catalog/match';
import type { Scalar } from '../catalog/schema.generated';
import { fillTemplate, formatGiven, holds, type ExpressionScope } from '../util/expression';
import { contains, describeInterval } from '../util/interval';
import type { Range } from '../util/range';
import type { Finding } from './finding';
import { judgementsOf, type ParsedLimit, type ParsedRule } from './judgements';
import { movedFinding } from './moved';
import { matchScope, roleArgument, roleValue } from './scope';

/**
 * Rules that certainly hold and limits that the code certainly breaks, worst first. A role that a rule speaks of is
 * not judged by its limits again. Defaults and examples break nothing: only what the code says counts.
 */
export function findings(match: Match): Finding[] {
  const scope = matchScope(match, { examples: false });
  const { rules, limits } = judgementsOf(match.entry);
  const ruled = rules.flatMap((rule) => ruleFinding(rule, match, scope) ?? []);
  const judged = new Set(ruled.map(({ role }) => role));
  const limited = limits
    .filter(({ limit }) => !judged.has(limit.role))
    .flatMap((limit) => limitFinding(limit, match) ?? []);
  const order = ['error', 'warning', 'info'];
  const moved = movedFinding(match) ?? [];
  return [...ruled, ...limited].concat(moved).sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

function ruleFinding(
  { rule, when, say, onAbsence }: ParsedRule,
  match: Match,
  scope: ExpressionScope,
): Finding | undefined {
  const given = when.roles.filter((role) => givenInCode(match, role));
  if (given.length === 0 && !onAbsence) return undefined;
  const message = holds(when, scope) ? fillTemplate(say, scope) : undefined;
  if (message === undefined) return undefined;
  const marked = rule.role ?? given[0] ?? when.roles[0];
  return finding(match, rule.id, rule.level, message, { role: marked, source: rule.source, fix: rule.fix });
}

function givenInCode(match: Match, role: string): boolean {
  const value = roleValue(match, role);
  return value ? value.from === 'code' : roleArgument(match, role) !== undefined;
}

function limitFinding({ limit, hard, usual }: ParsedLimit, match: Match): Finding | undefined {
  const { role, why, source } = limit;
  const given = roleValue(match, role);
  if (given?.from !== 'code') return undefined;
  const { value } = given;
  const written = formatGiven(value, given.literal?.text);
  const about = { role, source };
  if (limit.type === 'int' && typeof value === 'number' && !Number.isInteger(value))
    return finding(match, 'type', 'error', `${written} is not a whole number.`, about);
  if (hard && contains(hard, value) === false)
    return finding(
      match,
      'hard-limit',
      'error',
      `${written} is not allowed: ${describeInterval(hard)}.`,
      about,
    );
  if (usual && contains(usual, value) === false) {
    const message = `${written} is unusual; usual is ${describeInterval(usual)}.`;
    return finding(match, 'unusual', 'info', why ? `${message} ${why}` : message, about);
  }
  return undefined;
}

interface About {
  readonly role?: string;
  readonly source?: string;
  readonly fix?: Scalar;
}

function finding(
  match: Match,
  rule: string,
  level: Finding['level'],
  message: string,
  { role, source, fix }: About,
): Finding {
  const { entry } = match;
  const cited = entry.sources?.find(({ id }) => id === source);
  const value = role === undefined ? undefined : roleValue(match, role);
  const literal = value?.literal;
  const text = fix === undefined || !literal ? undefined : fixText(fix, literal.text, match);
  return {
    rule: `${entry.id}/${rule}`,
    concept: entry.id,
    level,
    range: placeOf(match, role),
    message,
    source: cited?.cite,
    url: cited?.url,
    fix: text === undefined ? undefined : { title: `Change to ${text}`, text },
    role,
    value: value?.value,
  };
}

/** The literal; else the argument; else the callee, where the argument is missing. */
function placeOf(match: Match, role: string | undefined): Range {
  const { site } = match;
  const literal = role === undefined ? undefined : roleValue(match, role)?.literal;
  const argument = role === undefined ? undefined : roleArgument(match, role);
  return literal?.range ?? argument?.range ?? site.call?.callee.range ?? site.range;
}

/** The value as the language of the place writes it; a text keeps the quotes of what it replaces. */
function fixText(value: Scalar, written: string, match: Match): string {
  const python = match.name?.symbol.startsWith('py:') ?? match.symbol?.startsWith('py:') ?? false;
  if (typeof value === 'string') {
    const quote = written.startsWith("'") ? "'" : '"';
    return `${quote}${value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
  }
  if (python && value === null) return 'None';
  if (python && typeof value === 'boolean') return value ? 'True' : 'False';
  const tiny = typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-3;
  return tiny ? value.toExponential() : String(value);
}
