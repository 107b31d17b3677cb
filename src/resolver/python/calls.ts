/** Calls in Python: what is called, with which arguments. */
import type { Node } from '../syntax-tree';
import { afterPrepared, nestedArguments, type Pair } from '../arguments';
import { maxItems } from '../constants';
import { occurrences } from '../occurrences';
import { shownCallee, type Code, type Meaning } from '../meaning';
import type { Argument, Call, Callee } from '../site';
import { pathAt, rangeOf } from '../syntax';
import { lastName } from './defaults';
import { inheritedConstructor } from './classes';
import { mayBeChanged } from './elements';
import type { PythonReader } from './reader';

const maxNesting = 4;

/** Reads a call; `partial(f, …)` is a call of `f`. */
export function readCall(names: PythonReader, { node, scope }: Code): Call | undefined {
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (!callee || !list) return undefined;
  const meaning = names.meaning({ node: callee, scope });
  if (meaning?.kind === 'symbol' && meaning.symbol === 'py:functools.partial') {
    return preparedCall(names, { node, scope });
  }
  const given = argumentsOf(names, { node: list, scope });
  const shown = calleeOf(names, callee, meaning);
  if (!shown) return undefined;
  const unbound = shown.symbol !== undefined && callsUnboundInit(names, callee);
  const args = unbound ? withoutFirst(given.args) : given.args;
  const prepared = meaning?.kind === 'symbol' || meaning?.kind === 'class' ? meaning.prepared : undefined;
  return {
    callee: shown,
    args: prepared ? afterPrepared(prepared, args) : args,
    open: given.open || (meaning?.kind === 'symbol' && meaning.open === true),
    range: rangeOf(node),
  };
}

/** `partial(nn.LayerNorm, eps=1e-6)` as a call of `nn.LayerNorm`. */
function preparedCall(names: PythonReader, { node, scope }: Code): Call | undefined {
  const list = node.childForFieldName('arguments');
  const callee = list?.firstNamedChild;
  if (!list || !callee) return undefined;
  const shown = calleeOf(names, callee, names.meaning({ node: callee, scope }));
  if (!shown) return undefined;
  const { args, open } = argumentsOf(names, { node: list, scope });
  return { callee: shown, args: withoutFirst(args), open, range: rangeOf(node) };
}

/** The arguments that a `partial(…)` fixes. */
export function preparedArguments(names: PythonReader, { node, scope }: Code): Argument[] {
  const list = node.childForFieldName('arguments');
  return list ? withoutFirst(argumentsOf(names, { node: list, scope }).args) : [];
}

function withoutFirst(args: readonly Argument[]): Argument[] {
  return args.flatMap((argument) => {
    if (argument.position === undefined) return [argument];
    return argument.position === 0 ? [] : [{ ...argument, position: argument.position - 1 }];
  });
}

function calleeOf(names: PythonReader, node: Node, meaning: Meaning | undefined): Callee | undefined {
  const name = lastName(node);
  if (!name) return undefined;
  const callee = { text: names.textOf(name), range: rangeOf(name) };
  const shown = shownCallee(callee, meaning, (type) => names.bases(type));
  const inherits = meaning?.kind === 'class' ? inheritedConstructor(names, meaning.class) : undefined;
  return inherits === undefined ? shown : { ...shown, inherits };
}

/** `Base.__init__(self, …)`: the first argument is the object itself. */
function callsUnboundInit(names: PythonReader, callee: Node): boolean {
  const member = callee.childForFieldName('attribute');
  const object = callee.childForFieldName('object');
  return member !== null && object !== null && object.type !== 'call' && names.textOf(member) === '__init__';
}

function argumentsOf(names: PythonReader, { node: list, scope }: Code): { args: Argument[]; open: boolean } {
  if (list.type !== 'argument_list') {
    const valueRange = rangeOf(list);
    return { args: [{ position: 0, range: valueRange, valueRange }], open: false };
  }
  const args: Argument[] = [];
  let open = false;
  let position: number | undefined = 0;
  for (const node of list.namedChildren) {
    if (node.type === 'comment') continue;
    if (node.type === 'dictionary_splat') {
      const spread = spreadArguments(names, { node, scope });
      if (spread) args.push(...spread);
      else open = true;
      continue;
    }
    if (node.type === 'list_splat') {
      open = true;
      position = undefined;
      continue;
    }
    const name = node.type === 'keyword_argument' ? node.childForFieldName('name') : null;
    const value = name ? node.childForFieldName('value') : node;
    if (!value) continue;
    const range = rangeOf(node);
    const valueRange = rangeOf(value);
    const literal = names.literal({ node: value, scope });
    if (name) {
      const keyword = names.textOf(name);
      args.push({ keyword, range, nameRange: rangeOf(name), valueRange, literal });
      args.push(...nestedArguments(pairsOf(names, { node: value, scope }, 0), keyword));
    } else {
      args.push({ position, range, valueRange, literal });
      if (position !== undefined) position++;
    }
  }
  return { args, open };
}

