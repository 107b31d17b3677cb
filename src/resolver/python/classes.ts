/** Classes of a Python file: base classes and what is set through `self`. */
import type { Node } from '../syntax-tree';
import { ofPackage, type Code } from '../meaning';
import type { Scope } from '../scope';
import type { SymbolId } from '../site';
import { contains, isField, pathAt, rangeOf } from '../syntax';
import type { PythonReader } from './reader';

/** The class whose body or method a scope is in. */
export function enclosingClass(scope: Scope): Code | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.kind === 'class' && s.owner && s.parent) return { node: s.owner, scope: s.parent };
  }
  return undefined;
}

/** The expressions in a class's list of base classes. */
export function baseNodes(type: Node): Node[] {
  const bases = type.childForFieldName('superclasses')?.namedChildren ?? [];
  return bases.filter((node) => node.type === 'identifier' || node.type === 'attribute');
}

const maxParents = 10;

/** The class of a package whose constructor a class of the file runs: its only base, where it has none of its own. */
export function inheritedConstructor(names: PythonReader, type: Code): SymbolId | undefined {
  let current = type;
  for (let i = 0; i < maxParents; i++) {
    const body = current.node.childForFieldName('body');
    const nodes = baseNodes(current.node);
    const isDecorated = current.node.parent?.type === 'decorated_definition';
    if (!body || isDecorated || nodes.length !== 1 || hasConstructor(names, body)) return undefined;
    const base = names.meaning({ node: nodes[0]!, scope: current.scope });
    if (base?.kind === 'symbol') return ofPackage(base.symbol);
    if (base?.kind !== 'class') return undefined;
    current = base.class;
  }
  return undefined;
}

/** Its own `__init__` or `__new__`, or fields with a type: those of a data class, and of modules of JAX, make one. */
function hasConstructor(names: PythonReader, body: Node): boolean {
  return body.namedChildren.some((node) => {
    const definition = node.type === 'decorated_definition' ? node.childForFieldName('definition') : node;
    const name = definition?.type === 'function_definition' ? definition.childForFieldName('name') : null;
    if (name) return /^__(?:init|new)__$/.test(names.textOf(name));
    return node.type === 'expression_statement' && Boolean(node.firstNamedChild?.childForFieldName('type'));
  });
}

/** Every value that methods of a class give to `self.name`. */
export function assignedToSelf(names: PythonReader, type: Code, name: string): Code[] {
  const found: Code[] = [];
  for (const at of names.assigned.get(name) ?? []) {
    if (!contains(rangeOf(type.node), at)) continue;
    const path = pathAt(names.tree, at);
    const attribute = path.at(-2);
    const assignment = path.at(-3);
    const object = attribute?.childForFieldName('object');
    if (assignment?.type !== 'assignment' || !isField(assignment, 'left', attribute) || !object) continue;
    const scope = names.scopes.at(path);
    if (enclosingClass(scope)?.node.id !== type.node.id || !isSelf(names, object, scope)) continue;
    const value = lastValue(assignment);
    if (value) found.push({ node: value, scope });
  }
  return found;
}

function isSelf(names: PythonReader, object: Node, scope: Scope): boolean {
  if (object.type !== 'identifier') return false;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const [binding] = s.bindings(names.textOf(object));
    if (binding) return binding.kind === 'self';
  }
  return false;
}

/** The value of `a = b = value`. */
function lastValue(assignment: Node): Node | undefined {
  let value = assignment.childForFieldName('right');
  while (value?.type === 'assignment') value = value.childForFieldName('right');
  return value ?? undefined;
}
