/** The scopes around a place in TypeScript or JavaScript code, made when first asked for. */
import type { Node } from '../syntax-tree';
import { ListedScope, type Scope } from '../scope';
import { declareParameters, declareScript } from './declarations';

export const callables: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);
const classBodies: ReadonlySet<string> = new Set(['class_body']);

export class ScriptScopes {
  readonly #scopes = new Map<number, Scope>();

  constructor(
    readonly module: Scope,
    private readonly text: string,
  ) {}

  /** The scope at the end of a path from the root. */
  at(path: readonly Node[]): Scope {
    let scope = this.module;
    for (let i = 0; i + 1 < path.length; i++) {
      const node = path[i]!;
      if (callables.has(node.type)) scope = this.ofFunction(node, scope);
      else if (classBodies.has(node.type)) scope = this.#ofClass(node, path[i - 1]!, scope);
    }
    return scope;
  }

  ofFunction(node: Node, outer: Scope): Scope {
    return this.#once(node, () => {
      const body = node.childForFieldName('body');
      const own = node.type === 'function_expression' ? node.childForFieldName('name') : null;
      const bindings = [
        ...declareParameters(node, this.text),
        ...(body?.type === 'statement_block' ? declareScript(body, { start: 0 }, this.text) : []),
      ];
      if (own)
        bindings.push({
          name: own.text,
          kind: 'opaque',
          anchor: { start: 0 },
          range: { start: 0, end: 0 },
          from: -Infinity,
        });
      return new ListedScope('function', bindings, outer, node);
    });
  }

  /** Members of a class are no names, but `this` needs to know the class. */
  #ofClass(body: Node, type: Node, outer: Scope): Scope {
    return this.#once(body, () => new ListedScope('class', [], outer, type));
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
