/** What the parts of the TypeScript and JavaScript resolver ask each other; `names.ts` answers. */
import type { Node, Tree } from '../syntax-tree';
import type { Constant } from '../constants';
import type { Code, Meaning } from '../meaning';
import type { Binding, Scope } from '../scope';
import type { Call, Literal, LiteralValue, SymbolId } from '../site';
import type { ScriptScopes } from './scopes';

export interface ScriptReader {
  readonly tree: Tree;
  readonly text: string;
  readonly scopes: ScriptScopes;
  /** By name, where a member of that name is assigned. */
  readonly assigned: ReadonlyMap<string, readonly number[]>;
  textOf(node: Node): string;
  /** What an expression stands for. `depth` counts the hops so far. */
  meaning(code: Code, depth?: number): Meaning | undefined;
  member(object: Meaning | undefined, name: string, depth?: number): Meaning | undefined;
  /** Symbols of the base class, through classes of this file. */
  bases(type: Code): readonly SymbolId[];
  /** The value of a constant of another file of the project. */
  linkedConstant(symbol: SymbolId): LiteralValue | undefined;
  /** Every expression that a binding is given: its own, and what is assigned to the name elsewhere. */
  values(binding: Binding, scope: Scope): Code[];
  constant(code: Code, depth?: number): Constant | undefined;
  literal(code: Code): Literal | undefined;
  /** The call that a call or `new` makes. */
  call(code: Code): Call | undefined;
}
