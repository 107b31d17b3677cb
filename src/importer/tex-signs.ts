/** Signs that lose a backslash as commands do: braces of sets, bars of norms, spaces. */
import { bars } from './tex-bars';
import { braces } from './tex-braces';
import type { Tell } from './tex-doubts';

/** A percent sign begins a comment in TeX, which no formula of one line has. */
export function withPercent(tex: string): string {
  return tex.replace(/(?<!\\)%/g, '\\%');
}

/** A number sign stands for an argument in TeX, which no formula has. */
function withNumberSign(tex: string): string {
  return tex.replace(/(?<!\\)#/g, '\\#');
}

/** `tex`: a formula whose commands have their backslashes back. What can be meant in two ways is told. */
export function restoreSigns(text: string, tell: Tell): string {
  let tex = withNumberSign(withPercent(text)).replace(
    /(\\(?:left|right|[bB]igg?[lr]?|middle))\s*(?=[{}])/g,
    '$1\\',
  );
  tex = withSpaces(identifiers(tex, tell));
  if (/\\text\w*\{[a-z]{3,}\}_[A-Z]/.test(tex)) tell("'_' behind a word may have been \\_");
  tex = braces(tex, tell);
  tex = bars(tex, tell);
  if (/(?:max|min)\}?(?:_\w|_\{[^{}]*\})?\s*>/.test(tex)) tell("'>' may have been a space (\\>)");
  if (hasLooseSign(tex))
    tell('a comma, semicolon, colon or exclamation mark may have been a space (\\, \\; \\: \\!)');
  return tex;
}

/** The spaces `\,` `\;` `\!` where no comma, semicolon or exclamation mark would stand. */
function withSpaces(tex: string): string {
  const whole = tex
    .replace(/(,\s*)([;!])(?=\s)/g, '$1\\$2')
    .replace(/(\\text\w*\{[^{}]*\})([;!])(?=\s|\w)/g, '$1\\$2')
    .replace(/(\s);(?=\s*\\text)/g, '$1\\;')
    .replace(/(?<!\\);(?=\s*\\(?:wedge|vee|forall|exists|land|lor|to|Rightarrow)\b)/g, '\\;')
    .replace(/(\\(?:wedge|vee|land|lor|to|Rightarrow)\s*|:);/g, '$1\\;')
    .replace(/(\\(?:forall|exists)\s*),/g, '$1\\,')
    .replace(/,\|,/g, '\\,|\\,');
  if (!/\\i*int(?![A-Za-z])/.test(whole)) return whole;
  return whole.replace(/(?<!\\)[,;](?=\s*d(?:[A-Za-z](?![A-Za-z])|\\[a-z]))/g, '\\$&');
}

function identifiers(tex: string, tell: Tell): string {
  return tex.replace(
    /(?<![\\A-Za-z])([A-Za-z]{2,}\d*)_(?=([A-Za-z]{2,}))/g,
    (whole, name: string, behind: string) => {
      if (name.length < 3 && behind.length < 4) return whole;
      tell(`'${name}_…' was read as one name`);
      return `${name}\\_`;
    },
  );
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
