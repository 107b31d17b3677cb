/** What stands at a place in TypeScript or JavaScript code. */
import type { Node } from '../syntax-tree';
import type { Site } from '../site';
import { isField, rangeOf } from '../syntax';
import { around, enclosingArgument, symbolOf, wordSite, type Spot } from './context';
import { moduleSymbol, stringText } from './declarations';
import { definitionAt, valueName } from './definitions';
import type { ScriptReader } from './reader';

const identifiers: ReadonlySet<string> = new Set([
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'type_identifier',
]);
const constants: ReadonlySet<string> = new Set(['number', 'true', 'false', 'null', 'undefined']);
const arithmetic: ReadonlySet<string> = new Set(['unary_expression', 'binary_expression']);
const longestKey = 80;

/** Levels of arithmetic above a number that are read with it. */
const maxArithmetic = 16;

/** The site at the end of a path; `offset` chooses the word in comments and strings. */
export function scriptSite(reader: ScriptReader, path: readonly Node[], offset: number): Site | undefined {
  const leaf = path.at(-1);
  if (!leaf) return undefined;
  if (leaf.type === 'comment') return wordSite(reader, path, leaf, offset, 'comment');
  if (leaf.type === 'jsx_text') return wordSite(reader, path, leaf, offset, 'string');
  const string = path.findLastIndex(({ type }) => type === 'string' || type === 'template_string');
  if (string !== -1 && !path.slice(string).some(({ type }) => type === 'template_substitution')) {
    return stringSite(reader, spotAt(reader, path, string), offset);
  }
  if (identifiers.has(leaf.type)) return identifierSite(reader, spotAt(reader, path, path.length - 1));
  if (constants.has(leaf.type) || arithmetic.has(path.at(-2)?.type ?? '')) return constantSite(reader, path);
  return undefined;
}

function spotAt(
  reader: ScriptReader,
  path: readonly Node[],
  index: number,
  scope = reader.scopes.at(path.slice(0, index + 1)),
): Spot {
  return { path, index, node: path[index]!, parent: path[index - 1], scope };
}

function base(
  reader: ScriptReader,
  { path, index }: Spot,
  range = rangeOf(path[index]!),
): Omit<Site, 'place'> {
  return { range, text: reader.text.slice(range.start, range.end), ...around(reader, path, index) };
}

function constantSite(reader: ScriptReader, path: readonly Node[]): Site | undefined {
  let index = path.length - 1;
  const top = Math.max(1, index - maxArithmetic);
  while (index > top && arithmetic.has(path[index - 1]!.type)) index--;
  const { scope } = spotAt(reader, path, index);
  for (; index < path.length; index++) {
    const spot = spotAt(reader, path, index, scope);
    const value = reader.literal({ node: spot.node, scope: spot.scope });
    if (!value || value.origin !== 'literal') continue;
    const found = enclosingArgument(reader, spot);
    const name = valueName(reader, spot);
    return found || name ? { ...base(reader, spot), place: 'value', ...found, value, name } : undefined;
  }
  return undefined;
}

function identifierSite(reader: ScriptReader, spot: Spot): Site | undefined {
  const { node, parent } = spot;
  if (!parent) return undefined;
  if (spot.path.some(({ type }) => type === 'import_statement')) {
    return { ...base(reader, spot), place: 'import', ...importedSymbol(reader, spot) };
  }
  if (node.type === 'shorthand_property_identifier') return optionSite(reader, spot, node);
  if (parent.type === 'pair' && isField(parent, 'key', node)) {
    return optionSite(reader, spot, parent.childForFieldName('value'));
  }
  if (parent.type === 'pair_pattern' && isField(parent, 'key', node)) {
    const bound = parent.childForFieldName('value');
    return {
      ...base(reader, spot),
      place: 'reference',
      ...(bound && symbolOf(reader, { node: bound, scope: spot.scope })),
    };
  }
  const defined = definitionAt(reader, spot);
  if (defined) return { ...base(reader, spot), place: 'definition', ...defined };
  const member =
    isField(parent, 'property', node) ||
    (parent.type === 'nested_type_identifier' && isField(parent, 'name', node));
  return referenceSite(reader, spot, member ? parent : node);
}

