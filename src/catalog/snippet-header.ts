/** The comment header of a snippet file as data (its format: snippet.ts). */
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { readYaml } from './yaml';

export interface Placeholder {
  /** What is replaced, as it stands in the body. */
  readonly text: string;
  /** What must stand directly before `text`; empty where every occurrence is meant. */
  readonly after: string;
  /** At least one; the first is inserted, several become a pick list. */
  readonly choices: readonly string[];
}

export interface Requirement {
  readonly package: string;
  /** Least version that works. */
  readonly version?: string;
}

export interface SnippetHeader {
  readonly concept: string;
  readonly also: readonly string[];
  readonly prefix: readonly string[];
  readonly description: string;
  readonly needs: readonly Requirement[];
  readonly position: 'statement' | 'expression' | 'argument';
  readonly placeholders: readonly Placeholder[];
  readonly run: 'full' | 'construct' | 'compile';
}

export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
}

type Report = (message: string, line?: number, column?: number) => void;

const fields = [
  'concept',
  'also',
  'prefix',
  'description',
  'needs',
  'position',
  'placeholders',
  'run',
] as const;
type Field = (typeof fields)[number];

const conceptId = /^[a-z0-9][a-z0-9-]*$/;

/** Reads the header lines; reports what is wrong, each with its place, and then returns nothing. */
export function readHeader(lines: readonly Line[], mark: string, report: Report): SnippetHeader | undefined {
  let failed = false;
  const fail: Report = (...problem) => {
    failed = true;
    report(...problem);
  };
  const nodes = fieldNodes(lines, mark, fail);
  const text = <T extends string>(field: Field, allowed: RegExp | readonly T[], otherwise?: T): T => {
    const node = nodes.get(field);
    const value = node && textOf(node.value);
    const fits =
      value !== undefined && ('test' in allowed ? allowed.test(value) : allowed.includes(value as T));
    if (!node && otherwise !== undefined) return otherwise;
    if (!node) fail(`The header lacks '${field}'.`);
    else if (!fits) {
      const wanted = 'test' in allowed ? 'written as the format says' : `one of ${allowed.join(', ')}`;
      fail(`${field}: must be ${wanted}.`, node.line, node.column);
    }
    return (value ?? '') as T;
  };
  const list = (field: Field, allowed: RegExp): string[] => {
    const node = nodes.get(field);
    if (!node) return [];
    const values = isSeq(node.value) ? node.value.items.map(textOf) : [textOf(node.value)];
    if (values.every((value) => value !== undefined && allowed.test(value))) return values as string[];
    fail(
      `${field}: must be one value or a list of values, written as the format says.`,
      node.line,
      node.column,
    );
    return [];
  };
  const header: SnippetHeader = {
    concept: text('concept', conceptId),
    also: list('also', conceptId),
    prefix: list('prefix', /^[^\s]{1,60}$/),
    description: text('description', /^.{1,120}$/),
    needs: list('needs', requirementPattern).map(requirement),
    position: text('position', ['statement', 'expression', 'argument'], 'statement'),
    placeholders: placeholders(nodes.get('placeholders'), fail),
    run: text('run', ['full', 'construct', 'compile'], 'full'),
  };
  if (header.prefix.length === 0 && !nodes.has('prefix')) fail("The header lacks 'prefix'.");
  return failed ? undefined : header;
}

interface FieldNode {
  readonly value: Node | null;
  readonly line: number;
  readonly column: number;
}

function fieldNodes(lines: readonly Line[], mark: string, fail: Report): Map<Field, FieldNode> {
  const found = new Map<Field, FieldNode>();
  let indent = 0;
  const yaml = lines.map(({ text, number }, i) => {
    if (text.trim() === '' || (i === 0 && text.startsWith('#!'))) return '';
    if (!text.startsWith(mark)) fail(`Only comments may stand before the part 'setup'.`, number);
    const content = text.slice(mark.length);
    if (content.startsWith(' ')) indent = mark.length + 1;
    return content.replace(/^ /, '');
  });
  const { document, defects, place } = readYaml(yaml.join('\n'), 'failsafe');
  for (const { message, line, column } of defects)
    fail(`The header is not valid YAML: ${message}`, line, column + indent);
  if (!document) return found;
  if (!isMap(document.contents)) {
    fail("The file begins with a header of comments: '# concept: …', '# prefix: …', '# description: …'.");
    return found;
  }
  for (const { key, value } of document.contents.items) {
    const name = textOf(key);
    const { line, column: column0 } = place(isScalar(key) ? (key.range?.[0] ?? 0) : 0);
    const column = column0 + indent;
    if (fields.includes(name as Field))
      found.set(name as Field, { value: value as Node | null, line, column });
    else fail(`The header knows no '${name ?? '?'}': only ${fields.join(', ')}.`, line, column);
  }
  return found;
}

/** A scalar as written. Aliases and collections are no text. */
function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

const requirementPattern = /^[\w@/.-]+(?:\s*>=\s*\d[\w.]*)?$/;

function requirement(text: string): Requirement {
  const [name, version] = text.split('>=').map((part) => part.trim());
  return version ? { package: name!, version } : { package: name! };
}

function placeholders(node: FieldNode | undefined, fail: Report): Placeholder[] {
  if (!node) return [];
  const bad = (): Placeholder[] => {
    fail(
      'placeholders: must map a text of the snippet to nothing, a default or a list of choices.',
      node.line,
      node.column,
    );
    return [];
  };
  if (!isMap(node.value)) return bad();
  const result: Placeholder[] = [];
  for (const { key, value } of node.value.items) {
    const whole = textOf(key);
    const choices = isSeq(value) ? value.items.map(textOf) : [value === null ? '' : textOf(value)];
    if (!whole || choices.some((choice) => choice === undefined)) return bad();
    const behind = /^['"]/.test(whole) ? null : /^(.*[=:(]\s*)(.+)$/.exec(whole);
    const after = behind?.[1] ?? '';
    const text = behind?.[2] ?? whole;
    const given = (choices as string[]).filter((choice) => choice !== '');
    if (given.length > 1 && !given.includes(text)) {
      fail(`placeholders: '${text}' must be one of its choices.`, node.line, node.column);
      return [];
    }
    // What ran is what is inserted.
    const others = given.filter((choice) => choice !== text);
    result.push({ text, after, choices: given.length === 1 ? given : [text, ...others] });
  }
  return result;
}
