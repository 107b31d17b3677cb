/** Names that Python code defines, with what they are given. */
import type { Node } from '../syntax-tree';
import type { Literal, Site } from '../site';
import { isField } from '../syntax';
import { ofPackage, type Code } from '../meaning';
import { symbolOf, type Spot } from './context';
import { fieldDefault } from './defaults';
import type { PythonReader } from './reader';

type Defined = Pick<Site, 'symbol' | 'via' | 'value'>;

const parameterKinds: ReadonlySet<string> = new Set([
  'default_parameter',
  'typed_default_parameter',
  'typed_parameter',
]);
const patternKinds: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'as_pattern_target',
  'tuple',
  'list',
]);

/** What a name gets where it is being defined; nothing where it is only read. */
export function definitionAt(names: PythonReader, spot: Spot): Defined | undefined {
  const { node, path, index, scope } = spot;
  const parent = spot.parent!;
  if (isField(parent, 'name', node)) {
    if (parent.type === 'class_definition') return inherited(names, { node: parent, scope });
    if (parent.type === 'function_definition') return {};
  }
  if (
    parameterKinds.has(parent.type) &&
    (isField(parent, 'name', node) || parent.firstNamedChild?.id === node.id)
  ) {
    return parameter(names, spot, parent);
  }
  if (parent.type === 'parameters' || parent.type === 'lambda_parameters') return {};
  if (parent.type === 'named_expression' && isField(parent, 'name', node)) {
    return given(names, parent.childForFieldName('value'), spot);
  }

  const member = parent.type === 'attribute' && isField(parent, 'attribute', node);
  if (parent.type === 'attribute' && !member) return undefined;
  let target = member ? index - 1 : index;
  const whole = target;
  while (target > 0 && patternKinds.has(path[target - 1]!.type)) target--;
  const holder = path[target - 1];
  if (holder?.type === 'assignment' && isField(holder, 'left', path[target])) {
    if (target !== whole) return {};
    const value = given(names, lastRight(holder), spot);
    const named = member && !value.symbol ? symbolOf(names, { node: parent, scope }) : {};
    return { ...named, ...value };
  }
  if (target === whole && member) return undefined;
  const binds = holder && bindingKinds.has(holder.type) && isField(holder, 'left', path[target]);
  return binds || path[target]?.type === 'as_pattern_target' ? {} : undefined;
}

const bindingKinds: ReadonlySet<string> = new Set(['for_statement', 'for_in_clause']);

function inherited(names: PythonReader, type: Code): Defined {
  const symbol = ofPackage(names.bases(type)[0]);
  return symbol === undefined ? {} : { symbol, via: 'base' };
}

function lastRight(assignment: Node): Node | null {
  let right = assignment.childForFieldName('right');
  while (right?.type === 'assignment') right = right.childForFieldName('right');
  return right;
}

function given(names: PythonReader, value: Node | null, { scope }: Spot): Defined {
  if (!value) return {};
  const code = { node: value, scope };
  return { ...symbolOf(names, code), value: names.literal(code) ?? fieldLiteral(names, code) };
}

function parameter(names: PythonReader, spot: Spot, node: Node): Defined {
  const value = node.childForFieldName('value');
  if (!value) return {};
  return given(names, value, spot);
}

/** The default in `field(default=0.1)`. */
function fieldLiteral(names: PythonReader, code: Code): Literal | undefined {
  const found = fieldDefault(names, code);
  if (!found) return undefined;
  const { startIndex, endIndex } = found.node;
  return {
    value: found.value,
    text: names.textOf(found.node),
    range: { start: startIndex, end: endIndex },
    origin: 'default',
  };
}
