/** Strings in Python: keys, flags, values of arguments, or plain text. */
import type { Node } from '../syntax-tree';
import type { Range } from '../../util/range';
import { shownSymbol } from '../meaning';
import type { Literal, Site } from '../site';
import { isField, rangeOf } from '../syntax';
import { dottedName } from './annotations';
import { around, enclosingArgument, wordSite, type Spot } from './context';
import { declaredDefault, isFlagMaker, lastName } from './defaults';
import type { PythonReader } from './reader';
import { valueName } from './values';

const longestKey = 80;
/** Calls whose string argument names a key, with the position of that string. */
const keyReaders: ReadonlyMap<string, number> = new Map([
  ['get', 0],
  ['pop', 0],
  ['setdefault', 0],
  ['getattr', 1],
  ['setattr', 1],
  ['hasattr', 1],
]);

export function stringSite(names: PythonReader, spot: Spot, offset: number): Site | undefined {
  const content = spot.node.namedChildren.find(({ type }) => type === 'string_content');
  const text = content ? names.textOf(content) : '';
  const single = text !== '' && text.length <= longestKey && !/\s/.test(text);
  const key = single && content ? keySite(names, spot, rangeOf(content)) : undefined;
  if (key) return key;
  const typed =
    content && spot.parent?.type === 'type' ? quotedType(names, spot, content, offset) : undefined;
  if (typed) return typed;
  const found = single ? enclosingArgument(names, spot) : undefined;
  const name = single ? valueName(names, spot) : undefined;
  const value = found || name ? names.literal({ node: spot.node, scope: spot.scope }) : undefined;
  if (!value) return wordSite(names, spot.path.slice(0, spot.index + 1), spot.node, offset, 'string');
  return { ...at(names, spot, rangeOf(spot.node)), place: 'value', ...found, value, name };
}

function at(names: PythonReader, { path, index }: Spot, range: Range): Omit<Site, 'place'> {
  return { range, text: names.text.slice(range.start, range.end), ...around(names, path, index) };
}

/** The segment of a class name under the caret in a quoted annotation: `x: "nn.LayerNorm"`. */
function quotedType(names: PythonReader, spot: Spot, content: Node, offset: number): Site | undefined {
  const text = names.textOf(content);
  const caret = offset - content.startIndex;
  for (const match of text.matchAll(/[A-Za-z_][\w.]*/g)) {
    const end = match.index + match[0].length;
    if (caret < match.index || caret > end) continue;
    const stop = text.slice(0, end).indexOf('.', caret);
    const dotted = text.slice(match.index, stop === -1 ? end : stop);
    const start = content.startIndex + match.index + dotted.lastIndexOf('.') + 1;
    const range = { start, end: content.startIndex + match.index + dotted.length };
    const meaning = dottedName(names, dotted, spot.scope, content.startIndex);
    const shown = shownSymbol(meaning, (type) => names.bases(type));
    return { ...at(names, spot, range), place: 'reference', ...shown };
  }
  return undefined;
}

function keySite(names: PythonReader, spot: Spot, range: Range): Site | undefined {
  const { node, parent, path, index } = spot;
  if (!parent) return undefined;
  const site = (more: Partial<Site>): Site => ({ ...at(names, spot, range), place: 'key', ...more });
  const literal = (value: Node | null | undefined): Literal | undefined =>
    value ? names.literal({ node: value, scope: spot.scope }) : undefined;

  if (parent.type === 'pair' && isField(parent, 'key', node)) {
    return site({ ...enclosingArgument(names, spot), value: literal(parent.childForFieldName('value')) });
  }
  if (parent.type === 'subscript' && isField(parent, 'subscript', node)) {
    const holder = path[index - 2];
    const assigned = holder?.type === 'assignment' && isField(holder, 'left', parent);
    return site({ value: assigned ? literal(holder.childForFieldName('right')) : undefined });
  }
  const call = path[index - 2];
  if (parent.type !== 'argument_list' || call?.type !== 'call') return undefined;
  const position = parent.namedChildren.findIndex(({ id }) => id === node.id);
  if (isFlagMaker(names, call) && (position === 0 || names.text[range.start] === '-')) {
    const declared = declaredDefault(names, { node: call, scope: spot.scope });
    const value = declared && {
      value: declared.value,
      text: names.textOf(declared.node),
      range: rangeOf(declared.node),
      origin: declared.origin,
    };
    return site({ ...enclosingArgument(names, spot), value });
  }
  const callee = lastName(call.childForFieldName('function'));
  if (!callee || keyReaders.get(names.textOf(callee)) !== position) return undefined;
  return site({ ...enclosingArgument(names, spot), value: literal(parent.namedChildren[position + 1]) });
}
