/** Which names a stretch of code binds, and which of the bindings of a name a use can see. */
import type { Node } from './syntax-tree';
import type { Range } from '../util/range';
import { contains } from './syntax';

/** Where the ranges of a binding count from: the statement moves when text before it changes. */
export interface Anchor {
  start: number;
}

/** One place that gives a name a meaning. All offsets are relative to the anchor. */
export interface Binding {
  readonly name: string;
  /**
   * `value`: the name is `value`. `self`: the first parameter of a method. `element`: one of the elements of
   * `value` (loop variables). `opaque`: bound to something that cannot be known. A star import binds `*`.
   */
  readonly kind: 'import' | 'value' | 'class' | 'function' | 'parameter' | 'self' | 'element' | 'opaque';
  readonly anchor: Anchor;
  /** The name itself. */
  readonly range: Range;
  /** From here on the name has this meaning. */
  readonly from: number;
  /** What is imported. */
  readonly symbol?: string;
  /** The right-hand side, the default value, the iterable, or the class or function itself. */
  readonly value?: Range;
  readonly annotation?: Range;
  /** Members to take from the value, in a destructuring. */
  readonly path?: readonly string[];
  /** The innermost branch that may not run. */
  readonly branch?: Range;
  /** The outermost loop: what stands later in it may have run before. */
  readonly loop?: Range;
  /** The name may be assigned again anywhere (JS `let`, `var` and parameters). */
  readonly mutable?: boolean;
  /** The only part of the scope that sees the name (JS block scopes). */
  readonly visible?: Range;
}

/** The bindings of a function, class or module. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'expression';
  readonly parent?: Scope;
  /** The function or class that makes the scope. */
  readonly owner?: Node;
  /** In order of position. */
  bindings(name: string): readonly Binding[];
  /** Names that belong to an outer scope by declaration. */
  readonly elsewhere: ReadonlySet<string>;
}

export function shifted(range: Range, by: number): Range {
  return { start: range.start + by, end: range.end + by };
}

/** Where a part of a binding stands now. */
export function absolute(binding: Binding, range: Range): Range {
  return shifted(range, binding.anchor.start);
}

/** A scope whose bindings are known at once. */
export class ListedScope implements Scope {
  readonly #names = new Map<string, Binding[]>();

  constructor(
    readonly kind: Scope['kind'],
    bindings: Iterable<Binding>,
    readonly parent: Scope | undefined,
    readonly owner?: Node,
    readonly elsewhere: ReadonlySet<string> = new Set(),
  ) {
    for (const binding of bindings) {
      const list = this.#names.get(binding.name);
      if (list) list.push(binding);
      else this.#names.set(binding.name, [binding]);
    }
  }

  bindings(name: string): readonly Binding[] {
    return this.#names.get(name) ?? [];
  }
}

/** A name's bindings that a use can mean, with the scope that holds them. */
export interface Found {
  readonly scope: Scope;
  readonly bindings: readonly Binding[];
}

/**
 * Looks a name up from the inside out. `at` is the offset of the use. Empty bindings: the name is local but
 * not bound yet at this place. Nothing: no scope binds it.
 */
export function lookUp(name: string, from: Scope, at: number): Found | undefined {
  let immediate = true;
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    const seen = scope === from || scope.kind !== 'class' || immediate;
    const all = seen && !scope.elsewhere.has(name) ? scope.bindings(name) : [];
    const visible = innermost(all, at);
    if (visible.length > 0) {
      return { scope, bindings: immediate ? reaching(visible, at) : visible };
    }
    if (scope.kind === 'function') immediate = false;
  }
  return undefined;
}

/** Of block-scoped bindings only those of the smallest block around the use. */
function innermost(bindings: readonly Binding[], at: number): readonly Binding[] {
  if (!bindings.some((b) => b.visible)) return bindings;
  const inSight = bindings.filter((b) => !b.visible || contains(absolute(b, b.visible), at));
  const width = (b: Binding): number => (b.visible ? b.visible.end - b.visible.start : Infinity);
  const least = Math.min(...inSight.map(width));
  return inSight.filter((b) => width(b) === least);
}

/**
 * The bindings that may hold at a place of the same scope: the last certain one before it, those in branches
 * since then, and those that a loop around the place brings back.
 */
function reaching(bindings: readonly Binding[], at: number): readonly Binding[] {
  const found: Binding[] = [];
  for (let i = bindings.length - 1; i >= 0; i--) {
    const binding = bindings[i]!;
    if (contains(absolute(binding, binding.range), at)) return [binding];
    if (binding.from + binding.anchor.start > at) {
      if (binding.loop && contains(absolute(binding, binding.loop), at)) found.push(binding);
      continue;
    }
    found.push(binding);
    if (!binding.branch || contains(absolute(binding, binding.branch), at)) break;
  }
  return found.reverse();
}
