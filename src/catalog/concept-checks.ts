/** What the schema of a concept cannot say: expressions, intervals, roles and sources that must fit each other. */
import { parseExpression, parseTemplate } from '../util/expression';
import { contains, parseInterval } from '../util/interval';
import { isCommon, splitWords } from '../util/words';
import type { ConceptFields, WordRule } from './schema.generated';
import type { Problem } from '../util/problem';
import { nearest, type Path } from './schema-problems';

/** A defect of the fields, before it has a line. */
export interface Defect {
  readonly code: string;
  readonly message: string;
  readonly path: Path;
  readonly isKey?: boolean;
  readonly severity?: Problem['severity'];
}

/** Defects of fields that have the right shape. */
export function checkConcept(fields: ConceptFields): Defect[] {
  return [
    ...expressionDefects(fields),
    ...limitDefects(fields),
    ...sourceDefects(fields),
    ...wordDefects(fields),
  ];
}

/** Every role that the concept defines anywhere. */
export function rolesOf(fields: ConceptFields): Set<string> {
  const roles = new Set(Object.keys(fields.worked?.given ?? {}));
  for (const name of fields.names ?? []) for (const role of Object.keys(name.roles ?? {})) roles.add(role);
  for (const given of Object.values(fields.shapes ?? {})) for (const role of given) roles.add(role);
  for (const item of [
    ...(fields.symbols ?? []),
    ...(fields.keys ?? []),
    ...(fields.words ?? []),
    ...(fields.limits ?? []),
  ])
    if (typeof item === 'object' && item.role) roles.add(item.role);
  return roles;
}

function* expressionDefects(fields: ConceptFields): Iterable<Defect> {
  const known = rolesOf(fields);
  for (const [i, rule] of (fields.rules ?? []).entries()) {
    yield* expressionAt(rule.when, ['rules', i, 'when'], known);
    yield* templateAt(rule.say, ['rules', i, 'say'], known);
    if (rule.role) yield* unknownRoles([rule.role], ['rules', i, 'role'], known);
  }
  for (const [i, meaning] of (fields.meaning ?? []).entries())
    yield* expressionAt(meaning.when, ['meaning', i, 'when'], known);
  for (const [i, item] of (fields.worked?.lines ?? []).entries()) {
    const path: Path = ['worked', 'lines', i];
    if (typeof item === 'string') yield* templateAt(item, path, known);
    else {
      yield* expressionAt(item.when, [...path, 'when'], known);
      yield* templateAt(item.line, [...path, 'line'], known);
    }
  }
}

function* expressionAt(text: string, path: Path, known: ReadonlySet<string>): Iterable<Defect> {
  const parsed = parseExpression(text);
  if (parsed.ok) yield* unknownRoles(parsed.expression.roles, path, known);
  else yield fault(parsed, text, path);
}

function* templateAt(text: string, path: Path, known: ReadonlySet<string>): Iterable<Defect> {
  const parsed = parseTemplate(text);
  if (!parsed.ok) yield fault(parsed, text, path);
  else for (const { roles } of parsed.template.expressions) yield* unknownRoles(roles, path, known);
}

function fault({ message, at }: { message: string; at: number }, text: string, path: Path): Defect {
  const around = text.slice(Math.max(0, at - 10), at + 10);
  return { code: 'expression', message: `In this expression, ${message} (near '${around}').`, path };
}

function* unknownRoles(roles: readonly string[], path: Path, known: ReadonlySet<string>): Iterable<Defect> {
  for (const role of roles)
    if (!known.has(role)) {
      const close = nearest(role, [...known]);
      const hint = close ? `; did you mean ${close}?` : ': add it to the roles of a name.';
      yield { code: 'unknown-role', message: `No name of this concept has the role '${role}'${hint}`, path };
    }
}

function* limitDefects(fields: ConceptFields): Iterable<Defect> {
  for (const [i, limit] of (fields.limits ?? []).entries()) {
    for (const field of ['hard', 'usual'] as const) {
      const text = limit[field];
      if (text !== undefined && !parseInterval(text))
        yield {
          code: 'interval',
          message: `'${text}' is no interval or set: write '[0, 1)', '(0, inf)' or '{1, 2, 4}', the lower bound first.`,
          path: ['limits', i, field],
        };
    }
    yield* usualOutsideHard(limit.hard, limit.usual, ['limits', i, 'usual']);
  }
}

function* usualOutsideHard(
  hardText: string | undefined,
  usualText: string | undefined,
  path: Path,
): Iterable<Defect> {
  const hard = hardText && parseInterval(hardText);
  const usual = usualText && parseInterval(usualText);
  if (!hard || !usual || hard.kind === 'set') return;
  const inside =
    usual.kind === 'set'
      ? usual.values.every((value) => contains(hard, value) !== false)
      : hard.low <= usual.low && usual.high <= hard.high;
  if (!inside) yield { code: 'interval', message: 'Usual values lie outside the hard limit.', path };
}

function* sourceDefects(fields: ConceptFields): Iterable<Defect> {
  const known = new Set((fields.sources ?? []).map((source) => source.id));
  for (const field of ['limits', 'rules', 'corrections'] as const)
    for (const [i, { source }] of (fields[field] ?? []).entries())
      if (source !== undefined && source !== 'derived' && !known.has(source))
        yield {
          code: 'unknown-source',
          message: `There is no source '${source}': add it to sources, or write derived.`,
          path: [field, i, 'source'],
        };
}

function* wordDefects(fields: ConceptFields): Iterable<Defect> {
  for (const [i, word] of (fields.words ?? []).entries()) {
    const rule: WordRule = typeof word === 'string' ? { text: word } : word;
    const phrases = rule.anyOf ?? (rule.text === undefined ? [] : [rule.text]);
    const defect = (message: string, severity: Defect['severity'] = 'error'): Defect => ({
      code: 'words',
      message,
      path: ['words', i],
      severity,
    });
    if (phrases.length === 0 || (rule.anyOf && rule.text !== undefined))
      yield defect("A rule over words has either 'text' or 'anyOf'.");
    if ((rule.atLeast ?? 1) > phrases.length) yield defect(`'atLeast' asks for more phrases than there are.`);
    for (const phrase of phrases) {
      const words = splitWords(phrase);
      if (words.length === 0) yield defect(`'${phrase}' has no word in it.`);
      const isAlone = !rule.inside && !rule.near && (rule.atLeast ?? 1) < 2;
      if (isAlone && words.length === 1 && isCommon(words[0]!))
        yield defect(
          `'${phrase}' alone means too much and is never matched: add 'inside' or 'near'.`,
          'warning',
        );
    }
  }
}
