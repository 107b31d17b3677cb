/**
 * A syntax tree whose nodes are made once and remember what they were asked: a question to web-tree-sitter crosses into
 * WebAssembly, which costs more than all that is done with its answer. The answers stay: an edit makes a new tree.
 */
import type { Node as ForeignNode, Tree as ForeignTree } from 'web-tree-sitter';

/** Of a node that spans more characters the children are not listed for the sake of one. */
const maxListed = 4000;

export class Tree {
  readonly #nodes = new Map<number, Node>();
  readonly rootNode: Node;

  constructor(
    /** The tree of web-tree-sitter, for edits. */
    readonly foreign: ForeignTree,
    readonly text: string,
  ) {
    this.rootNode = this.nodeOf(foreign.rootNode);
  }

  /** The one node of this tree that stands for a foreign one. */
  nodeOf(foreign: ForeignNode): Node {
    let node = this.#nodes.get(foreign.id);
    if (!node) this.#nodes.set(foreign.id, (node = new Node(this, foreign)));
    return node;
  }

  delete(): void {
    this.#nodes.clear();
    this.foreign.delete();
  }
}

export class Node {
  /** Differs from that of every other node of the tree. */
  readonly id: number;
  readonly startIndex: number;
  #type: string | undefined;
  #endIndex: number | undefined;
  #isNamed: boolean | undefined;
  #parent: Node | null | undefined;
  #children: readonly Node[] | undefined;
  #namedChildren: readonly Node[] | undefined;
  #firstNamedChild: Node | null | undefined;
  #fields: Map<string, Node | null> | undefined;

  constructor(
    private readonly tree: Tree,
    private readonly foreign: ForeignNode,
  ) {
    this.id = foreign.id;
    this.startIndex = foreign.startIndex;
  }

  get type(): string {
    return (this.#type ??= this.foreign.type);
  }

  get endIndex(): number {
    return (this.#endIndex ??= this.foreign.endIndex);
  }

  /** Not a mere keyword or sign. */
  get isNamed(): boolean {
    return (this.#isNamed ??= this.foreign.isNamed);
  }

  get text(): string {
    return this.tree.text.slice(this.startIndex, this.endIndex);
  }

  get parent(): Node | null {
    if (this.#parent === undefined) this.#parent = this.#own(this.foreign.parent);
    return this.#parent;
  }

  get children(): readonly Node[] {
    return (this.#children ??= this.foreign.children.map((child) => this.#child(child)));
  }

  get namedChildren(): readonly Node[] {
    if (!this.#namedChildren) {
      this.#namedChildren = this.foreign.namedChildren.map((child) => this.#child(child));
      for (const child of this.#namedChildren) child.#isNamed = true;
      this.#firstNamedChild = this.#namedChildren[0] ?? null;
    }
    return this.#namedChildren;
  }

  get childCount(): number {
    return this.#children?.length ?? this.foreign.childCount;
  }

  get namedChildCount(): number {
    return this.#namedChildren?.length ?? this.foreign.namedChildCount;
  }

  get firstChild(): Node | null {
    return this.#children ? (this.#children[0] ?? null) : this.#own(this.foreign.firstChild);
  }

  get firstNamedChild(): Node | null {
    if (this.#firstNamedChild === undefined) this.#firstNamedChild = this.#own(this.foreign.firstNamedChild);
    return this.#firstNamedChild;
  }

  get lastNamedChild(): Node | null {
    return this.#namedChildren
      ? (this.#namedChildren.at(-1) ?? null)
      : this.#own(this.foreign.lastNamedChild);
  }

  namedChild(index: number): Node | null {
    return this.namedChildren[index] ?? null;
  }

  childForFieldName(field: string): Node | null {
    this.#fields ??= new Map();
    let child = this.#fields.get(field);
    if (child === undefined)
      this.#fields.set(field, (child = this.#own(this.foreign.childForFieldName(field))));
    return child;
  }

  childrenForFieldName(field: string): Node[] {
    return this.foreign.childrenForFieldName(field).map((child) => this.tree.nodeOf(child));
  }

  /** The first child that ends behind an offset. */
  firstChildForIndex(offset: number): Node | null {
    if (!this.#children && this.endIndex - this.startIndex > maxListed)
      return this.#own(this.foreign.firstChildForIndex(offset));
    const { children } = this;
    let [low, high] = [0, children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (children[middle]!.startIndex <= offset) low = middle + 1;
      else high = middle;
    }
    const before = children[low - 1];
    return (before && before.endIndex > offset ? before : children[low]) ?? null;
  }

  get nextSibling(): Node | null {
    return this.#own(this.foreign.nextSibling);
  }

  get nextNamedSibling(): Node | null {
    return this.#own(this.foreign.nextNamedSibling);
  }

  get previousNamedSibling(): Node | null {
    return this.#own(this.foreign.previousNamedSibling);
  }

  descendantForIndex(start: number, end: number): Node | null {
    return this.#own(this.foreign.descendantForIndex(start, end));
  }

  descendantsOfType(types: string | string[]): Node[] {
    return this.foreign.descendantsOfType(types).map((node) => this.tree.nodeOf(node));
  }

  #own(foreign: ForeignNode | null): Node | null {
    return foreign && this.tree.nodeOf(foreign);
  }

  #child(foreign: ForeignNode): Node {
    const child = this.tree.nodeOf(foreign);
    child.#parent ??= this;
    return child;
  }
}
