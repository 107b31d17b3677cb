/** Sites made by hand, for tests of the look-up without a resolver. */
import type { Analysis, Argument, Call, Literal, LiteralValue, Site } from '../../../src/resolver/site';

const range = { start: 0, end: 0 };

export function literal(value: LiteralValue, text = JSON.stringify(value)): Literal {
  return { value, text, range, origin: 'literal' };
}

interface ArgumentLike {
  readonly keyword?: string;
  readonly option?: boolean;
  readonly position?: number;
  readonly path?: string;
  /** Absent: the code gives something that cannot be read. */
  readonly value?: LiteralValue;
  readonly text?: string;
}

export interface SiteLike extends Partial<Omit<Site, 'call' | 'argument' | 'value'>> {
  readonly callee?: string;
  readonly bases?: readonly string[];
  readonly args?: readonly ArgumentLike[];
  readonly open?: boolean;
  /** Which of `args` the site belongs to. */
  readonly at?: number;
  readonly value?: LiteralValue;
}

export function site(like: SiteLike): Site {
  const { callee, bases, args = [], open = false, at, value, ...fields } = like;
  const made = args.map(({ value: given, text, ...argument }): Argument => ({
    ...argument,
    range,
    valueRange: range,
    ...(given !== undefined && { literal: literal(given, text) }),
  }));
  const call: Call | undefined =
    callee === undefined && bases === undefined && args.length === 0
      ? undefined
      : {
          callee: { text: callee ?? 'f', range, ...(callee && { symbol: callee }), ...(bases && { bases }) },
          args: made,
          open,
          range,
        };
  const text = fields.text ?? callee?.split('.').at(-1) ?? '';
  return {
    range,
    text,
    place: 'reference',
    inside: [],
    statement: range,
    ...(call && { call }),
    ...(at !== undefined && { argument: made[at]! }),
    ...(value !== undefined && { value: literal(value) }),
    ...fields,
  };
}

/** The analysis of a document that shows machine learning, unless told otherwise. */
export function analysis(text = '', { ml = true, numeric = true, languageId = 'python' } = {}): Analysis {
  return {
    document: { uri: 'x', version: 1, languageId, text },
    imports: [],
    has: { ml, numeric },
    parsed: languageId === 'python',
    siteAt: () => undefined,
    sites: () => [],
    sitesFrom: () => [],
  };
}

/** A site on the text between two bars, with the statement that is its line: `eps = |smooth|`. */
export function marked(text: string, like: SiteLike = {}): { site: Site; text: string } {
  const start = text.indexOf('|');
  const end = text.indexOf('|', start + 1) - 1;
  const plain = text.replaceAll('|', '');
  const lineStart = plain.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = plain.indexOf('\n', start);
  return {
    text: plain,
    site: site({
      text: plain.slice(start, end),
      range: { start, end },
      statement: { start: lineStart, end: lineEnd < 0 ? plain.length : lineEnd },
      ...like,
    }),
  };
}
