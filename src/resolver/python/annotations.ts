/** What type annotations and type tests say of a value. */
import type { Node } from '../syntax-tree';
import { agreed, looksLikeClass, type Code, type Meaning } from '../meaning';
import type { Found, Scope } from '../scope';
import { absolute } from '../scope';
import { contains, isField, pathAt, rangeOf } from '../syntax';
import type { PythonReader } from './reader';

const maxDepth = 40;
const containers =
  /(?:^|\.)(?:List|list|Sequence|MutableSequence|Iterable|Iterator|Collection|Set|set|Tuple|tuple|Dict|dict|Mapping|MutableMapping)$/;

/** A value of the type that an annotation names. */
export function typedValue(names: PythonReader, code: Code, depth: number): Meaning | undefined {
  return valueOf(annotatedType(names, code, depth));
}

/** A value of a class; a container keeps what it holds. */
export function valueOf(type: Meaning | undefined): Meaning | undefined {
  if (type?.kind === 'every') {
    const item = valueOf(type.item);
    return item && { kind: 'every', item };
  }
  if (type?.kind === 'class') return { kind: 'instance', of: type };
  return type?.kind === 'symbol' && looksLikeClass(type.symbol) ? { kind: 'instance', of: type } : undefined;
}

function annotatedType(names: PythonReader, { node, scope }: Code, depth: number): Meaning | undefined {
  if (depth > maxDepth) return undefined;
  const inner = (child: Node | null | undefined): Meaning | undefined =>
    child ? annotatedType(names, { node: child, scope }, depth + 1) : undefined;
  switch (node.type) {
    case 'type':
      return inner(node.firstNamedChild);
    case 'generic_type':
    case 'subscript':
      return generic(names, node, inner);
    case 'binary_operator':
    case 'union_type':
      return agreed(node.namedChildren.map(inner));
    case 'string':
      return dottedName(names, names.textOf(node).slice(1, -1), scope, node.startIndex, depth);
    default:
      return names.meaning({ node, scope }, depth);
  }
}

/** `Optional[X]` is X, `list[X]` holds X, `dict[K, X]` holds X. */
function generic(
  names: PythonReader,
  node: Node,
  inner: (child: Node | null | undefined) => Meaning | undefined,
): Meaning | undefined {
  const head = node.firstNamedChild;
  if (!head) return undefined;
  const given = (node.type === 'subscript' ? node : (node.lastNamedChild ?? node)).namedChildren;
  const last = given.filter(({ type }) => type !== 'ellipsis').at(-1);
  const name = names.textOf(head);
  if (/(^|\.)Optional$/.test(name)) return inner(last);
  const item = containers.test(name) && last !== head ? inner(last) : undefined;
  return item && { kind: 'every', item };
}

/** What a dotted name in a string means. */
export function dottedName(
  names: PythonReader,
  dotted: string,
  scope: Scope,
  at: number,
  depth = 0,
): Meaning | undefined {
  if (!/^\w+(\.\w+){0,8}$/.test(dotted)) return undefined;
  const [first, ...rest] = dotted.split('.');
  return rest.reduce(
    (meaning, name) => names.member(meaning, name, depth),
    names.name(first!, scope, at, depth),
  );
}

/** Names that the file tests with `isinstance`. */
export function testedNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/\bisinstance\([ \t]*(\w+)[ \t]*,/g), ([, name]) => name!));
}

/** Inside `if isinstance(name, T):` a value of T, where the name is not bound again. */
export function testedValue(
  names: PythonReader,
  name: string,
  at: number,
  found: Found | undefined,
  depth: number,
): Meaning | undefined {
  const path = pathAt(names.tree, at);
  for (let i = path.length - 2; i >= 0; i--) {
    const node = path[i]!;
    if (node.type === 'function_definition' || node.type === 'class_definition') return undefined;
    if (node.type !== 'if_statement' && node.type !== 'elif_clause') continue;
    if (!isField(node, 'consequence', path[i + 1])) continue;
    const type = testedType(names, node.childForFieldName('condition'), name);
    const rebound = found?.bindings.some((binding) => {
      const { start } = absolute(binding, binding.range);
      return start > node.startIndex && contains(rangeOf(node), start);
    });
    if (type && !rebound)
      return typedValue(names, { node: type, scope: names.scopes.at(path.slice(0, i + 1)) }, depth);
  }
  return undefined;
}

/** The `T` of `isinstance(name, T)` in a condition, or in one of several joined by `and`. */
function testedType(names: PythonReader, condition: Node | null, name: string): Node | undefined {
  if (condition?.type === 'boolean_operator' && condition.childForFieldName('operator')?.type === 'and') {
    return (
      testedType(names, condition.childForFieldName('left'), name) ??
      testedType(names, condition.childForFieldName('right'), name)
    );
  }
  if (condition?.type === 'parenthesized_expression')
    return testedType(names, condition.firstNamedChild, name);
  if (condition?.type !== 'call') return undefined;
  const callee = condition.childForFieldName('function');
  if (!callee || names.textOf(callee) !== 'isinstance') return undefined;
  const [value, type] = condition.childForFieldName('arguments')?.namedChildren ?? [];
  return value && type && names.textOf(value) === name ? type : undefined;
}
