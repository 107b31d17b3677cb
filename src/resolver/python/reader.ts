/** What the parts of the Python resolver ask each other. `names.ts` answers, and remembers its answers. */
import type { Node, Tree } from '../syntax-tree';
import type { Constant } from '../constants';
import type { Code, Meaning } from '../meaning';
import type { Binding, Scope } from '../scope';
import type { Call, Literal, LiteralValue, SymbolId } from '../site';
import type { PythonScopes } from './scopes';

/** A statement that puts something into a container: `x[key] = value`, `x.append(value)`, `x.update(many)`. */
export interface Addition {
  readonly object: Node;
  readonly key?: Node;
  readonly value?: Node;
  /** The elements of `value` are put in, not itself. */
  readonly many: boolean;
  readonly scope: Scope;
}

export interface PythonReader {
  readonly tree: Tree;
  readonly text: string;
  readonly scopes: PythonScopes;
  /** Names that some function declares `global`, and so may change. */
  readonly globals: ReadonlySet<string>;
  /** By name, where a member of that name is assigned. */
  readonly assigned: ReadonlyMap<string, readonly number[]>;
  /** By name with `_` for `-`, where a command-line flag of that name is declared. */
  readonly flags: ReadonlyMap<string, readonly number[]>;
  textOf(node: Node): string;
  /** The public symbol of a dotted name. */
  symbolOf(dotted: string): SymbolId;
  /** What an expression stands for. `depth` counts the hops so far. */
  meaning(code: Code, depth?: number): Meaning | undefined;
  /** What a name means for a use at `at`. */
  name(name: string, scope: Scope, at: number, depth?: number): Meaning | undefined;
  /** What `object.name` stands for. */
  member(object: Meaning | undefined, name: string, depth?: number): Meaning | undefined;
  /** Symbols of the base classes, nearest first. */
  bases(type: Code): readonly SymbolId[];
  /** The expression that gives a binding its value. */
  code(binding: Binding, scope: Scope): Code | undefined;
  /** The value of an expression; nothing where it is not certain. */
  constant(code: Code, depth?: number): Constant | undefined;
  literal(code: Code): Literal | undefined;
  /** The call that a `call` node makes; `partial(f, …)` is a call of `f`. */
  call(code: Code): Call | undefined;
  /** The value of a constant of another file of the project. */
  linkedConstant(symbol: SymbolId): LiteralValue | undefined;
  /** Every statement that puts something into a container of that name. */
  additions(name: string): readonly Addition[];
}
