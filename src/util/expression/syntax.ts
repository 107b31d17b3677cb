/** The syntax tree of an expression and what it is evaluated over (grammar: ../expression.ts). */

/** A version number: `2.4` has the parts 2 and 4. */
export class Version {
  constructor(readonly parts: readonly number[]) {}
}

export type Operator = '+' | '-' | '*' | '/' | '**' | '%';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Node =
  | {
      readonly kind: 'constant';
      readonly value: number | string | boolean | null | Version;
      readonly text: string;
    }
  | { readonly kind: 'role'; readonly name: string }
  | { readonly kind: 'negate' | 'not'; readonly operand: Node }
  | { readonly kind: 'arithmetic'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  /** `a < b <= c`: one more operand than operators. */
  | {
      readonly kind: 'compare';
      readonly operators: readonly Comparison[];
      readonly operands: readonly Node[];
    }
  | { readonly kind: 'in'; readonly operand: Node; readonly set: readonly Node[]; readonly negated: boolean }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Node[] };

export type ExpressionValue =
  number | string | boolean | null | readonly ExpressionValue[] | { readonly [key: string]: ExpressionValue };

/** What an expression is evaluated over. A function that is absent or returns nothing says: unknown. */
export interface ExpressionScope {
  value(role: string): ExpressionValue | undefined;
  /** The value as the code writes it. */
  text?(role: string): string | undefined;
  /** True where the code leaves the role to its default. */
  absent?(role: string): boolean | undefined;
  /** `2.4.1`. */
  version?(name: string): string | undefined;
  imports?(module: string): boolean | undefined;
}

/** Least and greatest number of arguments. */
export const functions = {
  absent: [1, 1],
  is_int: [1, 1],
  is_float: [1, 1],
  version: [1, 1],
  imports: [1, 1],
  min: [1, 20],
  max: [1, 20],
  abs: [1, 1],
  sqrt: [1, 1],
  exp: [1, 1],
  ln: [1, 1],
  log: [1, 1],
  log2: [1, 1],
  log10: [1, 1],
  round: [1, 2],
  floor: [1, 1],
  ceil: [1, 1],
  float16: [1, 1],
  bfloat16: [1, 1],
} as const;
export type FunctionName = keyof typeof functions;

/** Their argument is the name of a role. */
export const ofRole: ReadonlySet<string> = new Set(['absent', 'is_int', 'is_float']);
/** Their argument is a quoted name. */
export const ofName: ReadonlySet<string> = new Set(['version', 'imports']);

/** `1.13.1+cu117` has the parts 1, 13, 1. Nothing where the text begins with no digit. */
export function parseVersion(text: string): Version | undefined {
  const digits = /^\d{1,9}(?:\.\d{1,9}){0,5}/.exec(text.trim());
  return digits ? new Version(digits[0].split('.').map(Number)) : undefined;
}
