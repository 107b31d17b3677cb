/** The scopes around a place in Python code, made when first asked for. */
import type { Node } from '../syntax-tree';
import type { Code } from '../meaning';
import { ListedScope, type Scope } from '../scope';
import { isField } from '../syntax';
import { declareComprehension, declareParameters, declarePython, namesElsewhere } from './declarations';

const comprehensions: ReadonlySet<string> = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

export class PythonScopes {
  readonly #scopes = new Map<number, Scope>();

  constructor(
    readonly module: Scope,
    private readonly text: string,
  ) {}

  /** The scope at the end of a path from the root. Decorators, defaults and base classes belong outside. */
  at(path: readonly Node[]): Scope {
    let scope = this.module;
    for (let i = 0; i + 1 < path.length; i++) scope = this.#enter(path[i]!, path[i + 1]!, scope);
    return scope;
  }

  /** The scope of `child` inside `node`. */
  #enter(node: Node, child: Node, outer: Scope): Scope {
    const { type } = node;
    if (type === 'function_definition' || type === 'lambda') {
      return isField(node, 'body', child) ? this.ofFunction(node, outer) : outer;
    }
    if (type === 'class_definition') {
      return isField(node, 'body', child) ? this.ofClass({ node, scope: outer }) : outer;
    }
    return comprehensions.has(type) ? this.ofComprehension({ node, scope: outer }) : outer;
  }

  ofClass({ node, scope }: Code): Scope {
    return this.#once(node, () => {
      const body = node.childForFieldName('body');
      const bindings = body ? declarePython(body, { start: 0 }, this.text) : [];
      return new ListedScope('class', bindings, scope, node);
    });
  }

  ofFunction(node: Node, outer: Scope): Scope {
    return this.#once(node, () => {
      const parameters = node.childForFieldName('parameters');
      const body = node.childForFieldName('body');
      const method = outer.kind === 'class' && node.type === 'function_definition' && !this.#isStatic(node);
      const bindings = [
        ...(parameters ? declareParameters(parameters, this.text, method) : []),
        ...(body ? declarePython(body, { start: 0 }, this.text) : []),
      ];
      const elsewhere = body ? namesElsewhere(body, this.text) : undefined;
      return new ListedScope('function', bindings, outer, node, elsewhere);
    });
  }

  ofComprehension({ node, scope }: Code): Scope {
    return this.#once(
      node,
      () => new ListedScope('expression', declareComprehension(node, this.text), scope, node),
    );
  }

  #isStatic(node: Node): boolean {
    const decorated = node.parent;
    if (decorated?.type !== 'decorated_definition') return false;
    return this.text.slice(decorated.startIndex, node.startIndex).includes('staticmethod');
  }

  #once(node: Node, make: () => Scope): Scope {
    let scope = this.#scopes.get(node.id);
    if (!scope) {
      scope = make();
      this.#scopes.set(node.id, scope);
    }
    return scope;
  }
}
