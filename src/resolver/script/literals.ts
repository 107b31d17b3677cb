/** TypeScript and JavaScript expressions whose value the source states. */
import type { Node } from '../syntax-tree';
import {
  agreedConstant,
  arithmetic,
  maxItems,
  named,
  numberOf,
  unescapeText,
  weakest,
  type Constant,
} from '../constants';
import type { Code, Meaning } from '../meaning';
import { lookUp, type Binding, type Scope } from '../scope';
import type { LiteralValue } from '../site';
import { assignedToThis, memberNode } from './classes';
import { stringText } from './declarations';
import { itemAt, itemsOf } from './items';
import type { ScriptReader } from './reader';

const known: ReadonlyMap<string, number> = new Map([
  ['Math.PI', Math.PI],
  ['Math.E', Math.E],
  ['Number.EPSILON', Number.EPSILON],
  ['Number.POSITIVE_INFINITY', Infinity],
  ['Number.NEGATIVE_INFINITY', -Infinity],
  ['Infinity', Infinity],
]);

/** Computes the value of an expression; nothing where it is not certain. */
export function readConstant(
  reader: ScriptReader,
  { node, scope }: Code,
  depth: number,
): Constant | undefined {
  const part = (child: Node | null): Constant | undefined =>
    child ? reader.constant({ node: child, scope }, depth) : undefined;
  const written = (value: LiteralValue | undefined): Constant | undefined =>
    value === undefined ? undefined : { value, origin: 'literal', node };
  switch (node.type) {
    case 'number':
      return written(numberOf(reader.textOf(node)));
    case 'true':
      return written(true);
    case 'false':
      return written(false);
    case 'null':
    case 'undefined':
      return written(null);
    case 'string':
      return written(unescapeText(stringText(node, reader.text) ?? ''));
    case 'template_string':
      return written(template(node, reader.textOf(node)));
    case 'parenthesized_expression': {
      const inner = part(node.firstNamedChild);
      return inner && { ...inner, node: inner.origin === 'literal' ? node : inner.node };
    }
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
      return part(node.firstNamedChild);
    case 'unary_expression':
      return signed(node, part(node.childForFieldName('argument')));
    case 'binary_expression':
      return binary(node, part(node.childForFieldName('left')), part(node.childForFieldName('right')));
    case 'array':
    case 'object':
      return collection(reader, { node, scope }, depth);
    case 'identifier':
    case 'shorthand_property_identifier':
      return constantName(reader, node, scope, depth);
    case 'member_expression':
      return member(reader, { node, scope }, depth);
    default:
      return undefined;
  }
}

function template(node: Node, text: string): string | undefined {
  if (node.namedChildren.some(({ type }) => type === 'template_substitution')) return undefined;
  return unescapeText(text.slice(1, -1));
}

function signed(node: Node, argument: Constant | undefined): Constant | undefined {
  if (!argument) return undefined;
  const { value, origin } = argument;
  const operator = node.childForFieldName('operator')?.type;
  if (operator === '!') return { value: !value, origin, node };
  if (typeof value !== 'number') return undefined;
  if (operator === '-') return { value: -value, origin, node };
  return operator === '+' ? { value, origin, node } : undefined;
}

function binary(node: Node, left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  const operator = node.childForFieldName('operator')?.type;
  if (!left || !right || !operator || operator === '//') return undefined;
  const value = arithmetic(operator, left.value, right.value, (a, b) => a % b);
  return value === undefined ? undefined : { value, origin: weakest([left, right]), node };
}

function collection(reader: ScriptReader, code: Code, depth: number): Constant | undefined {
  if (code.node.namedChildCount > maxItems) return undefined;
  const items = itemsOf(reader, code);
  const values = items.map((item) => item.code && reader.constant(item.code, depth));
  const certain = values.filter((value) => value !== undefined);
  if (certain.length < items.length) return undefined;
  const value: LiteralValue =
    code.node.type === 'array'
      ? certain.map((part) => part.value)
      : Object.fromEntries(certain.map((part, i) => [items[i]!.key!, part.value]));
  return { value, origin: weakest(certain), node: code.node };
}

function constantName(reader: ScriptReader, node: Node, scope: Scope, depth: number): Constant | undefined {
  const name = reader.textOf(node);
  const found = lookUp(name, scope, node.startIndex);
  if (!found) return known.has(name) ? { value: known.get(name)!, origin: 'literal', node } : undefined;
  const imported = found.bindings.length === 1 && found.bindings[0]?.kind === 'import';
  if (imported) return linked(reader, node, reader.meaning({ node, scope }, depth));
  return agreedConstant(found.bindings.map((binding) => bound(reader, binding, found.scope, depth)));
}

/** A constant of another file of the project. */
function linked(reader: ScriptReader, node: Node, meaning: Meaning | undefined): Constant | undefined {
  const value = meaning?.kind === 'symbol' ? reader.linkedConstant(meaning.symbol) : undefined;
  return value === undefined ? undefined : { value, origin: 'constant', node };
}

/** The value of a name at the top level, for other files. */
export function exportedConstant(reader: ScriptReader, scope: Scope, name: string): LiteralValue | undefined {
  const bindings = lookUp(name, scope, Infinity)?.bindings ?? [];
  return agreedConstant(bindings.map((binding) => bound(reader, binding, scope, 0)))?.value;
}

function bound(reader: ScriptReader, binding: Binding, scope: Scope, depth: number): Constant | undefined {
  const by = binding.kind === 'parameter' ? 'default' : 'constant';
  if (binding.kind !== 'value' && binding.kind !== 'parameter' && binding.kind !== 'opaque') return undefined;
  const values = reader.values(binding, scope);
  const constants = values.map((code) => named(destructured(reader, code, binding.path ?? [], depth), by));
  return agreedConstant(constants);
}

function destructured(
  reader: ScriptReader,
  code: Code,
  path: readonly string[],
  depth: number,
): Constant | undefined {
  if (path.length === 0) return reader.constant(code, depth);
  const container = reader.meaning(code, depth);
  const item = container?.kind === 'items' ? itemAt(reader, container.items, path[0]!) : undefined;
  return item && destructured(reader, item, path.slice(1), depth + 1);
}

/** `CONFIG.eps`, `this.eps`, `Math.PI`. */
function member(reader: ScriptReader, { node, scope }: Code, depth: number): Constant | undefined {
  const written = reader.textOf(node);
  if (known.has(written)) return { value: known.get(written)!, origin: 'literal', node };
  const object = node.childForFieldName('object');
  const property = node.childForFieldName('property');
  if (!object || !property) return undefined;
  const name = reader.textOf(property);
  const owner = reader.meaning({ node: object, scope }, depth);
  if (owner?.kind === 'symbol') return linked(reader, node, reader.member(owner, name, depth));
  if (owner?.kind === 'items') {
    if (reader.assigned.has(name)) return undefined;
    const item = itemAt(reader, owner.items, name);
    return item && named(reader.constant(item, depth), 'constant');
  }
  const type =
    owner?.kind === 'instance' && owner.of.kind === 'class'
      ? owner.of.class
      : owner?.kind === 'class'
        ? owner.class
        : undefined;
  return type && named(field(reader, type, name, depth), 'constant');
}

function field(reader: ScriptReader, type: Code, name: string, depth: number): Constant | undefined {
  const value = memberNode(reader, type.node, name)?.childForFieldName('value');
  const own = value ? [{ node: value, scope: type.scope }] : [];
  const values = [...own, ...assignedToThis(reader, type, name)];
  return agreedConstant(values.map((code) => reader.constant(code, depth)));
}
