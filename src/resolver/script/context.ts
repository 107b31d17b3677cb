/** What is around a place in TypeScript or JavaScript code. */
import type { Node } from '../syntax-tree';
import type { Range } from '../../util/range';
import { shownSymbol, type Code } from '../meaning';
import type { Scope } from '../scope';
import type { Argument, Call, Site } from '../site';
import { isField, rangeOf } from '../syntax';
import { wordAt } from '../words';
import { calleeNode, lastName, optionsTarget } from './calls';
import type { ScriptReader } from './reader';

export interface Spot {
  readonly path: readonly Node[];
  /** Index of `node` in `path`. */
  readonly index: number;
  readonly node: Node;
  readonly parent: Node | undefined;
  readonly scope: Scope;
}

const transparent: ReadonlySet<string> = new Set([
  'pair',
  'object',
  'array',
  'parenthesized_expression',
  'binary_expression',
  'unary_expression',
  'ternary_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
]);

/** The call and the argument that a node is, or is a part of. */
export function enclosingArgument(
  reader: ScriptReader,
  spot: Spot,
): { call: Call; argument: Argument } | undefined {
  const { path } = spot;
  let index = spot.index - 1;
  while (index > 0 && transparent.has(path[index]!.type)) index--;
  const node = path[index - 1];
  const target =
    path[index]?.type === 'arguments' && node
      ? { node, scope: spot.scope }
      : path[index + 1]?.type === 'object' && index + 1 < spot.index
        ? optionsTarget(reader, path[index + 1]!, path[index])
        : undefined;
  const call = target && reader.call(target);
  const start = spot.node.startIndex;
  const argument = call?.args.findLast(({ range }) => range.start <= start && start < range.end);
  return call && argument && { call, argument };
}

/** Names around a place, nearest first, and its statement. */
export function around(
  reader: ScriptReader,
  path: readonly Node[],
  index: number,
): Pick<Site, 'inside' | 'statement'> {
  return { inside: namesAround(reader, path, index), statement: statementAround(reader, path, index) };
}

function namesAround(reader: ScriptReader, path: readonly Node[], index: number): string[] {
  const found: string[] = [];
  for (let i = index - 1; i >= 0; i--) {
    const node = path[i]!;
    const child = path[i + 1]!;
    if (isField(node, 'arguments', child)) {
      const callee = lastName(calleeNode(node));
      if (callee) found.push(reader.textOf(callee));
      continue;
    }
    const name = /declaration$|^method_definition$|^class$|^function_expression$|^variable_declarator$/.test(
      node.type,
    )
      ? node.childForFieldName('name')
      : null;
    const named =
      name !== null && name.id !== child.id && (node.type !== 'variable_declarator' || isCallable(child));
    if (named) found.push(reader.textOf(name));
  }
  return found;
}

function isCallable(node: Node): boolean {
  return node.type === 'arrow_function' || node.type === 'function_expression' || node.type === 'class';
}

const statements = /_(?:statement|declaration|definition)$|^switch_case$|^else_clause$|^catch_clause$/;

/** The innermost statement; of one with a body only what stands before it. */
function statementAround(reader: ScriptReader, path: readonly Node[], index: number): Range {
  for (let i = index; i >= 0; i--) {
    const node = path[i]!;
    if (!statements.test(node.type)) continue;
    const body = node.childForFieldName('body') ?? node.childForFieldName('consequence');
    return { start: node.startIndex, end: body ? body.startIndex : node.endIndex };
  }
  const range = path[index] ? rangeOf(path[index]) : { start: 0, end: 0 };
  const start = range.start === 0 ? 0 : reader.text.lastIndexOf('\n', range.start - 1) + 1;
  const end = reader.text.indexOf('\n', range.end);
  return { start, end: end === -1 ? reader.text.length : end };
}

/** A word of a comment, string or template. */
export function wordSite(
  reader: ScriptReader,
  path: readonly Node[],
  node: Node,
  offset: number,
  place: 'comment' | 'string',
): Site | undefined {
  const range = wordAt(reader.text, offset, rangeOf(node));
  if (!range) return undefined;
  const text = reader.text.slice(range.start, range.end);
  return {
    range,
    text,
    place,
    ...around(reader, path, path.length - 1),
    ...(place === 'comment' && { statement: rangeOf(node) }),
  };
}

/** What an expression shows of packages. */
export function symbolOf(reader: ScriptReader, code: Code): Pick<Site, 'symbol' | 'via'> {
  return shownSymbol(reader.meaning(code), (type) => reader.bases(type)) ?? {};
}
