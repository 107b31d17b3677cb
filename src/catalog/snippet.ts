/**
 * A snippet: one file `snippets/<framework>/<name>.<ext>` that runs as it stands. Its id is `<framework>/<name>`.
 *
 * Four parts, in this order. The first is the header: comment lines at the top of the file (`# ` in .py, .sh,
 * .yaml and .yml, `// ` in .ts, .js and .json). What is left without the comment marks is YAML in which every
 * scalar is text as written (`0.1` and `1e-5` need no quotes).
 *
 *     # concept: label-smoothing                      required: id of the concept
 *     # also: [late-fusion]                           further concepts that offer it
 *     # prefix: ls-torch                              required: what the user types; one or a list
 *     # description: Cross-entropy on smoothed labels required: one line
 *     # needs: torch >= 1.10                          package, alone or with its least version; one or a list
 *     # position: statement                           statement (default) | expression | argument
 *     # placeholders: {0.1: [0.1, 0.05, 0.2], num_classes: }
 *     # run: full                                     full (default) | construct | compile: what the test executes
 *
 *     # --- setup
 *     import torch                                    each import on one line: added where the user's file lacks it
 *     from torch import nn
 *     logits = torch.randn(8, 5)                      all other lines are fixtures: run by the test, never inserted
 *
 *     # --- snippet
 *     criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
 *
 *     # --- test
 *     assert criterion.label_smoothing == 0.1         run by the test, never inserted
 *
 * A key of `placeholders` is a literal or a name exactly as it stands in the snippet part, whole tokens only. With
 * a prefix that ends in `=`, `:` or `(` only the text behind it is meant: `label_smoothing=0.1`. Every occurrence
 * becomes the same tab stop, in the order of the list. Its value is nothing (the text itself is the default), one
 * default, or a list of choices; the text is one of them, and is inserted. A key with a comma stands in quotes.
 * `position: expression` inserts without the trailing line break; `argument` likewise, inside the parentheses of a
 * call.
 * In .ts and .js files the marks read `// --- setup` and so on. A .json file has no setup and no test.
 */
import type { Problem } from '../util/problem';
import { occurrences } from './occurrences';
import { readHeader, type Line, type SnippetHeader } from './snippet-header';

export type { Placeholder, Requirement } from './snippet-header';

export type SnippetLanguage = 'python' | 'typescript' | 'javascript' | 'shellscript' | 'json' | 'yaml';

export interface Snippet extends SnippetHeader {
  /** `torch/ls-torch`. */
  readonly id: string;
  readonly framework: string;
  readonly language: SnippetLanguage;
  /** The import lines of the setup. */
  readonly imports: readonly string[];
  /** The code to insert, without placeholders: it runs after the setup. */
  readonly body: string;
  readonly file: string;
}

const languages: ReadonlyMap<string, { language: SnippetLanguage; mark: string }> = new Map([
  ['py', { language: 'python', mark: '#' }],
  ['sh', { language: 'shellscript', mark: '#' }],
  ['yaml', { language: 'yaml', mark: '#' }],
  ['yml', { language: 'yaml', mark: '#' }],
  ['ts', { language: 'typescript', mark: '//' }],
  ['js', { language: 'javascript', mark: '//' }],
  ['json', { language: 'json', mark: '//' }],
]);

const marker = /^\s*(?:#|\/\/)\s*---\s*(setup|snippet|test)\s*$/;
const maxLength = 64_000;

interface Parts {
  readonly header: readonly Line[];
  readonly setup: readonly Line[];
  readonly snippet: readonly Line[];
}

/**
 * Reads a snippet file. `file` is its path below the project, `snippets/torch/ls-torch.py`: it gives id, framework
 * and language. Never throws; without `snippet` there is at least one Problem of severity error.
 */
export function parseSnippetFile(text: string, file: string): { snippet?: Snippet; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (message: string, line = 1, column = 1): void => {
    problems.push({ code: 'snippet', message, severity: 'error', file, line, column });
  };
  const path = /(?:^|\/)([a-z0-9][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)\.([a-z]+)$/.exec(
    file.replaceAll('\\', '/'),
  );
  const kind = path && languages.get(path[3]!);
  if (!path || !kind) {
    report(
      'A snippet lies at snippets/<framework>/<name>.<py|ts|js|sh|json|yaml>, in lower case with hyphens.',
    );
    return { problems };
  }
  if (text.length > maxLength) {
    report(`The file has ${text.length} characters; at most ${maxLength} are read.`);
    return { problems };
  }
  const parts = split(text, report);
  const header = readHeader(parts.header, kind.mark, report);
  const body = trimBlankLines(parts.snippet.map((line) => line.text)).join('\n');
  if (body === '') report(`The part '${kind.mark} --- snippet' is missing or empty.`);
  const imports = readImports(parts.setup, kind.language, report);
  for (const { text: wanted, after } of header?.placeholders ?? [])
    if (body !== '' && occurrences(body, wanted, after).length === 0)
      report(`The placeholder '${after}${wanted}' does not occur in the snippet part.`);
  if (!header || problems.length > 0) return { problems };
  const [framework, name] = [path[1]!, path[2]!];
  const id = `${framework}/${name}`;
  return { snippet: { id, framework, ...header, language: kind.language, imports, body, file }, problems };
}

type Report = (message: string, line?: number, column?: number) => void;

function split(text: string, report: Report): Parts {
  const parts = { header: [] as Line[], setup: [] as Line[], snippet: [] as Line[], test: [] as Line[] };
  const order = ['header', 'setup', 'snippet', 'test'] as const;
  let current: (typeof order)[number] = 'header';
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const next = marker.exec(line)?.[1] as 'setup' | 'snippet' | 'test' | undefined;
    if (next === undefined) {
      parts[current].push({ text: line, number: i + 1 });
      continue;
    }
    if (order.indexOf(next) <= order.indexOf(current))
      report(`The part '${next}' stands twice or out of order: header, setup, snippet, test.`, i + 1);
    current = next;
  }
  return parts;
}

function readImports(setup: readonly Line[], language: SnippetLanguage, report: Report): string[] {
  const pattern =
    language === 'python' ? /^(?:import|from)\s/ : /^import[\s{*'"]|^(?:const|let|var)\s.*=\s*require\(/;
  if (language !== 'python' && language !== 'typescript' && language !== 'javascript') return [];
  const lines = setup.filter((line) => pattern.test(line.text));
  for (const { text, number } of lines) {
    const complete =
      language === 'python' ? !/[(\\]\s*(?:#.*)?$/.test(text) : /['"]\s*\)?\s*;?\s*$/.test(text);
    if (!complete) report('Write each import of the setup on one line.', number);
  }
  return lines.map((line) => line.text.trim());
}

function trimBlankLines(lines: readonly string[]): string[] {
  const written = lines.map((line) => line.trimEnd());
  const first = written.findIndex((line) => line !== '');
  const last = written.findLastIndex((line) => line !== '');
  return first < 0 ? [] : written.slice(first, last + 1);
}
