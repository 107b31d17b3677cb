/** Whether a snippet belongs at a place: the language, the packages of the file, and the syntax around the cursor. */
import type { Snippet, SnippetLanguage } from '../catalog/snippet';
import type { Analysis } from '../resolver/site';

const spokenBy: Readonly<Record<SnippetLanguage, readonly string[]>> = {
  python: ['python'],
  typescript: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  javascript: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  shellscript: ['shellscript'],
  json: ['json', 'jsonc'],
  yaml: ['yaml'],
};

export function speaks(snippet: Snippet, languageId: string): boolean {
  return spokenBy[snippet.language].includes(languageId);
}

/** True where the file imports the packages of the snippet, or the snippet has none. */
export function importedBy(snippet: Snippet, analysis: Analysis): boolean {
  const imported = new Set(
    analysis.imports.map(({ symbol }) => packageOf(symbol.slice(symbol.indexOf(':') + 1))),
  );
  const needed = snippet.imports.flatMap((line) => modulesOf(line).map(packageOf));
  // Arrays are everywhere: next to a framework, numpy is added rather than asked for.
  const telling = needed.filter((name) => name !== 'numpy');
  return (telling.length > 0 ? telling : needed).every((name) => imported.has(name));
}

/** The modules of one import line, Python or JavaScript. */
function modulesOf(line: string): string[] {
  const quoted = /['"]([^'"]+)['"]\s*\)?\s*;?$/.exec(line)?.[1];
  if (quoted) return [quoted];
  const from = /^from\s+([\w.]+)/.exec(line)?.[1];
  if (from) return [from];
  return line
    .replace(/^import\s+/, '')
    .split(',')
    .map((part) => part.trim().split(/\s/)[0] ?? '');
}

/** `torch.nn` is of `torch`, `@tensorflow/tfjs.losses` of `@tensorflow/tfjs`. */
function packageOf(module: string): string {
  return /^(?:@[^/]+\/)?[^/.]+/.exec(module)?.[0] ?? module;
}

/** What may stand at a place. */
export type Ground = 'statement' | 'expression' | 'argument';

/** How far back an open bracket is looked for. */
const reach = 4000;

/**
 * What may stand between `start` and `end` of the text, judged by what stands before and behind: this must
 * work on code that is being typed, where no parser helps. Nothing where a snippet would break the code.
 */
export function groundAt(text: string, start: number, end: number, languageId: string): Ground | undefined {
  if (languageId === 'python' && isInsideDocstring(text, start)) return undefined;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const lineEnd = text.indexOf('\n', end);
  const behind = text.slice(end, lineEnd === -1 ? text.length : lineEnd);
  const bracket = openBracket(text, start);
  const block = bracket === '{' && languageId !== 'python';
  if (bracket === '(' && /(?:^|[(,])\s*$/.test(line)) return 'argument';
  if (/(?:[=([{,:+\-*/]|=>|\breturn|\byield|\bawait)\s*$/.test(line) && !/^\s*(?:#|\/\/)/.test(line))
    return 'expression';
  if (bracket && !block) return line.trim() === '' ? 'expression' : undefined;
  return line.trim() === '' && behind.trim() === '' ? 'statement' : undefined;
}

function isInsideDocstring(text: string, offset: number): boolean {
  const marks = text.slice(0, offset).match(/"""|'''/g) ?? [];
  return marks.length % 2 === 1;
}

/** The innermost bracket that is open before an offset. Brackets in strings are counted: the answer is a guess there. */
function openBracket(text: string, offset: number): '(' | '[' | '{' | undefined {
  let depth = 0;
  for (let at = offset - 1; at >= Math.max(0, offset - reach); at--) {
    const character = text[at];
    if (character === ')' || character === ']' || character === '}') depth++;
    if (character !== '(' && character !== '[' && character !== '{') continue;
    if (depth === 0) return character;
    depth--;
  }
  return undefined;
}

/** True where a snippet made for one ground may stand on another: an assignment gives its right-hand side. */
export function fitsGround(snippet: Snippet, ground: Ground): boolean {
  if (snippet.position === ground) return true;
  if (snippet.position === 'expression') return ground !== 'statement';
  return (
    snippet.position === 'statement' &&
    ground !== 'statement' &&
    assignment.test(snippet.body) &&
    !snippet.body.includes('\n')
  );
}

const assignment = /^(?:(?:const|let|var)\s+)?[A-Za-z_]\w*\s*=\s*(?!=)/;

/** The text for a ground: where an expression is wanted, an assignment loses its name and its semicolon. */
export function textForGround(snippet: Snippet, text: string, ground: Ground): string {
  if (snippet.position !== 'statement' || ground === 'statement') return text;
  return text.replace(assignment, '').replace(/;$/, '');
}
