/** How deep a config file is nested, told from its text: the parsers recurse, and must not be given a trap. */

const maxDepth = 100;
const maxIndent = 300;

const token = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[[\]{}]/g;
/** Indentation, and list markers on one line: `- - - a`. */
const lineHead = /^( *)((?:[-?:][ \t]+)*)/gm;

export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [found] of text.matchAll(token)) {
    if (found === '[' || found === '{') depth++;
    else if (found === ']' || found === '}') depth = Math.max(0, depth - 1);
    if (depth > maxDepth) return true;
  }
  for (const [, indent, markers] of text.matchAll(lineHead)) {
    if (indent!.length > maxIndent || markers!.length > 2 * maxDepth) return true;
  }
  return false;
}
