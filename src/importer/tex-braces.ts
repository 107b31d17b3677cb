/** Braces of sets, whose backslashes are lost, among those that TeX itself wants. */
import { takesGroup, takesWords } from './tex-words';
import type { Tell } from './tex-doubts';

/** Two arguments in braces. */
const takesTwo = /\\(?:[dtc]?frac|[dt]?binom|overset|underset|stackrel|textcolor)$/;

interface Group {
  readonly at: number;
  /** What stands in front: a command, a sign, or `}wants` where one more argument follows. */
  readonly before: string;
  /** No command, index or power wants it, and it is no switch of style. */
  readonly isFree: boolean;
  /** It is the term of a sum or the like, which is no set. */
  readonly isTerm: boolean;
}

/** Braces that no command, index or power wants are those of a set. */
export function braces(tex: string, tell: Tell): string {
  const out = tex.split('');
  const open: Group[] = [];
  let last = '';
  for (let i = 0; i < tex.length; i++) {
    const c = tex[i]!;
    if (c === '\\') {
      last = /^\\(?:[A-Za-z]+|[^])/.exec(tex.slice(i, i + 30))?.[0] ?? c;
      i += last.length - 1;
    } else if (c === '{') {
      open.push(groupAt(tex, i, last));
      last = c;
    } else if (c === '}') {
      const group = open.pop();
      if (!group) continue;
      const inner = tex.slice(group.at + 1, i);
      const behind = tex.slice(i + 1, i + 20);
      if (isSet(group, inner, behind)) {
        tell('braces were read as those of a set');
        out[group.at] = '\\{';
        out[i] = '\\}';
      } else if (group.isFree && !isPlain(inner, behind))
        tell('braces that stand free may be those of a set');
      const wantsMore =
        takesTwo.test(group.before) ||
        (group.before === '\\begin' && /^(?:array|alignat|alignedat)\*?$/.test(inner));
      last = wantsMore ? '}wants' : '}';
    } else if (!/\s/.test(c)) last = c;
  }
  return out.join('');
}

function groupAt(tex: string, at: number, before: string): Group {
  const front = tex.slice(Math.max(0, at - 200), at);
  const isRoot = /\\sqrt\[[^\]]*\]\s*$/.test(front);
  return {
    at,
    before,
    isFree: !isWanted(before) && !isRoot && !isStyle(tex.slice(at + 1, at + 8)),
    isTerm: isTerm(front, tex.slice(at + 1, at + 30)),
  };
}

/** Whether braces hold the term of a sum or a logarithm, or only brackets of their own. */
function isTerm(before: string, inner: string): boolean {
  const index = String.raw`(?:\\limits|[_^](?:\\?\w+|\{(?:[^{}]|\{[^{}]*\})*\}))*`;
  const isOperand = new RegExp(String.raw`\\(?:sum|prod|int|log|ln)${index}\{*$`).test(before);
  return isOperand || /^\s*\{*\\left\b/.test(inner);
}

/** Whether braces that stand free hold a set: they list or compare, follow `\max`, or are all there is. */
function isSet({ at, before, isFree, isTerm }: Group, inner: string, behind: string): boolean {
  if (!isFree || isTerm) return false;
  if (at === 0 && behind === '') return true;
  if (inner.trim() === '') return /^[=(,]$|arrow$/.test(before) && /^\s*(?:[,)]|$)/.test(behind);
  if (isCell(before, behind) || inner === ',') return false;
  if (/^\\(?:max|min|sup|inf|exp|Pr|in|notin|cup|cap|setminus|subset|subseteq)$/.test(before))
    return !isPlain(inner, behind);
  if (before === '(' && behind.startsWith(')')) return true;
  if (/^(?:_\{\s*\w\s*=|\^\\?\w+_\{\s*\w\s*=)/.test(behind)) return true;
  if (!/[,=<>|:]|\\(?:not|in|le|ge|mid|[lc]?dots)/.test(inner)) return false;
  return !/^[_^]/.test(behind) || !/^\s*(?:[([{|]|\\left|\\\{)/.test(inner);
}

/** All of a cell of a table, which some programs put into braces. */
function isCell(before: string, behind: string): boolean {
  return /^(?:&|\\\\|\}wants|\})$/.test(before) && /^\s*(?:&|\\\\|\\end\b)/.test(behind);
}

/** Braces around nothing, or around one sign that has an index: nobody writes a set so. */
function isPlain(inner: string, behind: string): boolean {
  const isOne = /^\s*(?:\\?[A-Za-z]+|\d+|.)?\s*$/.test(inner);
  return inner.trim() === '' || (isOne && /^[_^]/.test(behind));
}

/** Whether a brace behind this token opens an argument. */
function isWanted(token: string): boolean {
  if (token === '_' || token === '^' || token === '}wants') return true;
  const name = token.slice(1);
  return (
    token.startsWith('\\') &&
    (takesGroup.has(name) ||
      takesWords.has(name) ||
      /^(?:math|over|under|x(?:left|right)arrow|[dt]?binom|[hv]space|substack|phantom)/.test(name))
  );
}

function isStyle(start: string): boolean {
  return /^\\(?:rm|bf|it|cal|tt|displ|scrip|texts|color)/.test(start);
}
