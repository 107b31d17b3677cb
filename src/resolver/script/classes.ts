/** Classes of a TypeScript or JavaScript file: base class, fields, and what is set through `this`. */
import type { Node } from '../syntax-tree';
import type { Code } from '../meaning';
import { occurrences, skipBlanks } from '../occurrences';
import type { Binding, Scope } from '../scope';
import { absolute, lookUp } from '../scope';
import { contains, isField, pathAt, rangeOf } from '../syntax';
import type { ScriptReader } from './reader';

/** The class whose body a scope is in. */
export function enclosingClass(scope: Scope): Code | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.kind === 'class' && s.owner && s.parent) return { node: s.owner, scope: s.parent };
  }
  return undefined;
}

/** The expression behind `extends`. */
export function baseNode(type: Node): Node | undefined {
  const heritage = type.namedChildren.find((child) => child.type === 'class_heritage')?.firstNamedChild;
  return (heritage?.type === 'extends_clause' ? heritage.childForFieldName('value') : heritage) ?? undefined;
}

/** The field or method of a class with that name. */
export function memberNode(reader: ScriptReader, type: Node, name: string): Node | undefined {
  return type.childForFieldName('body')?.namedChildren.find((member) => {
    const own = member.childForFieldName('name') ?? member.childForFieldName('property');
    return own !== null && reader.textOf(own) === name;
  });
}

/** Every value that methods of a class give to `this.name`. */
export function assignedToThis(reader: ScriptReader, type: Code, name: string): Code[] {
  return (reader.assigned.get(name) ?? []).flatMap((at) => {
    const found = contains(rangeOf(type.node), at) ? assignmentAt(reader, at) : undefined;
    const object = found?.left.childForFieldName('object');
    const ours = object?.type === 'this' && found && enclosingClass(found.scope)?.node.id === type.node.id;
    return ours ? [{ node: found.value, scope: found.scope }] : [];
  });
}

/** Every value that is assigned to a declared name after its declaration; nothing when some change is unknown. */
export function assignedToName(reader: ScriptReader, binding: Binding): Code[] | undefined {
  const whole = { start: 0, end: reader.text.length };
  const declared = absolute(binding, binding.range).start;
  const found: Code[] = [];
  for (const at of occurrences(reader.text, binding.name, whole)) {
    const assignment = mayBeAssigned(reader.text, at, binding.name.length)
      ? assignmentAt(reader, at)
      : undefined;
    if (assignment?.left.type !== 'identifier') continue;
    const { left, value, scope, plain } = assignment;
    const target = lookUp(binding.name, scope, Math.max(left.startIndex, declared + 1));
    const same = target?.scope.bindings(binding.name).some((b) => absolute(b, b.range).start === declared);
    if (!same) continue;
    if (!plain) return undefined;
    found.push({ node: value, scope });
  }
  return found;
}

interface Assignment {
  readonly left: Node;
  readonly value: Node;
  readonly scope: Scope;
  /** `=` rather than `+=` or `++`. */
  readonly plain: boolean;
}

/** The assignment to the name or member at an offset. */
function assignmentAt(reader: ScriptReader, at: number): Assignment | undefined {
  const path = pathAt(reader.tree, at);
  const index = path.at(-2)?.type === 'member_expression' ? path.length - 2 : path.length - 1;
  const left = path[index];
  const holder = path[index - 1];
  if (!left || !holder) return undefined;
  const scope = reader.scopes.at(path);
  if (holder.type === 'update_expression') return { left, value: holder, scope, plain: false };
  const value = holder.type.endsWith('assignment_expression') ? holder.childForFieldName('right') : null;
  if (!value || !isField(holder, 'left', left)) return undefined;
  return { left, value, scope, plain: holder.type === 'assignment_expression' };
}

function mayBeAssigned(text: string, at: number, length: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const i = skipBlanks(text, at + length);
  if (before === '++' || before === '--') return true;
  return /^(?:=(?![=>])|\+\+|--|(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)=)/.test(text.slice(i, i + 4));
}
