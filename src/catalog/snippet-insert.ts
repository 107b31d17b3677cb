/** A snippet as the editor inserts it: in the syntax of VS Code's snippets and under the names of the user's file. */
import type { Analysis, SymbolId } from '../resolver/site';
import { bindingsOf, type Binding } from './import-line';
import { occurrences } from './occurrences';
import type { Snippet } from './snippet';

/**
 * The body with its placeholders as tab stops (`${1:0.1}`, `${1|0.1,0.05|}`; later places of the same one are
 * `${1}`). With an analysis, imported names are those of the file: `nn` becomes `torch.nn` where only torch is
 * imported.
 */
export function snippetText(snippet: Snippet, analysis?: Analysis): string {
  const { body, language } = snippet;
  const renamed = analysis ? renamedNames(snippet, analysis) : new Map<string, string>();
  const edits = placeholderEdits(snippet, (choice) => withNames(choice, language, renamed));
  for (const { range, text } of aliasEdits(snippet, renamed))
    if (!edits.some((edit) => edit.range.start < range.end && range.start < edit.range.end))
      edits.push({ range, text: escapeText(text) });
  edits.sort((a, b) => a.range.start - b.range.start);
  let result = '';
  let at = 0;
  for (const { range, text } of edits) {
    result += escapeText(body.slice(at, range.start)) + text;
    at = range.end;
  }
  return result + escapeText(body.slice(at));
}

/**
 * Import lines that the snippet needs and the file lacks, each complete: names of one module share a line. A name
 * that the file uses for something else is imported under another.
 */
