/**
 * YAML of strangers, within limits: what costs more than its size (deep nesting, thousands of keys, alias
 * bombs) is refused by a count of its tokens before anything is built from it.
 */
import { CST, Lexer, LineCounter, parseDocument, type Document } from 'yaml';

export interface YamlDefect {
  readonly message: string;
  /** 1-based line and column in the YAML text. */
  readonly line: number;
  readonly column: number;
}

export interface YamlResult {
  /** Present where there is no defect. */
  readonly document?: Document;
  readonly defects: readonly YamlDefect[];
  /** 1-based line and column of an offset. */
  place(offset: number): { line: number; column: number };
}

const maxDepth = 30;
const maxDefects = 20;
const limits: Partial<Record<CST.TokenType, { most: number; message: string }>> = {
  tag: { most: 0, message: 'Tags (!name) are not part of this format.' },
  'explicit-key-ind': { most: 0, message: "Keys that begin with '? ' are not part of this format." },
  'directive-line': { most: 0, message: 'Directives (%) are not part of this format.' },
  anchor: { most: 20, message: 'More than 20 anchors are not read.' },
  alias: { most: 50, message: 'More than 50 aliases are not read.' },
  'map-value-ind': { most: 3000, message: 'More than 3000 keys are not read.' },
  'seq-item-ind': { most: 3000, message: 'More than 3000 list items are not read.' },
  comma: { most: 10_000, message: 'More than 10000 list items are not read.' },
};

/**
 * Parses YAML 1.2 without tags, directives and merge keys. `failsafe`: every scalar stays text. Never throws;
 * the text must be bounded by the caller (time grows with its length, about 10 MB/s).
 */
export function readYaml(text: string, schema: 'core' | 'failsafe'): YamlResult {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) counter.addNewLine(at + 1);
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const bomb = excess(text);
  if (bomb) return { defects: [{ message: bomb.message, ...place(bomb.offset) }], place };
  const document = parseDocument(text, {
    version: '1.2',
    schema,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const defects = [...document.errors, ...document.warnings]
    .slice(0, maxDefects)
    .map((error) => ({ message: plain(error.message), ...place(error.pos[0]) }));
  return defects.length > 0 ? { defects, place } : { document, defects, place };
}

/** The data of a document. An alias that would unfold to more than 100 nodes gives nothing. */
export function yamlData(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function excess(text: string): { message: string; offset: number } | undefined {
  const counts = new Map<CST.TokenType, number>();
  let offset = 0;
  let depth = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth++;
    if (type === 'flow-map-end' || type === 'flow-seq-end') depth--;
    if (depth < 0) return { message: 'This bracket was never opened.', offset };
    if (type === 'seq-item-ind') dashes++;
    if (type === 'newline') dashes = 0;
    if (depth > maxDepth || dashes > maxDepth)
      return { message: `Nested more than ${maxDepth} levels deep.`, offset };
    const limit = type && limits[type];
    if (limit) {
      const count = (counts.get(type) ?? 0) + 1;
      if (count > limit.most) return { message: limit.message, offset };
      counts.set(type, count);
    }
    if (!isControl(token)) offset += token.length;
  }
  return undefined;
}

/** Tokens that the lexer adds: they stand for no text. */
function isControl(token: string): boolean {
  return token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR;
}

function plain(message: string): string {
  return message.replace(/\s+/g, ' ').replace(/\.?$/, '.');
}
