/** Rules, limits and worked lines of an entry, parsed once: a hover comes with every move of the mouse. */
import type { Entry } from '../catalog/entry';
import type { EntryRule, Limit } from '../catalog/schema.generated';
import { parseExpression, parseTemplate, type Expression, type Template } from '../util/expression';
import { parseInterval, type Interval } from '../util/interval';

export interface ParsedLimit {
  readonly limit: Limit;
  readonly hard?: Interval;
  readonly usual?: Interval;
}

export interface ParsedRule {
  readonly rule: EntryRule;
  readonly when: Expression;
  readonly say: Template;
  /** Whether it may speak where the code gives none of its roles. */
  readonly onAbsence: boolean;
}

export interface Judgements {
  readonly rules: readonly ParsedRule[];
  readonly limits: readonly ParsedLimit[];
  readonly worked: readonly { readonly when?: Expression; readonly line: Template }[];
}

const parsed = new WeakMap<Entry, Judgements>();

/** What does not parse is left out: the reader of concept files has reported it. */
export function judgementsOf(entry: Entry): Judgements {
  const known = parsed.get(entry);
  if (known) return known;
  const judgements = {
    rules: (entry.rules ?? []).flatMap((rule) => {
      const [when, say] = [parseExpression(rule.when), parseTemplate(rule.say)];
      if (!when.ok || !say.ok) return [];
      const onAbsence = /\babsent\s*\(/.test(rule.when);
      return [{ rule, when: when.expression, say: say.template, onAbsence }];
    }),
    limits: (entry.limits ?? []).map((limit) => ({
      limit,
      hard: limit.hard === undefined ? undefined : parseInterval(limit.hard),
      usual: limit.usual === undefined ? undefined : parseInterval(limit.usual),
    })),
    worked: (entry.worked?.lines ?? []).flatMap((item) => {
      const line = parseTemplate(typeof item === 'string' ? item : item.line);
      const when = typeof item === 'string' ? undefined : parseExpression(item.when);
      if (!line.ok || when?.ok === false) return [];
      return [{ line: line.template, when: when?.expression }];
    }),
  };
  parsed.set(entry, judgements);
  return judgements;
}
