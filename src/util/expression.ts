/**
 * The small language of entries: arithmetic and conditions over the roles of a concept. It is data, not code: no
 * names but roles, no loops, no text longer than 500 characters, and evaluation never fails.
 *
 *     expression  = and { 'or' and }
 *     and         = not { 'and' not }
 *     not         = 'not' not | comparison
 *     comparison  = sum { ('<' | '<=' | '>' | '>=' | '==' | '!=') sum }      0 <= eps < 1
 *                 | sum ['not'] 'in' '{' sum { ',' sum } '}'                 k in {1, 2, 4}
 *     sum         = product { ('+' | '-') product }
 *     product     = signed { ('*' | '/' | '%') signed }                      % has the sign of the divisor
 *     signed      = ('-' | '+') signed | primary [ '**' signed ]             -2 ** 2 is -4
 *     primary     = number | string | 'true' | 'false' | 'none' | 'inf' | role | function '(' … ')' | '(' expression ')'
 *
 * Numbers: 1, 0.5, 1e-5, 10_000. Strings: 'mean' or "mean". Roles: lower case, digits, underscore.
 * Functions: min max abs sqrt exp ln log (both natural) log2 log10 round(x, digits) floor ceil, float16(x) and
 * bfloat16(x), the nearest number of that type, and
 *   absent(role)       the code does not give this role and leaves it to its default
 *   is_int(role), is_float(role)   how the literal is written: 1 is an int, 1.0 and 1e0 are floats
 *   version("torch") < 2.4         the installed or pinned version, compared part by part: 2.10 > 2.4
 *   imports("torch")               the file imports the package or module
 *
 * A value that is not certain is *unknown*, never a guess, and so is what follows from it: `eps < 0` with an
 * unknown eps, 1/0, the order of two texts. `false and unknown` is false, `true or unknown` is true.
 *
 * A template is text with expressions in braces, `ε = {eps}: {1 - eps} for the true class`; `{{` and `}}` are
 * plain braces. Numbers in it are written by `formatNumber`; a role alone keeps all digits that the code gives.
 */
import { evaluateNode } from './expression/evaluate';
import { parse, SyntaxProblem } from './expression/parser';
import { Version, type ExpressionScope, type ExpressionValue, type Node } from './expression/syntax';
import { formatNumber } from './number';

export type { ExpressionScope, ExpressionValue } from './expression/syntax';

/** A parsed expression. */
export interface Expression {
  readonly node: Node;
  /** In the order of their first appearance. */
  readonly roles: readonly string[];
}

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  /** `message` continues "…: "; `at` is the 0-based offset of the fault. */
  | { readonly ok: false; readonly message: string; readonly at: number };

const maxLength = 500;

export function parseExpression(text: string): ParsedExpression {
  if (text.length > maxLength)
    return { ok: false, message: `longer than ${maxLength} characters`, at: maxLength };
  try {
    const node = parse(text);
    const roles = new Set<string>();
    collectRoles(node, roles);
    return { ok: true, expression: { node, roles: [...roles] } };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { ok: false, message: error.message, at: error.at };
    throw error;
  }
}

function collectRoles(node: Node, roles: Set<string>): void {
  if (node.kind === 'role') roles.add(node.name);
  const children =
    node.kind === 'negate' || node.kind === 'not'
      ? [node.operand]
      : node.kind === 'arithmetic' || node.kind === 'and' || node.kind === 'or'
        ? [node.left, node.right]
        : node.kind === 'compare'
          ? node.operands
          : node.kind === 'in'
            ? [node.operand, ...node.set]
            : node.kind === 'call'
              ? node.args
              : [];
  for (const child of children) collectRoles(child, roles);
}

/** The value of an expression, or nothing where it is unknown. An expression given as text that does not parse is unknown. */
export function evaluate(
  expression: Expression | string,
  scope: ExpressionScope,
): ExpressionValue | undefined {
  const parsed =
    typeof expression === 'string' ? parseExpression(expression) : { ok: true as const, expression };
  if (!parsed.ok) return undefined;
  const value = evaluateNode(parsed.expression.node, scope);
  return value instanceof Version ? undefined : value;
}

/** True where the condition certainly holds. */
export function holds(expression: Expression | string, scope: ExpressionScope): boolean {
  return evaluate(expression, scope) === true;
}

export interface Template {
  /** Texts and expressions in turn, beginning and ending with a text. */
  readonly texts: readonly string[];
  readonly expressions: readonly Expression[];
}

export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly message: string; readonly at: number };

const maxTemplateLength = 2000;

export function parseTemplate(text: string): ParsedTemplate {
  if (text.length > maxTemplateLength)
    return { ok: false, message: `longer than ${maxTemplateLength} characters`, at: maxTemplateLength };
  const texts: string[] = [];
  const expressions: Expression[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const two = text.slice(at, at + 2);
    if (two === '{{' || two === '}}') {
      plain += two[0];
      at += 2;
    } else if (text[at] === '{') {
      const end = closingBrace(text, at);
      if (end < 0) return { ok: false, message: "the brace '{' is never closed", at };
      const parsed = parseExpression(text.slice(at + 1, end));
      if (!parsed.ok) return { ok: false, message: parsed.message, at: at + 1 + parsed.at };
      texts.push(plain);
      expressions.push(parsed.expression);
      plain = '';
      at = end + 1;
    } else plain += text[at++];
  }
  return { ok: true, template: { texts: [...texts, plain], expressions } };
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at++) {
    const character = text[at]!;
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
  }
  return -1;
}

/** The text with its values, or nothing where one of them is unknown. Strings of the code are cut at 80 characters. */
export function fillTemplate(template: Template | string, scope: ExpressionScope): string | undefined {
  const parsed = typeof template === 'string' ? parseTemplate(template) : { ok: true as const, template };
  if (!parsed.ok) return undefined;
  const { texts, expressions } = parsed.template;
  let filled = texts[0] ?? '';
  for (const [i, expression] of expressions.entries()) {
    const value = evaluate(expression, scope);
    if (value === undefined) return undefined;
    const { node } = expression;
    filled += node.kind === 'role' ? formatGiven(value, scope.text?.(node.name)) : formatValue(value);
    filled += texts[i + 1];
  }
  return filled;
}

/** A value that the code gives, with all its digits; one that it writes as a fraction stays one: `8/255`. */
export function formatGiven(value: ExpressionValue, written?: string): string {
  const isFraction = written !== undefined && /^[\d.]+\s*\/\s*[\d.]+$/.test(written);
  return isFraction ? written.replace(/\s/g, '') : formatValue(value, 12);
}

/** A value for people: numbers by `formatNumber`, lists as `(2, 3)`, `none` for the absence of one. */
export function formatValue(value: ExpressionValue, digits = 4): string {
  if (typeof value === 'number') return formatNumber(value, digits);
  if (typeof value === 'string') return value.length > 80 ? `${value.slice(0, 79)}…` : value;
  if (typeof value === 'boolean') return String(value);
  if (value === null) return 'none';
  if (!Array.isArray(value)) return '{…}';
  const items = value
    .slice(0, 6)
    .map((item: ExpressionValue) => formatValue(Array.isArray(item) ? {} : item, digits));
  return `(${items.join(', ')}${value.length > 6 ? ', …' : ''})`;
}
