/** Worked lines and rules not only parse: with the concept's example values each line has a text, each rule an answer. */
import type { Entry } from '../../src/catalog/entry';
import {
  evaluate,
  fillTemplate,
  type ExpressionScope,
  type ExpressionValue,
} from '../../src/util/expression';
import { contains, parseInterval } from '../../src/util/interval';
import { problemNear, type Check } from './content';

export const expressions: Check = (content) =>
  content.concepts.flatMap((concept) => {
    const { entry } = concept;
    if (!entry) return [];
    const scope = exampleScope(entry);
    const lines = (entry.worked?.lines ?? []).map((item) =>
      typeof item === 'string' ? { line: item } : item,
    );
    const conditions = [...lines, ...(entry.rules ?? []), ...(entry.meaning ?? [])].flatMap((item) =>
      'when' in item && item.when !== undefined ? [item.when] : [],
    );
    const templates = [...lines.map((item) => item.line), ...(entry.rules ?? []).map((rule) => rule.say)];
    return [
      ...conditions
        .filter((when) => !asksTheFile.test(when) && typeof evaluate(when, scope) !== 'boolean')
        .map((when) =>
          problemNear(
            concept,
            when,
            'expression',
            `'${when}' is no condition: it is neither true nor false.`,
          ),
        ),
      ...templates
        .filter((text) => fillTemplate(text, scope) === undefined)
        .map((text) =>
          problemNear(
            concept,
            text,
            'expression',
            `'${text}' has no value where every role has its example value.`,
          ),
        ),
    ];
  });

/** What no example can answer. */
const asksTheFile = /\b(?:version|imports|is_int|is_float)\(/;

/** Each role has the value that `given` says, else something usual. */
function exampleScope(entry: Entry): ExpressionScope {
  return { value: (role) => example(entry, role), absent: () => false };
}

function example(entry: Entry, role: string): ExpressionValue {
  const given = entry.worked?.given?.[role]?.default;
  if (given !== undefined) return given;
  const limit = entry.limits?.find((candidate) => candidate.role === role);
  const usual = limit?.usual === undefined ? undefined : parseInterval(limit.usual);
  const samples = [0.1, 0.5, 0.9, 1, 2, 4, 8, 16, 64, 256, 1e-5, 1e-3];
  return samples.find((sample) => usual && contains(usual, sample)) ?? 1;
}
