/** Signs that lose a backslash as commands do: braces of sets, bars of norms, spaces, ends of rows. */
import { takesGroup, takesWords } from './tex-words';

type Tell = (doubt: string) => void;

/** A percent sign begins a comment in TeX, which no formula of one line has. */
export function withPercent(tex: string): string {
  return tex.replace(/(?<!\\)%/g, '\\%');
}

/** `tex`: a formula whose commands have their backslashes back. What can be meant in two ways is told. */
export function restoreSigns(text: string, tell: Tell): string {
  let tex = withPercent(text).replace(/(\\(?:left|right|[bB]igg?[lr]?|middle))\s*(?=[{}])/g, '$1\\');
  tex = identifiers(tex, tell);
  if (/\\begin\{/.test(tex)) tex = tex.replace(/(?<!\\)\\(?=[\s\d&[-]|$|[A-Za-z](?![A-Za-z]))/g, '\\\\');
  tex = tex
    .replace(/(,\s*)([;!])(?=\s)/g, '$1\\$2')
    .replace(/(\\text\w*\{[^{}]*\})([;!])(?=\s|\w)/g, '$1\\$2');
  if (tex.includes('\\int')) tex = tex.replace(/(?<!\\);(?=\s*d(?:[A-Za-z]|\\))/g, '\\;');
  tex = tex.replace(/(\s);(?=\s*\\text)/g, '$1\\;');
  tex = sets(tex, tell);
  tex = norms(tex, tell);
  if (/(?:max|min)\}?(?:_\w|_\{[^{}]*\})?\s*>/.test(tex)) tell("'>' may have been a space (\\>)");
  if (hasLooseSign(tex))
    tell('a comma, semicolon, colon or exclamation mark may have been a space (\\, \\; \\: \\!)');
  return tex;
}

function identifiers(tex: string, tell: Tell): string {
  return tex.replace(/(?<![\\A-Za-z])([A-Za-z]{2,}\d*)_(?=[A-Za-z]{2,})/g, (whole, name: string) => {
    tell(`'${name}_…' was read as one name`);
    return `${name}\\_`;
  });
}

/** Two arguments in braces. */
const takesTwo = /\\(?:[dtc]?frac|[dt]?binom|overset|underset|stackrel|textcolor)$/;

/** Braces that no command, index or power wants are those of a set. */
function sets(tex: string, tell: Tell): string {
  const out = [...tex];
  const open: { at: number; isSet: boolean; before: string }[] = [];
  let last = '';
  for (let i = 0; i < tex.length; i++) {
    const c = tex[i]!;
    if (c === '\\') {
      last = /^\\(?:[A-Za-z]+|[^])/.exec(tex.slice(i, i + 30))?.[0] ?? c;
      i += last.length - 1;
    } else if (c === '{') {
      open.push({
        at: i,
        isSet:
          !isWanted(last) &&
          !/\\sqrt\[[^\]]*\]\s*$/.test(tex.slice(0, i)) &&
          !isStyle(tex.slice(i + 1, i + 8)),
        before: last,
      });
      last = c;
    } else if (c === '}') {
      const group = open.pop();
      if (!group) continue;
      const inner = tex.slice(group.at + 1, i);
      if (group.isSet && isSet(inner, group.at === 0 && i === tex.length - 1, tex.slice(i + 1, i + 2))) {
        tell('braces were read as those of a set');
        out[group.at] = '\\{';
        out[i] = '\\}';
      } else if (group.isSet && /[\s_+-]/.test(inner.trim()) && !/[_^]$/.test(group.before))
        tell('braces that stand free may be those of a set');
      last = takesTwo.test(group.before) ? '}wants' : '}';
    } else if (!/\s/.test(c)) last = c;
  }
  return out.join('');
}

/** Whether braces that stand free hold a set: they list or compare, or are all there is. */
function isSet(inner: string, isAll: boolean, next: string): boolean {
  if (isAll) return true;
  if (inner === ',' || !/[,=<>|:]|\\(?:not|in|le|ge|mid)/.test(inner)) return false;
  return !/[_^]/.test(next) || !/^\s*(?:[([{|]|\\left|\\\{)/.test(inner);
}

/** Whether a brace behind this token opens an argument. */
function isWanted(token: string): boolean {
  if (token === '_' || token === '^' || token === '}wants') return true;
  const name = token.slice(1);
  return (
    token.startsWith('\\') &&
    (takesGroup.has(name) ||
      takesWords.has(name) ||
      /^(?:math|over|under|x?(?:left|right)arrow|[dt]?binom|[hv]space|substack|phantom)/.test(name))
  );
}

function isStyle(start: string): boolean {
  return /^\\(?:rm|bf|it|cal|tt|displ|scrip|texts|color)/.test(start) || start.startsWith('}');
}

function norms(tex: string, tell: Tell): string {
  const read = tex
    .replace(/(?<![\\|\w])\|([^|]{1,80}?)\|(?=\s*_)/g, '\\|$1\\|')
    .replace(/(?<![\\|\w])\|(\s*\\(?:mathbf|boldsymbol|bm)\b[^|]{1,80}?)(?<!\\)\|/g, '\\|$1\\|')
    .replace(/((?:KL\}*|D_\w|D_\{[^{}]*\}|D)\([^()|]{1,40})\|(?=[^()|]{1,40}\))/g, '$1\\|');
  if (read !== tex) tell('bars were read as double ones, of a norm or a divergence');
  const rest = read
    .replace(/\\\||\\[lr]vert|\|\|/g, '')
    .replace(/\b[pqPQE](?:_\w|_\{[^{}]*\})?\s*[([][^()|]*\|[^()|]*[)\]]/g, '');
  if (rest.includes('|')) tell("'|' may have been \\|");
  return read;
}

/** A sign outside all brackets that a command may have been. */
function hasLooseSign(tex: string): boolean {
  let depth = 0;
  for (let i = 0; i < tex.length; i++) {
    const c = tex[i]!;
    if (c === '\\') {
      if (tex[i + 1] === '{') depth++;
      if (tex[i + 1] === '}') depth--;
      i++;
    } else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (/[;!:]/.test(c) && /\s/.test(tex[i - 1] ?? '')) return true;
    else if (depth <= 0 && /[,;:!]/.test(c)) return true;
  }
  return false;
}
