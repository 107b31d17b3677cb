/** Calls in TypeScript and JavaScript: what is called, with which arguments and options. */
import type { Node } from '../syntax-tree';
import { nestedArguments, type Pair } from '../arguments';
import { maxItems } from '../constants';
import { shownCallee, type Code, type Meaning } from '../meaning';
import { occurrences } from '../occurrences';
import type { Argument, Call, Callee } from '../site';
import { pathAt, rangeOf } from '../syntax';
import { stringText } from './declarations';
import type { ScriptReader } from './reader';

const maxNesting = 4;

/** The last name of a callee: `layerNormalization` of `tf.layers.layerNormalization`. */
export function lastName(node: Node | null): Node | null {
  let current = node;
  while (current && !names.has(current.type)) {
    current =
      current.childForFieldName('property') ??
      current.childForFieldName('function') ??
      current.childForFieldName('constructor') ??
      current.childForFieldName('object') ??
      (wrappers.has(current.type) ? current.firstNamedChild : null);
  }
  return current;
}

const names: ReadonlySet<string> = new Set([
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'super',
  'this',
  'import',
]);
const wrappers: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'non_null_expression',
  'as_expression',
  'await_expression',
]);

export function calleeNode(call: Node): Node | null {
  return call.childForFieldName('function') ?? call.childForFieldName('constructor');
}

export function readCall(reader: ScriptReader, { node, scope }: Code): Call | undefined {
  const callee = calleeNode(node);
  const list = node.childForFieldName('arguments');
  if (!callee || list?.type !== 'arguments') return undefined;
  const shown = calleeOf(reader, callee, reader.meaning({ node: callee, scope }));
  return shown && { callee: shown, ...argumentsOf(reader, { node: list, scope }), range: rangeOf(node) };
}

function calleeOf(reader: ScriptReader, node: Node, meaning: Meaning | undefined): Callee | undefined {
  const name = lastName(node);
  if (!name) return undefined;
  const callee = { text: reader.textOf(name), range: rangeOf(name) };
  return shownCallee(callee, meaning, (type) => reader.bases(type));
}

function argumentsOf(reader: ScriptReader, { node: list, scope }: Code): { args: Argument[]; open: boolean } {
  const args: Argument[] = [];
  let open = false;
  let position: number | undefined = 0;
  for (const node of list.namedChildren) {
    if (node.type === 'comment') continue;
    if (node.type === 'spread_element') {
      open = true;
      position = undefined;
      continue;
    }
    const range = rangeOf(node);
    args.push({ position, range, valueRange: range, literal: reader.literal({ node, scope }) });
    if (position !== undefined) position++;
    const options = optionsOf(reader, { node, scope });
    if (options) {
      args.push(...options.args);
      open ||= options.open;
    } else open ||= mayBeOptions(reader, node, list);
  }
  return { args, open };
}

/** The options that an argument gives: an object, written here or behind a name that nothing changes. */
function optionsOf(reader: ScriptReader, code: Code): { args: Argument[]; open: boolean } | undefined {
  const { node } = code;
  const named = node.type === 'identifier' ? reader.meaning(code) : undefined;
  const items = node.type === 'object' ? code : named?.kind === 'items' ? named.items : undefined;
  if (items?.node.type !== 'object') return undefined;
  if (named && isChanged(reader, reader.textOf(node))) return { args: [], open: true };
  const args: Argument[] = [];
  let open = false;
  for (const entry of items.node.namedChildren) {
    if (entry.type !== 'spread_element') continue;
    const inner =
      entry.firstNamedChild && optionsOf(reader, { node: entry.firstNamedChild, scope: items.scope });
    if (inner) args.push(...inner.args);
    open ||= !inner || inner.open;
  }
  const own = pairsOf(reader, items, 0).flatMap(optionArguments);
  const repeated = new Set(own.map(({ keyword }) => keyword));
  return { args: [...args.filter(({ keyword }) => !repeated.has(keyword)), ...own], open };
}

/** `options.epsilon = …`, `delete options.epsilon`, `options[key] = …` */
function isChanged(reader: ScriptReader, name: string): boolean {
  for (const at of occurrences(reader.text, name, { start: 0, end: reader.text.length })) {
    const after = reader.text.slice(at + name.length, at + name.length + 200);
    if (/^\s{0,3}(?:\.\w{1,60}|\[[^\]\n]{0,60}\])\s{0,3}(?:[-+*/|&?]{0,2}=)(?![=>])/.test(after)) return true;
    if (/\b(?:delete\s|assign\(\s?)$/.test(reader.text.slice(Math.max(0, at - 12), at))) return true;
  }
  return false;
}

/** Whether an argument may hold options that cannot be read: the only one, or one with such a name. */
function mayBeOptions(reader: ScriptReader, node: Node, list: Node): boolean {
  if (node.type !== 'identifier' && node.type !== 'member_expression' && node.type !== 'call_expression')
    return false;
  const name = reader.textOf(lastName(node) ?? node);
  return list.namedChildCount === 1 || /opt|conf|param|arg|setting|hyper/i.test(name);
}

/** The call that an object is the options of, where it is given to a name and that name is used so once. */
export function optionsTarget(
  reader: ScriptReader,
  object: Node,
  holder: Node | undefined,
): Code | undefined {
  const name = holder?.type === 'variable_declarator' ? holder.childForFieldName('name') : null;
  if (name?.type !== 'identifier') return undefined;
  const word = reader.textOf(name);
  const calls: Code[] = [];
  for (const at of occurrences(reader.text, word, { start: name.endIndex, end: reader.text.length })) {
    const path = pathAt(reader.tree, at);
    const call = path.at(-3);
    if (path.at(-2)?.type !== 'arguments' || !call || !calleeNode(call)) continue;
    const scope = reader.scopes.at(path);
    const meaning = reader.meaning({ node: path.at(-1)!, scope });
    if (meaning?.kind === 'items' && meaning.items.node.id === object.id) calls.push({ node: call, scope });
  }
  return calls.length === 1 ? calls[0] : undefined;
}

function optionArguments(pair: Pair): Argument[] {
  const { key, range, nameRange, valueRange, literal } = pair;
  return [
    { keyword: key, option: true, range, nameRange, valueRange, literal },
    ...nestedArguments(pair.pairs, key),
  ];
}

function pairsOf(reader: ScriptReader, { node, scope }: Code, depth: number): Pair[] {
  if (depth === maxNesting || node.type !== 'object' || node.namedChildCount > maxItems) return [];
  return node.namedChildren.flatMap((entry): Pair[] => {
    const shorthand = entry.type === 'shorthand_property_identifier';
    const key = shorthand ? entry : entry.childForFieldName('key');
    const value = shorthand ? entry : entry.childForFieldName('value');
    if (!key || !value || key.type === 'computed_property_name') return [];
    const code = { node: value, scope };
    return [
      {
        key: stringText(key, reader.text) ?? reader.textOf(key),
        nameRange: rangeOf(key),
        valueRange: rangeOf(value),
        range: rangeOf(entry),
        literal: reader.literal(code),
        pairs: pairsOf(reader, code, depth + 1),
      },
    ];
  });
}
