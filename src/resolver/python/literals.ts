/** Python expressions whose value the source states. */
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
import { assignedToSelf } from './classes';
import { fieldDefault, flagDefault } from './defaults';
import { itemAt, mayBeChanged } from './elements';
import type { PythonReader } from './reader';

const numberSymbols: ReadonlyMap<string, number> = new Map([
  ['py:math.pi', Math.PI],
  ['py:math.e', Math.E],
  ['py:math.inf', Infinity],
  ['py:numpy.pi', Math.PI],
  ['py:numpy.e', Math.E],
  ['py:numpy.inf', Infinity],
  ['py:numpy.Inf', Infinity],
  ['py:numpy.infty', Infinity],
  ['py:torch.inf', Infinity],
  ['py:torch.pi', Math.PI],
]);

/** Computes the value of an expression; nothing where it is not certain. */
export function readConstant(
  names: PythonReader,
  { node, scope }: Code,
  depth: number,
): Constant | undefined {
  const part = (child: Node | null): Constant | undefined =>
    child ? names.constant({ node: child, scope }, depth) : undefined;
  const written = (value: LiteralValue | undefined): Constant | undefined =>
    value === undefined ? undefined : { value, origin: 'literal', node };
  switch (node.type) {
    case 'integer':
    case 'float':
      return written(numberOf(names.textOf(node)));
    case 'true':
      return written(true);
    case 'false':
      return written(false);
    case 'none':
      return written(null);
    case 'string':
      return written(stringValue(node, names.textOf(node)));
    case 'concatenated_string':
      return joined(node, node.namedChildren.map(part), (values) => values.join(''));
    case 'parenthesized_expression': {
      const inner = part(node.firstNamedChild);
      return inner && { ...inner, node: inner.origin === 'literal' ? node : inner.node };
    }
    case 'unary_operator':
    case 'not_operator':
      return signed(node, part(node.childForFieldName('argument')));
    case 'binary_operator':
      return binary(node, part(node.childForFieldName('left')), part(node.childForFieldName('right')));
    case 'tuple':
    case 'list':
    case 'expression_list':
      if (node.namedChildCount > maxItems) return undefined;
      return joined(
        node,
        node.namedChildren.filter((child) => child.type !== 'comment').map(part),
        (values) => values,
      );
    case 'dictionary':
      return dictionary(node, part);
    case 'identifier':
      return constantName(names, node, scope, depth);
    case 'attribute':
      return attribute(names, { node, scope }, depth);
    case 'subscript':
      return subscript(names, { node, scope }, depth);
    case 'call':
      return converted(names, { node, scope }, depth);
    default:
      return undefined;
  }
}

