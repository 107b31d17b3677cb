/** What is the same in every language with a grammar: each question about a node is answered once. */
import { assignedMembers } from './assigned-members';
import type { Constant } from './constants';
import type { Code, Meaning } from './meaning';
import type { Call, Literal } from './site';
import { rangeOf } from './syntax';
import type { Node, Tree } from './syntax-tree';

/** Hops from name to value to name; real code needs a handful. */
export const maxDepth = 40;

export abstract class CodeReader {
  readonly #meanings = new Map<number, Meaning | undefined>();
  readonly #constants = new Map<number, Constant | undefined>();
  readonly #calls = new Map<number, Call | undefined>();
  #assigned: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(
    readonly tree: Tree,
    readonly text: string,
  ) {}

  protected abstract readMeaning(code: Code, depth: number): Meaning | undefined;
  protected abstract readConstant(code: Code, depth: number): Constant | undefined;
  protected abstract readCall(code: Code): Call | undefined;

  textOf(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex);
  }

  /** By name, where a member of that name is assigned. */
  get assigned(): ReadonlyMap<string, readonly number[]> {
    return (this.#assigned ??= assignedMembers(this.text));
  }

  meaning(code: Code, depth = 0): Meaning | undefined {
    if (depth > maxDepth) return undefined;
    return once(this.#meanings, code.node, () => this.readMeaning(code, depth + 1));
  }

  constant(code: Code, depth = 0): Constant | undefined {
    if (depth > maxDepth) return undefined;
    return once(this.#constants, code.node, () => this.readConstant(code, depth + 1));
  }

  literal(code: Code): Literal | undefined {
    const found = this.constant(code);
    if (!found) return undefined;
    const { value, origin, node } = found;
    return { value, text: this.textOf(node), range: rangeOf(node), origin };
  }

  call(code: Code): Call | undefined {
    return once(this.#calls, code.node, () => this.readCall(code));
  }
}

/** Computes once per node. Meanwhile it counts as unknown: a name that leads back to itself means nothing. */
function once<T>(known: Map<number, T | undefined>, node: Node, compute: () => T | undefined): T | undefined {
  if (known.has(node.id)) return known.get(node.id);
  known.set(node.id, undefined);
  const value = compute();
  known.set(node.id, value);
  return value;
}
