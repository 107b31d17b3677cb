/**
 * A concept file: `---`, YAML front matter, `---`, article in Markdown. Files may come from strangers: size,
 * nesting and aliases are bounded, and every defect is a Problem with its place.
 */
import { isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { Problem } from '../util/problem';
import { checkConcept, type Defect } from './concept-checks';
import type { Entry } from './entry';
import type { ConceptFields } from './schema.generated';
import { schemaProblems, type Path, type SchemaError } from './schema-problems';
import { validateConcept } from './validate.generated';
import { readYaml, yamlData, type YamlResult } from './yaml';

/** Longer files are refused, in UTF-16 units. */
const maxFile = 1_000_000;
const maxFrontMatter = 100_000;
const maxProblems = 50;

export interface ConceptFile {
  /** Absent where there is a problem of severity error. */
  readonly entry?: Entry;
  readonly problems: Problem[];
  /** 1-based line of the file on which the article begins: what a place in the article is counted from. */
  readonly articleLine: number;
}

/** Reads one concept file. Its id is the file's name without `.md`. Never throws. */
export function parseConceptFile(
  text: string,
  file: string,
  origin: Entry['origin'] = 'built-in',
): ConceptFile {
  const problems: Problem[] = [];
  const report = (
    code: string,
    message: string,
    line = 1,
    column = 1,
    severity: Problem['severity'] = 'error',
  ) => {
    if (problems.length < maxProblems) problems.push({ code, message, severity, file, line, column });
  };
  const id = file.replaceAll('\\', '/').split('/').at(-1)!.replace(/\.md$/i, '');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id) || id.length > 100)
    report(
      'file-name',
      `The name of the file is the id of the concept: lower-case letters, digits and hyphens.`,
    );
  if (text.length > maxFile) {
    report('size', `The file has ${text.length} characters; at most ${maxFile} are read.`);
    return { problems, articleLine: 1 };
  }
  const parts = split(text);
  if ('message' in parts) {
    report('front-matter', parts.message, parts.line);
    return { problems, articleLine: 1 };
  }
  const { articleLine, article } = parts;
  const yaml = readYaml(parts.frontMatter, 'core');
  for (const { message, line, column } of yaml.defects) report('yaml', message, line + 1, column);
  const fields = yaml.document && yamlData(yaml.document);
  if (!yaml.document) return { problems, articleLine };
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    const isBomb = isMap(yaml.document.contents);
    report(
      'yaml',
      isBomb ? 'Its aliases unfold to too much data.' : 'The front matter must be a mapping.',
      2,
    );
    return { problems, articleLine };
  }
  const place = placeOf(yaml.document, yaml);
  for (const { code, message, path, isKey, severity } of defects(fields)) {
    const { line, column } = place(path, isKey);
    report(code, message, line + 1, column, severity);
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  if (problems.some((problem) => problem.severity === 'error')) return { problems, articleLine };
  return { entry: { ...(fields as ConceptFields), id, origin, article }, problems, articleLine };
}

/** What the schema says and, where the shape is right, what the schema cannot say. */
function defects(fields: object): Defect[] {
  const validate = validateConcept as { (data: unknown): boolean; errors?: SchemaError[] | null };
  if (!validate(fields))
    return schemaProblems(validate.errors ?? [], fields).map((problem) => ({ code: 'schema', ...problem }));
  return checkConcept(fields as ConceptFields);
}

function split(
  text: string,
): { frontMatter: string; article: string; articleLine: number } | { message: string; line: number } {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (!/^---[ \t]*\n/.test(source))
    return { message: "The file must begin with '---', the YAML front matter and '---'.", line: 1 };
  const start = source.indexOf('\n') + 1;
  const end = /^---[ \t]*$/m.exec(source.slice(start, start + maxFrontMatter));
  if (!end && source.length - start > maxFrontMatter)
    return { message: `The front matter is longer than ${maxFrontMatter} characters.`, line: 1 };
  if (!end) return { message: "The front matter is not closed: a line '---' is missing.", line: 1 };
  const frontMatter = source.slice(start, start + end.index);
  const behind = source.slice(start + end.index + end[0].length + 1);
  const article = behind.replace(/^\s*\n/, '');
  const lines = (part: string) => part.split('\n').length - 1;
  return {
    frontMatter,
    article: article.trimEnd() + (article.trim() ? '\n' : ''),
    articleLine: 3 + lines(frontMatter) + lines(behind.slice(0, behind.length - article.length)),
  };
}

/** The place of a path in the YAML text: of the deepest part of it that is there. */
function placeOf(document: Document, yaml: YamlResult) {
  return (path: Path, isKey = false): { line: number; column: number } => {
    let node = document.contents as Node | null;
    let offset = node?.range?.[0] ?? 0;
    for (const [i, part] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
        if (!pair) break;
        const keyStart = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value as Node | null;
        const isLastKey = isKey && i === path.length - 1;
        offset = isLastKey ? keyStart : (node?.range?.[0] ?? keyStart);
      } else if (isSeq(node) && typeof part === 'number') {
        node = node.items[part] as Node | null;
        offset = node?.range?.[0] ?? offset;
      } else break;
    }
    return yaml.place(offset);
  };
}
