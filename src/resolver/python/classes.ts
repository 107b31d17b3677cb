/** Classes of a Python file: base classes and what is set through `self`. */
import type { Node } from 'web-tree-sitter';
import type { Code } from '../meaning';
import type { Scope } from '../scope';
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