/** The arguments that `**options` gives, where the dict is written out and never changed. */
function spreadArguments(names: PythonReader, { node, scope }: Code): Argument[] | undefined {
  const spread = node.firstNamedChild;
  const meaning = spread && names.meaning({ node: spread, scope });
  const name = lastName(spread);
  if (meaning?.kind !== 'items' || (name && mayBeChanged(names.text, names.textOf(name)))) return undefined;
  const { items } = meaning;
  const entries = items.node.type === 'call' ? items.node.childForFieldName('arguments') : items.node;
  const pairs = pairsOf(names, items, 0);
  if (!entries || pairs.length < entries.namedChildren.filter(({ type }) => type !== 'comment').length)
    return undefined;
  return pairs.flatMap(({ key, range, nameRange, valueRange, literal, pairs: inner }) => [
    { keyword: key, range, nameRange, valueRange, literal },
    ...nestedArguments(inner, key),
  ]);
}

/** The call that a dict is spread into, by `**{…}` or by `**options` behind `options = {…}`. */
export function spreadTarget(names: PythonReader, path: readonly Node[], index: number): Code | undefined {
  const parent = path[index - 1];
  if (parent?.type === 'dictionary_splat') return callAround(names, path.slice(0, index));
  const target = parent?.type === 'assignment' ? parent.childForFieldName('left') : null;
  if (target?.type !== 'identifier') return undefined;
  const name = names.textOf(target);
  const found: Code[] = [];
  for (const at of occurrences(names.text, name, { start: 0, end: names.text.length })) {
    if (!names.text.slice(at - 2, at).endsWith('**')) continue;
    const spread = pathAt(names.tree, at);
    const scope = names.scopes.at(spread);
    const meaning = names.meaning({ node: spread.at(-1)!, scope });
    if (meaning?.kind !== 'items' || meaning.items.node.id !== path[index]!.id) continue;
    const call = callAround(names, spread.slice(0, -1));
    if (call) found.push(call);
  }
  return found.length === 1 ? found[0] : undefined;
}

/** The call of a path that ends in a spread. */
function callAround(names: PythonReader, path: readonly Node[]): Code | undefined {
  const [node, list, spread] = path.slice(-3);
  if (spread?.type !== 'dictionary_splat' || list?.type !== 'argument_list' || node?.type !== 'call')
    return undefined;
  return { node, scope: names.scopes.at(path.slice(0, -2)) };
}

/** The entries of a dict display or a `dict(…)` call. */
function pairsOf(names: PythonReader, { node, scope }: Code, depth: number): Pair[] {
  if (depth === maxNesting) return [];
  const entries =
    node.type === 'dictionary' ? node : isDictCall(names, node) ? node.childForFieldName('arguments') : null;
  if (!entries || entries.namedChildCount > maxItems) return [];
  return entries.namedChildren.flatMap((entry): Pair[] => {
    const keyNode = entry.childForFieldName('key') ?? entry.childForFieldName('name');
    const value = entry.childForFieldName('value');
    if (!keyNode || !value) return [];
    const key =
      keyNode.type === 'identifier' ? names.textOf(keyNode) : names.constant({ node: keyNode, scope })?.value;
    if (typeof key !== 'string' || (entry.type === 'pair' && keyNode.type !== 'string')) return [];
    const code = { node: value, scope };
    return [
      {
        key,
        nameRange: rangeOf(keyNode),
        valueRange: rangeOf(value),
        range: rangeOf(entry),
        literal: names.literal(code),
        pairs: pairsOf(names, code, depth + 1),
      },
    ];
  });
}

function isDictCall(names: PythonReader, node: Node): boolean {
  const callee = node.type === 'call' ? node.childForFieldName('function') : null;
  return callee !== null && names.textOf(callee) === 'dict';
}
