/** Three-valued evaluation: what is not certain is `undefined`, and stays so through every operation. */
import { bf16, fp16, roundTo } from '../float-format';
import {
  parseVersion,
  type Comparison,
  type ExpressionScope,
  type ExpressionValue,
  type FunctionName,
  type Node,
  type Operator,
  Version,
} from './syntax';

type Value = ExpressionValue | Version | undefined;

export function evaluateNode(node: Node, scope: ExpressionScope): Value {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'role':
      return scope.value(node.name);
    case 'negate': {
      const operand = evaluateNode(node.operand, scope);
      return typeof operand === 'number' ? -operand : undefined;
    }
    case 'not': {
      const operand = truth(evaluateNode(node.operand, scope));
      return operand === undefined ? undefined : !operand;
    }
    case 'and':
      return either(node.left, node.right, false, scope);
    case 'or':
      return either(node.left, node.right, true, scope);
    case 'arithmetic':
      return arithmetic(node.operator, evaluateNode(node.left, scope), evaluateNode(node.right, scope));
    case 'compare':
      return chain(node.operators, node.operands, scope);
    case 'in': {
      const operand = evaluateNode(node.operand, scope);
      const isIn = any(node.set.map((item) => compare('==', operand, evaluateNode(item, scope))));
      return isIn === undefined ? undefined : isIn !== node.negated;
    }
    case 'call':
      return call(node.name, node.args, scope);
  }
}

function truth(value: Value): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** `and` is decided by one false, `or` by one true, whatever the other side is. */
function either(left: Node, right: Node, deciding: boolean, scope: ExpressionScope): boolean | undefined {
  const a = truth(evaluateNode(left, scope));
  if (a === deciding) return deciding;
  const b = truth(evaluateNode(right, scope));
  if (b === deciding) return deciding;
  return a === undefined || b === undefined ? undefined : !deciding;
}

function any(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

function chain(operators: readonly Comparison[], operands: readonly Node[], scope: ExpressionScope): Value {
  const values = operands.map((operand) => evaluateNode(operand, scope));
  const results = operators.map((operator, i) => compare(operator, values[i], values[i + 1]));
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function compare(operator: Comparison, left: Value, right: Value): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left instanceof Version && right instanceof Version)
    return ordered(operator, versionDifference(left, right));
  if (typeof left === 'object' && left !== null) return undefined;
  if (typeof right === 'object' && right !== null) return undefined;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return ordered(operator, left === right ? 0 : left - right);
}

function ordered(operator: Comparison, difference: number): boolean | undefined {
  if (Number.isNaN(difference)) return undefined;
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '==':
      return difference === 0;
    case '!=':
      return difference !== 0;
  }
}

function versionDifference(left: Version, right: Version): number {
  const length = Math.max(left.parts.length, right.parts.length);
  for (let i = 0; i < length; i++) {
    const difference = (left.parts[i] ?? 0) - (right.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A result that overflows or has no value (1/0, the root of -1) is unknown. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function arithmetic(operator: Operator, left: Value, right: Value): number | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return finite(left + right);
    case '-':
      return finite(left - right);
    case '*':
      return finite(left * right);
    case '/':
      return finite(left / right);
    case '**':
      return finite(left ** right);
    case '%':
      // The sign of the divisor, as in Python.
      return finite(left - right * Math.floor(left / right));
  }
}

type NumericFunction = Exclude<FunctionName, 'absent' | 'is_int' | 'is_float' | 'version' | 'imports'>;

const numeric: Record<NumericFunction, (...values: number[]) => number> = {
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  round: (value, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits,
  floor: Math.floor,
  ceil: Math.ceil,
  float16: (value) => roundTo(fp16, value),
  bfloat16: (value) => roundTo(bf16, value),
};

function call(name: FunctionName, args: readonly Node[], scope: ExpressionScope): Value {
  const [first] = args;
  if (name === 'version' || name === 'imports') {
    const subject = first?.kind === 'constant' ? String(first.value) : '';
    if (name === 'imports') return scope.imports?.(subject);
    const version = scope.version?.(subject);
    return version === undefined ? undefined : parseVersion(version);
  }
  if (name === 'absent' || name === 'is_int' || name === 'is_float') {
    const role = first?.kind === 'role' ? first.name : '';
    if (name === 'absent') return scope.absent?.(role);
    const isInteger = isIntegerLiteral(scope.value(role), scope.text?.(role));
    return isInteger === undefined ? undefined : isInteger === (name === 'is_int');
  }
  const values = args.map((arg) => evaluateNode(arg, scope));
  return values.every((value) => typeof value === 'number') ? finite(numeric[name](...values)) : undefined;
}

/**
 * Whether a value is of type int. `1` and `1.0` are the same number, so the text decides where there is one.
 * A value that is no number is neither int nor float: nothing.
 */
function isIntegerLiteral(value: Value, text: string | undefined): boolean | undefined {
  if (typeof value !== 'number') return undefined;
  if (!Number.isInteger(value)) return false;
  if (text === undefined) return undefined;
  if (/^[-+]?\s*(?:\d[\d_]*|0[xob][\da-f_]+)$/i.test(text)) return true;
  return /^[-+]?\s*(?:\d[\d_]*)?\.?\d*(?:e[-+]?\d+)?$/i.test(text) ? false : undefined;
}
