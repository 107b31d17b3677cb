/** Calls in TypeScript and JavaScript: what is called, with which arguments and options. */
import type { Node } from 'web-tree-sitter';
import { nestedArguments, type Pair } from '../arguments';
import { maxItems } from '../constants';
import { shownCallee, type Code, type Meaning } from '../meaning';
import type { Argument, Call, Callee } from '../site';
import { rangeOf } from '../syntax';
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
    if (node.type !== 'object') continue;
    if (node.namedChildren.some(({ type }) => type === 'spread_element')) open = true;
    for (const pair of pairsOf(reader, { node, scope }, 0)) args.push(...optionArguments(pair));
  }
  return { args, open };
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
