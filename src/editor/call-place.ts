/** The call whose argument is being typed: judged by brackets, since half-written code has no parser. */

/** How far back the bracket of the call, and ahead its end, are looked for. */
const reach = 4000;

export interface CallPlace {
  /** Offset of the last character of the callee's name. */
  readonly callee: number;
  /** `option`: a key of an object that is the argument. */
  readonly form: 'keyword' | 'option';
  /** Names that the call gives already. */
  readonly given: ReadonlySet<string>;
}

/**
 * The call around `start`, where the name of an argument may begin: behind its bracket or a comma. Nothing
 * elsewhere. In a script only a first argument that is an object has names.
 */
export function callPlace(text: string, start: number, languageId: string): CallPlace | undefined {
  const bracket = openBracket(text, start);
  const before = text.slice(0, start).trimEnd();
  if (bracket === undefined || !(before.endsWith(',') || before.length === bracket + 1)) return undefined;
  const isPython = languageId === 'python';
  const call = isPython ? bracket : lastBefore(text, bracket);
  if (text[bracket] !== (isPython ? '(' : '{') || text[call] !== '(') return undefined;
  const callee = lastBefore(text, call);
  if (!/[\w$]/.test(text[callee] ?? '')) return undefined;
  const line = text.slice(text.lastIndexOf('\n', callee) + 1, callee);
  if (/^\s*(?:async\s+)?(?:def|class|function)\s/.test(line)) return undefined;
  return {
    callee,
    form: isPython ? 'keyword' : 'option',
    given: givenIn(text, bracket + 1, isPython ? '=' : ':'),
  };
}

/** The innermost bracket that is open before an offset. */
function openBracket(text: string, offset: number): number | undefined {
  let depth = 0;
  for (let at = offset - 1; at >= Math.max(0, offset - reach); at--) {
    const character = text[at]!;
    if (')]}'.includes(character)) depth++;
    if (!'([{'.includes(character)) continue;
    if (depth === 0) return at;
    depth--;
  }
  return undefined;
}

/** The last character before an offset that is no white space. */
function lastBefore(text: string, offset: number): number {
  return text.slice(Math.max(0, offset - reach), offset).trimEnd().length - 1 + Math.max(0, offset - reach);
}

/** Names followed by `mark` between the brackets, not within inner ones. */
function givenIn(text: string, start: number, mark: '=' | ':'): Set<string> {
  const given = new Set<string>();
  let depth = 0;
  let word = '';
  for (let at = start; at < Math.min(text.length, start + reach); at++) {
    const character = text[at]!;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && depth-- === 0) break;
    if (depth > 0) continue;
    if (/[\w$]/.test(character)) word = /[\w$]/.test(text[at - 1] ?? '') ? word + character : character;
    else if (character === mark && word !== '' && text[at + 1] !== '=') given.add(word);
    else if (!/\s/.test(character)) word = '';
  }
  return given;
}
