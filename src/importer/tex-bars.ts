/** Double bars of norms and divergences, which lost the backslash that told them from single ones. */
import type { Tell } from './tex-doubts';

const bold = String.raw`\\(?:mathbf|boldsymbol|bm|vec)`;
/** A matrix alone, whose bars are those of a determinant. */
const matrix =
  /^\s*\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*(?:\\(?:Sigma|Lambda|Phi|Psi|Omega)|[A-Z])\s*\}?(?:_\w|_\{[^{}]*\})?\s*$/;

export function bars(tex: string, tell: Tell): string {
  const read = divergences(tex)
    .replace(/\\left\s*\|([^|]{1,600}?)\\right\s*\|(?=\s*_)/g, '\\left\\|$1\\right\\|')
    .replace(/(?<![\\|\w])\|([^|]{1,80}?)\|(?=\s*_)/g, (whole, inner: string) =>
      isBalanced(inner) ? `\\|${inner}\\|` : whole,
    )
    .replace(
      new RegExp(String.raw`(\\[A-Za-z]+|[^\\|\w]|^)\|(\s*${bold}\b[^|]{1,80}?)(?<!\\)\|`, 'g'),
      (whole, before: string, inner: string) =>
        isBalanced(inner) && !matrix.test(inner) && !/^\\(?:ln|log)$/.test(before)
          ? `${before}\\|${inner}\\|`
          : whole,
    );
  if (read !== tex) tell('bars were read as double ones, of a norm or a divergence');
  const rest = read
    .replace(/\\\||\\[lr]vert|\|\|/g, '')
    .replace(/\b[pqPQE](?:_\w|_\{[^{}]*\})?\s*[([][^()|]*\|[^()|]*[)\]]/g, '');
  if (read.includes('||') || rest.includes('|')) tell("'|' may have been \\|");
  return read;
}

/** `KL(p | q)`: the only bar that stands in the brackets themselves, not in brackets within. */
function divergences(tex: string): string {
  const out = tex.split('');
  for (const { index, 0: start } of tex.matchAll(/(?:KL\}*|D_\w|D_\{[^{}]*\}|\bD)(?:\\left)?\s*[([]/g)) {
    const found = barsWithin(tex, index + start.length);
    if (found.length === 1) out[found[0]!] = '\\|';
  }
  return out.join('');
}

/** Where single bars stand between here and the bracket that closes. */
function barsWithin(tex: string, from: number): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let i = from; i < tex.length && depth >= 0; i++) {
    const c = tex[i]!;
    if (c === '\\') i++;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === '|' && depth === 0) found.push(i);
  }
  return found;
}

/** Every bracket that opens closes. */
function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const c of tex) {
    if ('([{'.includes(c)) depth++;
    if (')]}'.includes(c) && --depth < 0) return false;
  }
  return depth === 0;
}
