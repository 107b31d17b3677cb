/** Which parts of a value, or of an argument, may answer for it: a scan asks these alone. Too many rather than too few. */
import { isField } from './syntax';
import type { Node } from './syntax-tree';

/** Beyond these a value does not go by itself. */
export const ends =
  /^(?:block|module|program|statement_block|class_body|interpolation|template_substitution|comment)$/;
export const lists = /^arg(?:ument_list|uments)$/;
export const names = /^(?:type_)?identifier$|^property_identifier$/;
/** What has a name for a value. */
const holders = /^(?:keyword_argument|pair)$/;
export const binds = /import|parameter|pattern|definition|declaration|declarator|specifier/;
const assigns = /assignment|^for_|^named_expression$/;

/** The string that the end of a path is in, or the end itself. */
export function startOf(path: readonly Node[]): number {
  const string = path.findLastIndex(({ type }) => type === 'string' || type === 'template_string');
  return string === -1 || path.slice(string).some(({ type }) => ends.test(type)) ? path.length - 1 : string;
}

/** Whether the end of a path may answer as a part of `within`, which is a value, an argument or a list of them. */
export function mayBeGiven(text: string, path: readonly Node[], within: Node): boolean {
  const leaf = path.at(-1);
  if (!leaf || leaf.id === within.id) return true;
  const start = startOf(path);
  const node = path[start]!;
  if (node.id === within.id) return true;
  const isString = start < path.length - 1;
  if (isString && path[start - 1]?.type === 'type') return true;
  if (isString && /\s/.test(text.slice(node.startIndex, node.endIndex))) return false;
  if (names.test(leaf.type) && !isString && !isBound(path) && !isWholeValue(path)) return false;
  return !isElsewhere(text, path, start, within);
}

/** Whether a place is an argument of another call than that of `within`, be it a part of it. */
function isElsewhere(text: string, path: readonly Node[], index: number, within: Node): boolean {
  for (let i = index - 1; i > 0 && path[i]!.id !== within.id; i--) {
    if (!lists.test(path[i]!.type)) continue;
    const call = path[i - 1]!;
    if (call.id === within.id || path[i]!.id === within.parent?.id) return false;
    const callee = call.childForFieldName('function');
    return callee === null || text.slice(callee.startIndex, callee.endIndex) !== 'dict';
  }
  return false;
}

/** Whether the name at the end of a path is a value, or the end of one: `eps` of `self.eps` and `1 - eps`. */
function isWholeValue(path: readonly Node[]): boolean {
  const { endIndex } = path.at(-1)!;
  for (let i = path.length - 1; i > 0 && path[i]!.endIndex === endIndex; i--)
    if (lists.test(path[i - 1]!.type) || holders.test(path[i]!.type)) return true;
  return false;
}

function isBound(path: readonly Node[]): boolean {
  return path.slice(-4, -1).some((node, i, around) => {
    const child = around[i + 1] ?? path.at(-1);
    return (
      binds.test(node.type) ||
      (assigns.test(node.type) && isField(node, 'left', child)) ||
      isField(node, 'name', child)
    );
  });
}