/** A key of an object: an option where the object is an argument. */
function optionSite(reader: ScriptReader, spot: Spot, value: Node | null): Site {
  const found = enclosingArgument(reader, spot);
  const literal = value ? reader.literal({ node: value, scope: spot.scope }) : undefined;
  const option = found?.argument.option === true;
  return { ...base(reader, spot), place: option ? 'keyword' : 'key', ...found, value: literal };
}

function referenceSite(reader: ScriptReader, spot: Spot, expression: Node): Site {
  const index = spot.path.indexOf(expression);
  const call = spot.path[index - 1];
  const calls = isField(call, 'function', expression) || isField(call, 'constructor', expression);
  const found = calls
    ? { call: reader.call({ node: call!, scope: spot.scope }) }
    : enclosingArgument(reader, { ...spot, index, node: expression });
  return {
    ...base(reader, spot),
    place: 'reference',
    ...symbolOf(reader, { node: expression, scope: spot.scope }),
    ...found,
  };
}

function stringSite(reader: ScriptReader, spot: Spot, offset: number): Site | undefined {
  const { node, parent, scope } = spot;
  const text = reader.text.slice(node.startIndex + 1, node.endIndex - 1);
  const range = { start: node.startIndex + 1, end: Math.max(node.startIndex + 1, node.endIndex - 1) };
  const single = text !== '' && text.length <= longestKey && !/\s/.test(text);
  if (parent && single && node.type === 'string') {
    if (isModuleName(reader, spot)) {
      return { ...base(reader, spot, range), place: 'import', ...packageSymbol(text) };
    }
    if (parent.type === 'pair' && isField(parent, 'key', node)) {
      return { ...optionSite(reader, spot, parent.childForFieldName('value')), range, text };
    }
    if (parent.type === 'subscript_expression' && isField(parent, 'index', node)) {
      return { ...base(reader, spot, range), place: 'key' };
    }
  }
  const found = single ? enclosingArgument(reader, spot) : undefined;
  const name = single ? valueName(reader, spot) : undefined;
  const value = found || name ? reader.literal({ node, scope }) : undefined;
  if (!value) return wordSite(reader, spot.path.slice(0, spot.index + 1), node, offset, 'string');
  return { ...base(reader, spot), place: 'value', ...found, value, name };
}

/** The string behind `from`, or in `require(…)` and `import(…)`. */
function isModuleName(reader: ScriptReader, { path, index, parent }: Spot): boolean {
  if (parent?.type === 'import_statement' || parent?.type === 'import_require_clause') return true;
  const callee = parent?.type === 'arguments' ? path[index - 2]?.childForFieldName('function') : undefined;
  return callee?.type === 'import' || (callee?.type === 'identifier' && reader.textOf(callee) === 'require');
}

function packageSymbol(specifier: string): Pick<Site, 'symbol' | 'via'> {
  return /^[./]/.test(specifier) ? {} : { symbol: moduleSymbol(specifier), via: 'import' };
}

/** What a name in an import statement stands for: the same for the name and its alias. */
function importedSymbol(reader: ScriptReader, { path, node, scope }: Spot): Pick<Site, 'symbol' | 'via'> {
  const specifier = path.findLast(({ type }) => type === 'import_specifier');
  const local = specifier?.childForFieldName('alias') ?? specifier?.childForFieldName('name') ?? node;
  const statement = path.find(({ type }) => type === 'import_statement');
  const source = stringText(statement?.childForFieldName('source') ?? null, reader.text);
  if (source !== undefined && /^[./]/.test(source)) return {};
  return symbolOf(reader, { node: local, scope });
}
