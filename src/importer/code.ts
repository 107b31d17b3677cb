/** Code of a raw text: where it stands, and Python whose indentation is gone. */
import type { Parser } from 'web-tree-sitter';

/** What an import or definition of Python looks like; nothing else begins a run of code without a fence. */
const begins =
  /^(?:from [\w.]+ import [\w*(]|import [\w.]+(?: as \w+)?(?:, ?[\w.]+)*\s*$|(?:async )?def \w+\(.*|class \w+.*:\s*$|@\w[\w.]*(?:\(.*\))?\s*$|[a-z_]\w* = [A-Za-z_][\w.]*\(.*)/;
const goesOn =
  /^(?:\s|#|["'{}()[\]|]|(?:from|import|def|class|async|await|for|while|if|elif|else|try|except|finally|with|return|raise|yield|pass|break|continue|assert|print)\b.*[:)\w\]"']\s*$|@\w|[\w.[\], "']+ ?(?:[-+*/|&]|\/\/)?= ?\S|[\w.]+\(.*)/;

/** The line behind the code that begins at `start`, or `start` where none begins. */
export function codeEnd(lines: readonly string[], start: number): number {
  if (!begins.test(lines[start]!)) return start;
  let state = { depth: 0, quote: '' };
  let end = start;
  for (let i = start; i < lines.length && i < start + 2_000; i++) {
    const line = lines[i]!;
    const isInside = state.depth > 0 || state.quote !== '';
    if (!isInside && (line.startsWith('**') || line.startsWith('```'))) break;
    if (!isInside && line.trim() !== '' && i > start && !goesOn.test(line) && !begins.test(line)) break;
    state = scan(line, state);
    if (line.trim() !== '') end = i + 1;
  }
  return end;
}

interface State {
  readonly depth: number;
  /** The quotes of a string that goes on in the next line. */
  readonly quote: string;
}

/** Brackets and long strings that are open behind a line. */
function scan(line: string, { depth, quote }: State): State {
  for (let i = 0; i < line.length; i++) {
    const long = line.slice(i, i + 3);
    if (quote !== '') {
      if (line[i] === '\\') i++;
      else if (line.startsWith(quote, i)) {
        i += quote.length - 1;
        quote = '';
      }
    } else if (long === '"""' || long === "'''") {
      quote = long;
      i += 2;
    } else if (line[i] === '"' || line[i] === "'") quote = line[i]!;
    else if (line[i] === '#') break;
    else if (/[([{]/.test(line[i]!)) depth++;
    else if (/[)\]}]/.test(line[i]!)) depth = Math.max(0, depth - 1);
  }
  return { depth, quote: quote.length === 3 ? quote : '' };
}

export interface Indented {
  readonly code: string;
  /** Whether the grammar accepts it, with no block left empty. */
  readonly parses: boolean;
  /** Indentation was put in, and another one would be Python too. */
  readonly isGuess: boolean;
}

/** Python as it stands where it parses, else with the indentation that its colons, returns and branches ask for. */
export function indentPython(lines: readonly string[], parser: Parser): Indented {
  const code = lines.join('\n');
  if (isPython(code, parser)) return { code, parses: true, isGuess: false };
  const { text, isGuess } = indented(lines);
  return isPython(text, parser)
    ? { code: text, parses: true, isGuess }
    : { code, parses: false, isGuess: false };
}

function isPython(code: string, parser: Parser): boolean {
  const tree = parser.parse(code);
  if (!tree) return false;
  try {
    return (
      !tree.rootNode.hasError &&
      !tree.rootNode.descendantsOfType('block').some((block) => block?.namedChildCount === 0)
    );
  } finally {
    tree.delete();
  }
}

const unit = '    ';
/** Deeper code is left as it is. */
const deepest = 30;
const opensBlock = /:\s*(?:#.*)?$/;
const branches = /^(?:elif\b|else\b|except\b|finally\b)/;

interface Block {
  readonly kind: string;
  readonly level: number;
}

function indented(lines: readonly string[]): { text: string; isGuess: boolean } {
  const out: string[] = [];
  const blocks: Block[] = [];
  let state: State = { depth: 0, quote: '' };
  let isGuess = false;
  let ended = false;
  for (const [i, raw] of lines.entries()) {
    if (state.quote !== '') {
      out.push(raw);
      state = scan(raw, state);
      continue;
    }
    const line = raw.trim();
    if (state.depth > 0) {
      const inner = Math.min(state.depth, deepest) - (/^[)\]}]/.test(line) ? 1 : 0);
      out.push(line === '' ? '' : unit.repeat(blocks.length + inner) + line);
      state = scan(line, state);
      continue;
    }
    if (line === '') {
      out.push('');
      continue;
    }
    leave(blocks, line, ended, isLast(lines, i));
    out.push(unit.repeat(blocks.length) + line);
    state = scan(line, state);
    ended = /^(?:return|raise|break|continue|pass)\b/.test(line);
    if (!ended && blocks.filter(({ kind }) => kind !== 'class').length > 1) isGuess = true;
    if (opensBlock.test(line) && state.depth === 0 && blocks.length < deepest) {
      blocks.push({ kind: /^(?:async\s+)?(\w+)/.exec(line)?.[1] ?? '', level: blocks.length });
      ended = false;
    }
  }
  return { text: out.join('\n'), isGuess };
}

/** Leaves the blocks that a line cannot stand in. */
function leave(blocks: Block[], line: string, ended: boolean, isLast: boolean): void {
  const word = /^(?:async\s+)?(@|\w+)/.exec(line)?.[1] ?? '';
  const isMethod = /^(?:async\s+)?def \w+\(\s*(?:self|cls)\b/.test(line);
  const hasClass = blocks.some(({ kind }) => kind === 'class');
  if (word === 'def' || word === '@') {
    const owner = blocks.findLastIndex(({ kind }) => kind === 'class');
    blocks.length = isMethod || (word === '@' && hasClass) ? owner + 1 : 0;
  } else if (word === 'class' || word === 'import' || word === 'from') blocks.length = 0;
  else if (branches.test(line)) {
    const partners =
      word === 'except' || word === 'finally'
        ? ['try', 'except']
        : ['if', 'elif', 'for', 'while', 'try', 'except'];
    const partner = blocks.findLastIndex(({ kind }) => partners.includes(kind));
    if (partner >= 0) blocks.length = partner;
  } else if (ended) blocks.pop();
  if (word === 'return' && isLast) {
    const owner = blocks.findLastIndex(({ kind }) => kind === 'def');
    if (owner >= 0) blocks.length = owner + 1;
  }
}

/** Nothing but a definition, or nothing at all, comes behind the line. */
function isLast(lines: readonly string[], index: number): boolean {
  let next = index + 1;
  while (lines[next]?.trim() === '') next++;
  return next >= lines.length || /^\s*(?:async\s+)?(?:def|class)\b|^\s*@/.test(lines[next]!);
}
