/** The name that a value is given to. */
import type { Node } from 'web-tree-sitter';
import type { Site } from '../site';
import { isField, rangeOf } from '../syntax';
import type { Spot } from './context';
import { fieldDefault, isFlagMaker, lastName } from './defaults';
import type { PythonReader } from './reader';

/** The variable, parameter, field, flag or dict key that the value at a spot is given to. */
export function valueName(names: PythonReader, spot: Spot): Site['name'] {
  const { path, index, node, parent, scope } = spot;
  if (!parent) return undefined;
  if (parent.type === 'pair' && isField(parent, 'value', node))
    return keyName(names, parent.childForFieldName('key'));
  const direct = target(parent, node);
  if (direct) return nameOf(names, direct);
  const callIndex = path.findLastIndex((outer, i) => i < index && outer.type === 'call');
  const call = path[callIndex];
  if (!call || index - callIndex > 3) return undefined;
  if (isFlagMaker(names, call)) return keyName(names, flagString(call));
  const holder = path[callIndex - 1];
  return holder && fieldDefault(names, { node: call, scope })?.node.id === node.id
    ? nameOf(names, target(holder, call))
    : undefined;
}

function target(parent: Node, node: Node): Node | null {
  if (parent.type === 'assignment' && isField(parent, 'right', node)) return parent.childForFieldName('left');
  if (parent.type.endsWith('default_parameter') && isField(parent, 'value', node)) {
    return parent.childForFieldName('name');
  }
  return null;
}

function nameOf(names: PythonReader, node: Node | null): Site['name'] {
  const name = node?.type === 'identifier' || node?.type === 'attribute' ? lastName(node) : null;
  return name ? { text: names.textOf(name), range: rangeOf(name) } : undefined;
}

/** The longest of the strings that name a flag: `--label-smoothing` rather than `-s`. */
function flagString(call: Node): Node | null {
  const strings =
    call.childForFieldName('arguments')?.namedChildren.filter(({ type }) => type === 'string') ?? [];
  return strings.reduce<Node | null>(
    (best, node) =>
      best && best.endIndex - best.startIndex >= node.endIndex - node.startIndex ? best : node,
    null,
  );
}

function keyName(names: PythonReader, node: Node | null): Site['name'] {
  const content =
    node?.type === 'string' ? node.namedChildren.find(({ type }) => type === 'string_content') : undefined;
  return content ? { text: names.textOf(content), range: rangeOf(content) } : undefined;
}
