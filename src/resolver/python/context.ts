/** What is around a place in Python code: statement, enclosing names, the argument that it is part of. */
import type { Node } from '../syntax-tree';
import type { Range } from '../../util/range';
import { shownSymbol, type Code } from '../meaning';
import type { Scope } from '../scope';
import type { Argument, Call, Site } from '../site';
import { isField, rangeOf } from '../syntax';
import { wordAt } from '../words';
import { spreadTarget } from './calls';
import { lastName } from './defaults';
import type { PythonReader } from './reader';

/** A node with the way to it. */
export interface Spot {
  readonly path: readonly Node[];
  /** Index of `node` in `path`. */
  readonly index: number;
  readonly node: Node;
  readonly parent: Node | undefined;
  readonly scope: Scope;
}

/** Parts of an argument that are still that argument. */
const transparent: ReadonlySet<string> = new Set([
  'keyword_argument',
  'tuple',
  'list',
  'set',
  'dictionary',
  'pair',
  'parenthesized_expression',
  'binary_operator',
  'unary_operator',
  'not_operator',
  'boolean_operator',
  'conditional_expression',
  'concatenated_string',
]);

/** The call and the argument that a node is, or is a part of. */
export function enclosingArgument(
  names: PythonReader,
  spot: Spot,
): { call: Call; argument: Argument } | undefined {
  const { path } = spot;
  let index = spot.index - 1;
  while (index > 0 && transparent.has(path[index]!.type)) index--;
  const node = path[index - 1];
  if (path[index]?.type !== 'argument_list' || node?.type !== 'call') return spreadArgument(names, spot);
  const call = names.call({ node, scope: spot.scope });
  const start = spot.node.startIndex;
  const argument = call?.args.findLast(({ range }) => range.start <= start && start < range.end);
  if (!call || !argument) return undefined;
  const outer = nestedIn(names, spot, index - 1, argument);
  return outer ?? { call, argument };
}

/** An entry of a dict that is spread into a call belongs to that call. */
function spreadArgument(names: PythonReader, spot: Spot): { call: Call; argument: Argument } | undefined {
  const { path, node } = spot;
  const index = path.findLastIndex(({ type }, i) => i < spot.index && type === 'dictionary');
  const target = index === -1 ? undefined : spreadTarget(names, path, index);
  const call = target && names.call(target);
  const start = node.startIndex;
  const argument = call?.args.findLast(({ range }) => range.start <= start && start < range.end);
  return call && argument && { call, argument };
}

/** A keyword of `dict(k=5)` that is an argument of an outer call belongs to that call. */
function nestedIn(
  names: PythonReader,
  spot: Spot,
  index: number,
  inner: Argument,
): { call: Call; argument: Argument } | undefined {
  const node = spot.path[index]!;
  const callee = node.childForFieldName('function');
  if (!callee || names.textOf(callee) !== 'dict') return undefined;
  const outer = enclosingArgument(names, { ...spot, index, node });
  const argument = outer?.call.args.findLast(({ range }) => range.start === inner.range.start);
  return outer && argument?.path !== undefined ? { call: outer.call, argument } : undefined;
}

/** Names around a place, nearest first, those of the keys of dicts among them, and its statement. */
export function around(
  names: PythonReader,
  path: readonly Node[],
  index: number,
): Pick<Site, 'inside' | 'statement'> {
  return { inside: namesAround(names, path, index), statement: statementAround(names, path, index) };
}

function namesAround(names: PythonReader, path: readonly Node[], index: number): string[] {
  const found: string[] = [];
  for (let i = index - 1; i >= 0; i--) {
    const node = path[i]!;
    const child = path[i + 1]!;
    if (node.type === 'call' && isField(node, 'arguments', child)) {
      const callee = lastName(node.childForFieldName('function'));
      if (callee) found.push(names.textOf(callee));
      if (callee && names.textOf(callee) === 'partial') {
        const prepared = lastName(child.firstNamedChild);
        if (prepared) found.push(names.textOf(prepared));
      }
    } else if (node.type === 'pair' && isField(node, 'value', child)) {
      const key = lastName(node.childForFieldName('key'));
      if (key) found.push(names.textOf(key));
    } else if (node.type === 'function_definition' || node.type === 'class_definition') {
      const name = node.childForFieldName('name');
      if (name && name.id !== child.id) found.push(names.textOf(name));
    }
  }
  return found;
}

const inExpressions: ReadonlySet<string> = new Set(['for_in_clause', 'if_clause', 'with_clause']);

/** The innermost statement; of a compound statement only the header. */
function statementAround(names: PythonReader, path: readonly Node[], index: number): Range {
  for (let i = index; i >= 0; i--) {
    const node = path[i]!;
    if (!/_(?:statement|definition|clause)$/.test(node.type) || inExpressions.has(node.type)) continue;
    if (node.type === 'decorated_definition') continue;
    const body = node.namedChildren.find(({ type }) => type === 'block');
    return { start: node.startIndex, end: body ? body.startIndex : node.endIndex };
  }
  return lineAround(names.text, path[index] ? rangeOf(path[index]) : { start: 0, end: 0 });
}

/** The line or lines that a range is on. */
export function lineAround(text: string, range: Range): Range {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const end = text.indexOf('\n', range.end);
  return { start: range.start === 0 ? 0 : start, end: end === -1 ? text.length : end };
}

/** A word of a comment or of a string that says nothing else. */
export function wordSite(
  names: PythonReader,
  path: readonly Node[],
  node: Node,
  offset: number,
  place: 'comment' | 'string',
): Site | undefined {
  const range = wordAt(names.text, offset, rangeOf(node));
  if (!range) return undefined;
  const text = names.text.slice(range.start, range.end);
  return {
    range,
    text,
    place,
    ...around(names, path, path.length - 1),
    ...(place === 'comment' && { statement: rangeOf(node) }),
  };
}

/** What an expression shows of packages. */
export function symbolOf(names: PythonReader, code: Code): Pick<Site, 'symbol' | 'via'> {
  return shownSymbol(names.meaning(code), (type) => names.bases(type)) ?? {};
}