/** The text of a string literal; nothing for bytes and for f-strings that hold expressions. */
function stringValue(node: Node, text: string): string | undefined {
  const parts = /^([a-zA-Z]{0,3})("""|'''|"|')/.exec(text);
  if (!parts) return undefined;
  const [opening, prefix, quotes] = parts;
  if (/b/i.test(prefix!) || node.namedChildren.some((child) => child.type === 'interpolation'))
    return undefined;
  if (!text.endsWith(quotes!) || text.length < opening.length + quotes!.length) return undefined;
  const inner = text.slice(opening.length, -quotes!.length);
  return /r/i.test(prefix!) ? inner : unescapeText(inner);
}

function joined(
  node: Node,
  parts: readonly (Constant | undefined)[],
  join: (values: LiteralValue[]) => LiteralValue,
): Constant | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { value: join(known.map(({ value }) => value)), origin: weakest(known), node };
}

function dictionary(node: Node, part: (child: Node | null) => Constant | undefined): Constant | undefined {
  if (node.namedChildCount > maxItems) return undefined;
  const pairs = node.namedChildren.filter((child) => child.type !== 'comment');
  const keys = pairs.map((pair) => part(pair.childForFieldName('key'))?.value);
  if (keys.some((key) => typeof key !== 'string' && typeof key !== 'number')) return undefined;
  return joined(
    node,
    pairs.map((pair) => part(pair.childForFieldName('value'))),
    (values) => Object.fromEntries(values.map((value, i) => [String(keys[i]), value])),
  );
}

function signed(node: Node, argument: Constant | undefined): Constant | undefined {
  if (!argument) return undefined;
  const { value, origin } = argument;
  const operator = node.firstChild?.type;
  if (operator === 'not') return { value: !value, origin, node };
  if (typeof value !== 'number') return undefined;
  if (operator === '-') return { value: -value, origin, node };
  return operator === '+' ? { value, origin, node } : undefined;
}

function binary(node: Node, left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  const operator = node.childForFieldName('operator')?.type;
  if (!left || !right || !operator) return undefined;
  const value = arithmetic(operator, left.value, right.value, (a, b) => a - b * Math.floor(a / b));
  return value === undefined ? undefined : { value, origin: weakest([left, right]), node };
}

/** A name that is assigned once, or a parameter that has a default. */
function constantName(names: PythonReader, node: Node, scope: Scope, depth: number): Constant | undefined {
  const name = names.textOf(node);
  const found = lookUp(name, scope, node.startIndex);
  if (!found || found.bindings.every(({ kind }) => kind === 'import')) {
    return fromSymbol(names, node, names.meaning({ node, scope }, depth));
  }
  if (found.scope.kind === 'module' && names.globals.has(name)) return undefined;
  return agreedConstant(found.bindings.map((binding) => bound(names, binding, found.scope, depth)));
}

function bound(names: PythonReader, binding: Binding, scope: Scope, depth: number): Constant | undefined {
  const code = names.code(binding, scope);
  if (!code) return undefined;
  if (binding.kind === 'parameter') {
    const value = { ...code, scope: scope.parent ?? scope };
    return named(fieldDefault(names, value, depth) ?? names.constant(value, depth), 'default');
  }
  return binding.kind === 'value' ? named(names.constant(code, depth), 'constant') : undefined;
}

function fromSymbol(names: PythonReader, node: Node, meaning: Meaning | undefined): Constant | undefined {
  if (meaning?.kind !== 'symbol') return undefined;
  const value = numberSymbols.get(meaning.symbol);
  if (value !== undefined) return { value, origin: 'literal', node };
  const linked = names.linkedConstant(meaning.symbol);
  return linked === undefined ? undefined : { value: linked, origin: 'constant', node };
}

/** The value of a name at the top level, for other files. */
export function exportedConstant(names: PythonReader, scope: Scope, name: string): LiteralValue | undefined {
  if (names.globals.has(name)) return undefined;
  const bindings = lookUp(name, scope, Infinity)?.bindings ?? [];
  return agreedConstant(bindings.map((binding) => bound(names, binding, scope, 0)))?.value;
}

/** `self.eps`, `Config.eps`, `args.eps`, `np.inf`. */
function attribute(names: PythonReader, { node, scope }: Code, depth: number): Constant | undefined {
  const object = node.childForFieldName('object');
  const member = node.childForFieldName('attribute');
  if (!object || !member) return undefined;
  const name = names.textOf(member);
  const owner = names.meaning({ node: object, scope }, depth);
  if (owner?.kind === 'symbol') return fromSymbol(names, node, names.member(owner, name, depth));
  if (owner?.kind === 'class') return ofClass(names, owner.class, name, undefined, depth);
  if (owner?.kind === 'instance') {
    return owner.of.kind === 'class' ? ofClass(names, owner.of.class, name, owner.made, depth) : undefined;
  }
  return named(flagDefault(names, { node: object, scope }, name, depth), 'default');
}

/** A member of a class of this file: what the call that made the object says, `self.name = …`, or a field. */
function ofClass(
  names: PythonReader,
  type: Code,
  name: string,
  made: Code | undefined,
  depth: number,
): Constant | undefined {
  const assigned = assignedToSelf(names, type, name);
  if ((names.assigned.get(name)?.length ?? 0) > assigned.length) return undefined;
  if (assigned.length > 0) {
    return agreedConstant(assigned.map((code) => named(names.constant(code, depth), 'constant')));
  }
  const given = made?.node
    .childForFieldName('arguments')
    ?.namedChildren.find((argument) => nameOf(names, argument) === name)
    ?.childForFieldName('value');
  if (made && given) return named(names.constant({ node: given, scope: made.scope }, depth), 'constant');
  const scope = names.scopes.ofClass(type);
  const fields = scope.bindings(name).map((binding) => {
    const code = names.code(binding, scope);
    if (!code) return undefined;
    return named(
      fieldDefault(names, code, depth) ?? names.constant(code, depth),
      made ? 'default' : 'constant',
    );
  });
  return agreedConstant(fields);
}

function nameOf(names: PythonReader, argument: Node): string | undefined {
  const name = argument.type === 'keyword_argument' ? argument.childForFieldName('name') : null;
  return name ? names.textOf(name) : undefined;
}

/** `config['eps']` of a dict that is written out and never changed. */
function subscript(names: PythonReader, { node, scope }: Code, depth: number): Constant | undefined {
  const container = node.childForFieldName('value');
  const key = node.childForFieldName('subscript');
  if (!container || !key) return undefined;
  const value = names.constant({ node: key, scope }, depth)?.value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const last = container.childForFieldName('attribute') ?? container;
  if (mayBeChanged(names.text, names.textOf(last))) return undefined;
  const meaning = names.meaning({ node: container, scope }, depth);
  const item = itemAt(names, meaning, value, depth);
  if (item) return named(names.constant(item, depth), 'constant');
  const isFlag = meaning === undefined && typeof value === 'string';
  return isFlag ? named(flagDefault(names, { node: container, scope }, value, depth), 'default') : undefined;
}

/** `float('inf')`, `float(1e-5)`, `int(8)`. */
function converted(names: PythonReader, { node, scope }: Code, depth: number): Constant | undefined {
  const callee = node.childForFieldName('function');
  const given = node.childForFieldName('arguments');
  if (callee?.type !== 'identifier' || given?.namedChildCount !== 1 || !given.firstNamedChild)
    return undefined;
  const type = names.textOf(callee);
  if ((type !== 'float' && type !== 'int') || lookUp(type, scope, node.startIndex)) return undefined;
  const inner = names.constant({ node: given.firstNamedChild, scope }, depth);
  if (typeof inner?.value !== 'number' && typeof inner?.value !== 'string') return undefined;
  const value = typeof inner.value === 'number' ? inner.value : pythonFloat(inner.value);
  if (value === undefined) return undefined;
  return { value: type === 'int' ? Math.trunc(value) : value, origin: inner.origin, node };
}

function pythonFloat(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const rest = text.replace(/^[-+]/, '').toLowerCase();
  if (rest === 'inf' || rest === 'infinity') return sign * Infinity;
  const value = numberOf(rest);
  return value === undefined ? undefined : sign * value;
}