export function missingImports(snippet: Snippet, analysis: Analysis): string[] {
  const lines = new Map<string, { names: string[]; tail: string }>();
  for (const { binding, name } of places(snippet, analysis).filter((place) => place.isMissing)) {
    const { shared } = binding;
    const key = shared ? shared.head + shared.tail : binding.line(name);
    const line = lines.get(key) ?? { names: [], tail: shared?.tail ?? '' };
    if (shared) line.names.push(shared.name(name));
    lines.set(key, line);
  }
  const isCommonJs = /\brequire\(/.test(analysis.document.text) && !/^import\s/m.test(analysis.document.text);
  return [...lines].map(([key, { names, tail }]) => {
    const line = names.length === 0 ? key : key.slice(0, key.length - tail.length) + names.join(', ') + tail;
    return isCommonJs && snippet.language !== 'python' ? asRequire(line) : line;
  });
}

function asRequire(line: string): string {
  return line
    .replace(/^import \* as (\w+) from (.*);$/, 'const $1 = require($2);')
    .replace(/^import (\w+) from (.*);$/, 'const $1 = require($2);')
    .replace(/^import (\{.*\}) from (.*);$/, (_, names: string, from: string) => {
      return `const ${names.replaceAll(' as ', ': ')} = require(${from});`;
    });
}

interface Edit {
  readonly range: { readonly start: number; readonly end: number };
  readonly text: string;
}

function placeholderEdits({ body, placeholders }: Snippet, named: (choice: string) => string): Edit[] {
  const edits: Edit[] = [];
  for (const [i, { text, after, choices }] of placeholders.entries()) {
    const free = occurrences(body, text, after).filter(
      (start) => !edits.some((edit) => edit.range.start < start + text.length && start < edit.range.end),
    );
    for (const [j, start] of free.entries()) {
      const stop = j > 0 ? `\${${i + 1}}` : snippetChoice(i + 1, choices.map(named));
      edits.push({ range: { start, end: start + text.length }, text: stop });
    }
  }
  return edits;
}

/** A tab stop in VS Code's syntax: `${1:0.1}`, or with several choices a pick list. */
export function snippetChoice(number: number, choices: readonly string[]): string {
  if (choices.length === 1) return `\${${number}:${escapeText(choices[0]!)}}`;
  return `\${${number}|${choices.map((choice) => choice.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
}

function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Where a name that the snippet imports is to be had in the user's file. */
interface Place {
  readonly binding: Binding;
  /** What stands for it in the code: `nn`, `torch.nn`. */
  readonly name: string;
  readonly isMissing: boolean;
}

function places(snippet: Snippet, analysis: Analysis): Place[] {
  const { language, imports } = snippet;
  const used = new Set(names(snippet).map(({ name }) => name));
  return imports
    .flatMap((line) => bindingsOf(line, language))
    .filter(({ local }) => used.has(local))
    .map((binding) => {
      const there = nameInFile(binding, analysis);
      if (there !== undefined) return { binding, name: there, isMissing: false };
      const isTaken = analysis.imports.some(
        ({ alias, symbol }) => alias === binding.local && symbol !== binding.symbol,
      );
      return { binding, name: isTaken ? longName(binding) : binding.local, isMissing: true };
    });
}

/** `torch_nn` for `torch.nn`, `keras_` for `keras`. */
function longName({ symbol }: Binding): string {
  const parts = symbol.split(/\W+/).slice(1);
  return parts.length > 1 ? parts.slice(-2).join('_') : `${parts[0] ?? ''}_`;
}

/** Modules that are loaded with their package, so that `import torch` is enough for `torch.nn`. */
const loadedWithPackage =
  /^py:(?:torch\.(?:nn|optim|linalg|fft|cuda|autograd|distributions|utils\.data)|(?:tensorflow|keras)\.|jax\.(?:nn|numpy|random|lax|tree_util)|numpy\.(?:random|linalg|fft)|optax\.losses)\b/;

function nameInFile(binding: Binding, analysis: Analysis): string | undefined {
  const { symbol, module, member } = binding;
  const bound = analysis.imports.filter((found) => found.alias !== undefined);
  const same = bound.filter((found) => found.symbol === symbol).map((found) => found.alias!);
  const isLoaded = (name: SymbolId) => !name.includes('.') || loadedWithPackage.test(name);
  if (same.length > 0 && (symbol === module || member !== undefined || isLoaded(module)))
    return same.includes(binding.local) ? binding.local : same[0];
  if (analysis.imports.some((found) => found.alias === undefined && found.symbol === module) && member)
    return member;
  let best: { name: string; length: number } | undefined;
  for (const { symbol: parent, alias } of bound) {
    if (!symbol.startsWith(`${parent}.`)) continue;
    const isOfModule = parent === module || loadedWithPackage.test(module);
    const isMember =
      symbol.startsWith('js:') || /^[A-Z]/.test(member ?? '') || loadedWithPackage.test(symbol);
    if (isOfModule && isMember && parent.length > (best?.length ?? 0))
      best = { name: alias! + symbol.slice(parent.length), length: parent.length };
  }
  return best?.name;
}

function renamedNames(snippet: Snippet, analysis: Analysis): ReadonlyMap<string, string> {
  return new Map(places(snippet, analysis).map(({ binding, name }) => [binding.local, name]));
}

function aliasEdits(code: Pick<Snippet, 'body' | 'language'>, renamed: ReadonlyMap<string, string>): Edit[] {
  return names(code).flatMap(({ name, start }) => {
    const text = renamed.get(name);
    return text === undefined || text === name ? [] : [{ range: { start, end: start + name.length }, text }];
  });
}

/** A piece of code under the names of the file. */
function withNames(
  body: string,
  language: Snippet['language'],
  renamed: ReadonlyMap<string, string>,
): string {
  return aliasEdits({ body, language }, renamed).reduceRight(
    (code, { range, text }) => code.slice(0, range.start) + text + code.slice(range.end),
    body,
  );
}

const tokens = {
  python: /(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*)|([A-Za-z_]\w*)/g,
  script:
    /(?:`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/.*|\/\*[^]*?\*\/)|([A-Za-z_$][\w$]*)/g,
};

/** The names in the body that may be imported ones: not in strings and comments, no attribute, no keyword. */
function names({ body, language }: Pick<Snippet, 'body' | 'language'>): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = [];
  for (const match of body.matchAll(language === 'python' ? tokens.python : tokens.script)) {
    const name = match[1];
    if (name === undefined) continue;
    const before = body.slice(0, match.index).trimEnd().at(-1) ?? '';
    const isKeyword = /^\s*=(?!=)/.test(body.slice(match.index + name.length)) && /[(,]/.test(before);
    if (before !== '.' && !isKeyword) found.push({ name, start: match.index });
  }
  return found;
}
