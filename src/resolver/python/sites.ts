/** What stands at a place in Python code. */
import type { Node } from '../syntax-tree';
import { ofPackage, shownSymbol, withoutInit } from '../meaning';
import { lookUp } from '../scope';
import type { Site } from '../site';
import { isField, rangeOf } from '../syntax';
import { dottedName } from './annotations';
import { around, enclosingArgument, wordSite, type Spot } from './context';
import { definitionAt } from './definitions';
import type { PythonReader } from './reader';
import { stringSite } from './strings';
import { valueName } from './values';

const constants: ReadonlySet<string> = new Set(['integer', 'float', 'true', 'false', 'none']);
const arithmetic: ReadonlySet<string> = new Set(['unary_operator', 'binary_operator']);

/** Levels of arithmetic above a number that are read with it. */
const maxArithmetic = 16;

/** The site at the end of a path; `offset` chooses the word in comments and strings. */
export function pythonSite(names: PythonReader, path: readonly Node[], offset: number): Site | undefined {
  const leaf = path.at(-1);
  if (!leaf) return undefined;
  if (leaf.type === 'comment') return wordSite(names, path, leaf, offset, 'comment');
  const string = path.findLastIndex((node) => node.type === 'string');
  if (string !== -1 && !path.slice(string).some((node) => node.type === 'interpolation')) {
    return stringSite(names, spotAt(names, path, string), offset);
  }
  if (leaf.type === 'identifier') return identifierSite(names, spotAt(names, path, path.length - 1));
  if (constants.has(leaf.type) || arithmetic.has(path.at(-2)?.type ?? '')) return constantSite(names, path);
  return undefined;
}

function spotAt(
  names: PythonReader,
  path: readonly Node[],
  index: number,
  scope = names.scopes.at(path.slice(0, index + 1)),
): Spot {
  return { path, index, node: path[index]!, parent: path[index - 1], scope };
}

/** A number, `True`, `None`, or arithmetic of them, where it is an argument or is given to a name. */
function constantSite(names: PythonReader, path: readonly Node[]): Site | undefined {
  let index = path.length - 1;
  const top = Math.max(1, index - maxArithmetic);
  while (index > top && arithmetic.has(path[index - 1]!.type)) index--;
  const { scope } = spotAt(names, path, index);
  for (; index < path.length; index++) {
    const spot = spotAt(names, path, index, scope);
    const value = names.literal({ node: spot.node, scope: spot.scope });
    if (!value || value.origin !== 'literal') continue;
    const found = enclosingArgument(names, spot);
    const name = valueName(names, spot);
    if (!found && !name) return undefined;
    return { ...base(names, spot), place: 'value', ...found, value, name };
  }
  return undefined;
}

function base(names: PythonReader, { path, index, node }: Spot): Omit<Site, 'place'> {
  return { range: rangeOf(node), text: names.textOf(node), ...around(names, path, index) };
}

function identifierSite(names: PythonReader, spot: Spot): Site | undefined {
  const { node, parent } = spot;
  if (!parent) return undefined;
  if (spot.path.some(({ type }) => type === 'import_statement' || type === 'import_from_statement')) {
    return { ...base(names, spot), place: 'import', ...importedSymbol(names, spot) };
  }
  if (parent.type === 'keyword_argument' && isField(parent, 'name', node)) return keywordSite(names, spot);
  const defined = definitionAt(names, spot);
  if (defined) return { ...base(names, spot), place: 'definition', ...defined };
  if (parent.type === 'dotted_name') return dottedSite(names, spot, parent);
  const expression = parent.type === 'attribute' && isField(parent, 'attribute', node) ? parent : node;
  return referenceSite(names, spot, expression);
}

function keywordSite(names: PythonReader, spot: Spot): Site {
  const found = enclosingArgument(names, spot);
  const value = spot.parent?.childForFieldName('value');
  const literal = value ? names.literal({ node: value, scope: spot.scope }) : undefined;
  return { ...base(names, spot), place: 'keyword', ...found, value: literal };
}

/** A name that is read: what it resolves to, and the call or argument that it is. */
function referenceSite(names: PythonReader, spot: Spot, expression: Node): Site {
  const code = { node: expression, scope: spot.scope };
  const shown = shownSymbol(names.meaning(code), (type) => names.bases(type));
  const symbol =
    shown && !(expression === spot.node && isSelf(spot))
      ? { symbol: withoutInit(shown.symbol), via: shown.via }
      : undefined;
  const index = spot.path.indexOf(expression);
  const call = spot.path[index - 1];
  const calls = call?.type === 'call' && isField(call, 'function', expression);
  const found = calls
    ? { call: names.call({ node: call, scope: spot.scope }) }
    : (preparedCallee(names, spot, index) ?? enclosingArgument(names, { ...spot, index, node: expression }));
  return { ...base(names, spot), place: 'reference', ...symbol, ...found };
}

/** A name in a `case` pattern: its value up to the segment under the caret. */
function dottedSite(names: PythonReader, spot: Spot, dotted: Node): Site {
  const text = names.text.slice(dotted.startIndex, spot.node.endIndex);
  const meaning = dottedName(names, text, spot.scope, dotted.startIndex);
  return { ...base(names, spot), place: 'reference', ...shownSymbol(meaning, (type) => names.bases(type)) };
}

/** `self` alone says nothing of its class to a reader. */
function isSelf({ node, scope }: Spot): boolean {
  const found = lookUp(node.text, scope, node.startIndex);
  return found?.bindings[0]?.kind === 'self';
}

/** The `nn.LayerNorm` of `partial(nn.LayerNorm, …)` is the callee of the prepared call. */
function preparedCallee(
  names: PythonReader,
  { path, scope }: Spot,
  index: number,
): Pick<Site, 'call'> | undefined {
  const list = path[index - 1];
  const node = path[index - 2];
  if (list?.type !== 'argument_list' || node?.type !== 'call') return undefined;
  if (list.firstNamedChild?.id !== path[index]!.id) return undefined;
  const call = names.call({ node, scope });
  return call && call.callee.range.end === path[index]!.endIndex ? { call } : undefined;
}

/** The symbol of a name in an import statement, up to the segment under the caret. */
function importedSymbol(names: PythonReader, { path, node }: Spot): Pick<Site, 'symbol' | 'via'> {
  const dotted = path.findLast(({ type }) => type === 'dotted_name');
  const alias = path.findLast(({ type }) => type === 'aliased_import');
  const statement = path.findLast(({ type }) => type.startsWith('import_') && type.endsWith('_statement'));
  const named = dotted ?? alias?.childForFieldName('name');
  if (!named || !statement) return {};
  const end = dotted ? node.endIndex : named.endIndex;
  const inner = names.text.slice(named.startIndex, end);
  const module = statement.childForFieldName('module_name');
  const outer = module && module.endIndex <= named.startIndex ? names.textOf(module) : undefined;
  if (module?.type === 'relative_import' && outer === undefined) return {};
  const joined = outer === undefined ? inner : `${outer}${outer.endsWith('.') ? '' : '.'}${inner}`;
  const symbol = ofPackage(names.symbolOf(joined.replace(/[\s\\]+/g, '')));
  return symbol === undefined ? {} : { symbol, via: 'import' };
}
