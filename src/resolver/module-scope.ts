/** The names that a file binds at its top level, kept up to date statement by statement. */
import type { Node, Tree } from './syntax-tree';
import type { Anchor, Binding, Scope } from './scope';
import type { Range } from '../util/range';
import type { TextChange } from './site';
import { childrenFrom } from './syntax';

/** Lists the bindings of one statement, nested functions and classes excepted. */
export type Declare = (statement: Node, anchor: Anchor, text: string) => Binding[];

interface Statement {
  readonly anchor: Anchor;
  readonly length: number;
  readonly bindings: readonly Binding[];
}

export class ModuleScope implements Scope {
  readonly kind = 'module';
  readonly elsewhere: ReadonlySet<string> = new Set();
  #statements: Statement[] = [];
  readonly #names = new Map<string, Binding[]>();
  readonly #unsorted = new Set<string>();

  constructor(private readonly declare: Declare) {}

  /** Reads the whole file. */
  read(tree: Tree, text: string): void {
    this.#names.clear();
    this.#statements = [];
    this.#splice(0, 0, tree, { start: 0, end: Infinity }, text);
  }

  /** Reads again what a change touched; `disturbed` are the ranges whose syntax changed with it, in the new text. */
  update(tree: Tree, text: string, change: TextChange, disturbed: readonly Range[]): void {
    const delta = change.newEnd - change.oldEnd;
    let start = change.start;
    let end = change.newEnd;
    for (const range of disturbed) {
      start = Math.min(start, range.start);
      end = Math.max(end, range.end);
    }
    const first = this.#statements.findIndex(({ anchor, length }) => anchor.start + length >= start);
    const from = first === -1 ? this.#statements.length : first;
    let to = from;
    while (to < this.#statements.length && this.#statements[to]!.anchor.start <= end - delta) to++;
    for (let i = to; i < this.#statements.length; i++) this.#statements[i]!.anchor.start += delta;
    const before = this.#statements[from - 1];
    const after = this.#statements[to];
    const stretch = {
      start: before ? before.anchor.start + before.length : 0,
      end: after ? after.anchor.start : Infinity,
    };
    this.#splice(from, to - from, tree, stretch, text);
  }

  /** Replaces statements by those that now stand in a stretch of the text. */
  #splice(from: number, count: number, tree: Tree, stretch: Range, text: string): void {
    const fresh: Statement[] = [];
    for (const node of childrenFrom(tree.rootNode, stretch.start)) {
      if (node.startIndex >= stretch.end) break;
      if (!node.isNamed) continue;
      const anchor = { start: node.startIndex };
      fresh.push({
        anchor,
        length: node.endIndex - node.startIndex,
        bindings: this.declare(node, anchor, text),
      });
    }
    for (const statement of this.#statements.slice(from, from + count)) this.#remove(statement);
    this.#statements = this.#statements.slice(0, from).concat(fresh, this.#statements.slice(from + count));
    for (const statement of fresh) this.#add(statement);
  }

  #add({ bindings }: Statement): void {
    for (const binding of bindings) {
      const list = this.#names.get(binding.name);
      if (list) list.push(binding);
      else this.#names.set(binding.name, [binding]);
      this.#unsorted.add(binding.name);
    }
  }

  #remove({ bindings }: Statement): void {
    if (bindings.length === 0) return;
    const gone = new Set(bindings);
    for (const name of new Set(bindings.map((binding) => binding.name))) {
      const rest = this.#names.get(name)?.filter((binding) => !gone.has(binding)) ?? [];
      if (rest.length > 0) this.#names.set(name, rest);
      else this.#names.delete(name);
    }
  }

  bindings(name: string): readonly Binding[] {
    const list = this.#names.get(name);
    if (!list) return [];
    if (this.#unsorted.delete(name)) list.sort((a, b) => positionOf(a) - positionOf(b));
    return list;
  }

  /** Every import of the file's top level, in order. */
  imports(): Binding[] {
    return this.#statements.flatMap(({ bindings }) => bindings.filter((b) => b.kind === 'import'));
  }
}

function positionOf(binding: Binding): number {
  return binding.anchor.start + binding.range.start;
}
