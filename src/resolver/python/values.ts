/** The name that a value is given to. */
import type { Node } from '../syntax-tree';
import type { Site } from '../site';
import { isField, rangeOf } from '../syntax';
import type { Spot } from './context';
import { declaredDefault, fieldDefault, isFlagMaker, lastName } from './defaults';
import type { PythonReader } from './reader';

/** The variable, parameter, keyword, field, flag or dict key that the value at a spot is given to. */
export function valueName(names: PythonReader, spot: Spot): Site['name'] {
  const { node, parent } = spot;
  if (!parent) return undefined;
  if (parent.type === 'pair' && isField(parent, 'value', node))
    return keyName(names, parent.childForFieldName('key'));
  return declaredName(names, spot) ?? nameOf(names, target(parent, node));
}

/** For the default in `add_argument('--eps', default=0.1)` the flag, in `eps: float = field(default=0.1)` the field. */
function declaredName(names: PythonReader, { path, index, node, scope }: Spot): Site['name'] {
  const callIndex = path.findLastIndex((outer, i) => i < index && outer.type === 'call');
  const call = path[callIndex];
  if (!call || index - callIndex > 3) return undefined;
  if (isFlagMaker(names, call)) {
    return declaredDefault(names, { node: call, scope })?.node.id === node.id
      ? keyName(names, flagString(call))
      : undefined;
  }
  const holder = path[callIndex - 1];
  const isDefault = holder && fieldDefault(names, { node: call, scope })?.node.id === node.id;
  return isDefault ? nameOf(names, target(holder, call)) : undefined;
}

function target(parent: Node, node: Node): Node | null {
  if (parent.type === 'assignment' && isField(parent, 'right', node)) return parent.childForFieldName('left');
  if (namedKinds.has(parent.type) && isField(parent, 'value', node)) {
    return parent.childForFieldName('name');
  }
  return null;
}

const namedKinds: ReadonlySet<string> = new Set([
  'keyword_argument',
  'default_parameter',
  'typed_default_parameter',
]);

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
