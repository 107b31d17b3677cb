/**
 * Syntax nodes that remember what they were asked: a question to web-tree-sitter crosses into WebAssembly, which costs
 * more than all that is done with its answer. The answer stays the same: an edit makes a new tree.
 */
import { Node } from 'web-tree-sitter';

type Remembering = Node & { [slot: symbol]: unknown };

function rememberGetter(name: 'type' | 'endIndex' | 'childCount' | 'isNamed'): void {
  const getter = Object.getOwnPropertyDescriptor(Node.prototype, name)?.get;
  if (!getter) return;
  const slot = Symbol(name);
  Object.defineProperty(Node.prototype, name, {
    configurable: true,
    get(this: Remembering) {
      return (this[slot] ??= getter.call(this));
    },
  });
}

function rememberFields(): void {
  const ask = Object.getOwnPropertyDescriptor(Node.prototype, 'childForFieldName')!
    .value as Node['childForFieldName'];
  const slot = Symbol('fields');
  Node.prototype.childForFieldName = function (this: Remembering, field: string): Node | null {
    const known = (this[slot] ??= new Map()) as Map<string, Node | null>;
    let child = known.get(field);
    if (child === undefined) known.set(field, (child = ask.call(this, field)));
    return child;
  };
}

let isDone = false;

/** Before the first tree is read; again it does nothing. */
export function rememberNodes(): void {
  if (isDone) return;
  isDone = true;
  for (const name of ['type', 'endIndex', 'childCount', 'isNamed'] as const) rememberGetter(name);
  rememberFields();
}
