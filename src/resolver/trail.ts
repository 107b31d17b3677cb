/**
 * Which places of a file mentions have a say in: what stands for the same, what is given to it, what it is given to. A
 * scan looks at these alone. It may name too many, never too few.
 */
import type { Range } from '../util/range';
import { binds, ends, lists, mayBeGiven, names, startOf } from './given';
import { leadsOn, type Meaning } from './meaning';
import { isWholeWord } from './occurrences';
import type { Mention } from './site';
import { isField, rangeOf } from './syntax';
import type { Node } from './syntax-tree';

/** The code that a trail runs through. */
export interface Ground {
  readonly text: string;
  pathAt(offset: number): readonly Node[];
  /** What the expression at an index of a path stands for. */
  meaning(path: readonly Node[], index: number): Meaning | undefined;
  /** Whether a meaning shows a symbol that is looked for. */
  isKnown(meaning: Meaning | undefined): boolean;
  /** Whether a call of it has arguments that are looked for. */
  takes(meaning: Meaning | undefined): boolean;
  /** Whether such an argument has this keyword. */
  isKeyword(name: string): boolean;
}

/** What a place leads on to. */
interface Reach {
  /** Names that may stand for the same, everywhere in the file. */
  readonly names: string[];
  /** Code that means something because of it. */
  readonly nodes: Node[];
  /** Names whose values are read as if they stood there: `**options`. */
  readonly sources: string[];
}

const identifier = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*/gu;
/** Where sites begin: words, numbers, strings. */
const token = /[\p{L}_$][\p{L}\p{M}\p{N}_$-]*|\.?\d[\w.]*|["'`]/gu;
const loops = /^for_(?:statement|in_clause|in_statement)$/;
const parameters = /^(?:default|typed|typed_default)_parameter$|^(?:object_)?assignment_pattern$/;
const callables = /^(?:function_definition|function_declaration|method_definition|arrow_function)$/;
const renames = /^(?:aliased_import|import_specifier)$/;
const maxName = 100;
/** Methods that put their argument into their object. */
const puts = /^(?:append|insert|extend|update|setdefault|add_module|push|unshift|set)$/;

/** Offsets to look at, in order: the mentions, some names, and all that they lead to. */
export function trailOf(ground: Ground, mentions: Iterable<Mention>, also: Iterable<string>): number[] {
  const { text } = ground;
  const found = new Set<number>();
  const told = new Set<number>();
  const open = new Set<number>();
  const walked = new Set<number>();
  const followed = new Set<string>();
  const read = new Set<string>();
  const follow = (name: string): void => {
    if (followed.has(name)) return;
    followed.add(name);
    for (const use of usesOf(text, name)) if (!walked.has(use)) open.add(use);
  };
  const lookAt = (node: Node): void => {
    for (const start of startsIn(text, rangeOf(node)))
      if (mayBeGiven(text, ground.pathAt(start), node)) found.add(start);
  };
  for (const mention of mentions)
    for (const start of startsIn(text, mention)) {
      if (mention.isWords) told.add(start);
      if (mention.isSymbol) open.add(start);
      if (!mention.isPlace) for (const node of givenTo(ground.pathAt(start))) lookAt(node);
    }
  for (const name of also) follow(name);
  while (open.size > 0) {
    const round = [...open].sort((a, b) => a - b);
    open.clear();
    for (const at of round) {
      walked.add(at);
      const reach = reachOf(ground, [...ground.pathAt(at)]);
      if (!reach) continue;
      found.add(at);
      reach.names.forEach(follow);
      reach.nodes.forEach(lookAt);
      for (const name of reach.sources) {
        if (read.has(name)) continue;
        read.add(name);
        for (const value of valuesOf(ground, name)) lookAt(value);
      }
    }
  }
  for (const at of found) if (ground.pathAt(at).at(-1)?.type === 'comment') found.delete(at);
  return [...new Set([...told, ...found])].sort((a, b) => a - b);
}

function* startsIn(text: string, { start, end }: Range): Generator<number> {
  for (const { index } of text.slice(start, end).matchAll(token)) yield start + index;
}

function* usesOf(text: string, name: string): Generator<number> {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length))
    if (isWholeWord(text, at, name.length)) yield at;
}

/** The values that a name is declared with. */
function* valuesOf({ text, pathAt }: Ground, name: string): Generator<Node> {
  for (const at of usesOf(text, name)) {
    const value = valueIn(pathAt(at).at(-2));
    if (value && value.startIndex > at) yield value;
  }
}

function valueIn(node: Node | undefined): Node | null | undefined {
  return node?.childForFieldName('right') ?? node?.childForFieldName('value');
}

function targetIn(node: Node): Node | null {
  return (
    node.childForFieldName('left') ??
    node.childForFieldName('name') ??
    node.childForFieldName('key') ??
    node.childForFieldName('pattern') ??
    node.firstNamedChild
  );
}

/** The value that is given to the name at the end of a path: its words speak for the value too. */
function givenTo(path: readonly Node[]): Node[] {
  const start = startOf(path);
  const node = path[start];
  const parent = path[start - 1];
  if (!node || !parent || ends.test(parent.type)) return [];
  if (lists.test(parent.type) && node.type === 'string') return [parent];
  const isMember = isField(parent, 'attribute', node) || isField(parent, 'property', node);
  const [target, holder] = isMember ? [parent, path[start - 2]] : [node, parent];
  const value = holder && targetIn(holder)?.id === target.id ? valueIn(holder) : undefined;
  return value ? [value] : [];
}

/** What a place leads to; nothing where it is a name of something else. */
function reachOf(ground: Ground, path: readonly Node[]): Reach | undefined {
  const leaf = path.at(-1);
  if (!leaf) return undefined;
  const start = startOf(path);
  if (leaf.type === 'comment' || (start < path.length - 1 && !isCode(path, start))) return undefined;
  const reach: Reach = { names: [], nodes: [], sources: [] };
  if (names.test(leaf.type) && !leads(ground, path)) return isGivenKnown(ground, path) ? reach : undefined;
  for (let i = start; i > 0; i--) {
    if (ends.test(path[i]!.type) || ends.test(path[i - 1]!.type)) break;
    step(ground, path, i, reach);
  }
  return reach;
}

/** A string that names a type or an attribute, or a key. */
function isCode(path: readonly Node[], string: number): boolean {
  const { startIndex, endIndex } = path[string]!;
  return endIndex - startIndex <= maxName && path[string - 1]?.type !== 'expression_statement';
}

/** Whether the name at the end of a path may stand for something that is looked for. */
function leads(ground: Ground, path: readonly Node[]): boolean {
  const index = path.length - 1;
  const [node, parent] = [path[index]!, path[index - 1]];
  if (!parent || path.some(({ type }) => type.startsWith('import_'))) return true;
  const isMember = isField(parent, 'attribute', node) || isField(parent, 'property', node);
  const isSuper = parent.type === 'call' && ground.text.startsWith('super', node.startIndex);
  return mayLead(ground, path, isMember || isSuper ? index - 1 : index);
}

function mayLead(ground: Ground, path: readonly Node[], index: number): boolean {
  const meaning = ground.meaning(path, index);
  return leadsOn(meaning) || ground.isKnown(meaning);
}

/** Whether the name at the end of a path is given something that is looked for here, and elsewhere something else. */
function isGivenKnown(ground: Ground, path: readonly Node[]): boolean {
  for (let i = path.length - 2; i >= Math.max(0, path.length - 4); i--) {
    const holder = path[i]!;
    if (!binds.test(holder.type) && !isField(holder, 'left', path[i + 1])) continue;
    const value = valueIn(holder);
    if (value && ground.isKnown(ground.meaning([...path.slice(0, i + 1), value], i + 1))) return true;
  }
  return false;
}

/** What the node at an index means for its parent. */
function step(ground: Ground, path: readonly Node[], index: number, reach: Reach): void {
  const node = path[index]!;
  const parent = path[index - 1]!;
  const { type } = parent;
  if (isField(parent, 'function', node) || isField(parent, 'constructor', node)) {
    if (ground.takes(ground.meaning(path, index))) called(ground, parent, reach);
  } else if (lists.test(type) || type === 'class_heritage') given(ground, path, index, reach);
  else if (isField(parent, 'object', node)) {
    const member = parent.childForFieldName('attribute') ?? parent.childForFieldName('property');
    if (member) reach.nodes.push(member);
  } else if (/import/.test(type)) imported(ground, path, index, reach);
  else if (type === 'as_pattern') reach.names.push(...namesIn(ground, parent.childForFieldName('alias')));
  else if (type === 'pair_pattern') reach.names.push(...namesIn(ground, parent));
  else if (type === 'return_statement') {
    if (mayLead(ground, path, index)) reach.names.push(...namesIn(ground, callableAround(path, index)));
  } else if (type !== 'keyword_argument' && type !== 'pair') assigned(ground, path, index, reach);
}

/** What a name is made by a value or a type. */
function assigned(ground: Ground, path: readonly Node[], index: number, reach: Reach): void {
  const node = path[index]!;
  const parent = path[index - 1]!;
  const target = targetIn(parent);
  if (!target || target.id === node.id) return;
  const isType = isField(parent, 'type', node) || isField(parent, 'return_type', node);
  const isValue = valueIn(parent)?.id === node.id;
  if (isType || (isValue && (loops.test(parent.type) || mayLead(ground, path, index))))
    reach.names.push(...namesIn(ground, target));
  if (isValue && parameters.test(parent.type)) reach.nodes.push(parent);
}

function called({ text, isKeyword }: Ground, call: Node, { nodes, sources }: Reach): void {
  const list = call.childForFieldName('arguments');
  if (!list) return;
  for (const argument of list.namedChildren) {
    const keyword = argument.type === 'keyword_argument' ? argument.childForFieldName('name') : null;
    if (!keyword || isKeyword(keyword.text)) nodes.push(argument);
  }
  const written = text.slice(list.startIndex, list.endIndex);
  for (const [, name] of written.matchAll(/(?:\*\*|\.\.\.)[ \t]*([\w$]+)/g)) sources.push(name!);
  if (list.type === 'arguments')
    for (const { type, startIndex, endIndex } of list.namedChildren)
      if (type === 'identifier') sources.push(text.slice(startIndex, endIndex));
}

/** What is an argument, or a base class. */
function given(ground: Ground, path: readonly Node[], index: number, { names, nodes }: Reach): void {
  const list = path[index - 1]!;
  const holder = path[index - 2];
  const callee = holder?.childForFieldName('function');
  if (!callee) names.push('super', 'cls', ...namesIn(ground, holder?.childForFieldName('name')));
  if (!callee) return;
  const meaning = ground.meaning([...path.slice(0, index - 1), callee], index - 1);
  const prepares = meaning?.kind === 'symbol' && meaning.symbol === 'py:functools.partial';
  if (prepares) nodes.push(list);
  const parts = namesIn(ground, callee);
  if (parts[0] === 'isinstance') names.push(...namesIn(ground, list.firstNamedChild));
  if (puts.test(parts.at(-1) ?? '')) names.push(...parts.slice(0, -1));
}

/** A module brings its parts and the names of its statement that are looked for, a name itself and its alias. */
function imported(ground: Ground, path: readonly Node[], index: number, { names, nodes }: Reach): void {
  const node = path[index]!;
  const parent = path[index - 1]!;
  nodes.push(node);
  if (!isField(parent, 'module_name', node) && !isField(parent, 'source', node)) {
    names.push(...namesIn(ground, parent.type.endsWith('_statement') ? node : parent).slice(-2));
    return;
  }
  for (const start of startsIn(ground.text, rangeOf(parent))) {
    const brought = [...ground.pathAt(start)];
    const last = brought.length - 1;
    if (!ground.isKnown(ground.meaning(brought, last))) continue;
    nodes.push(brought.find(({ type }) => renames.test(type)) ?? brought[last]!);
    names.push(...namesIn(ground, brought[last]));
  }
}

function callableAround(path: readonly Node[], index: number): Node | null | undefined {
  const at = path.findLastIndex(({ type }, i) => i < index && callables.test(type));
  return path[at]?.childForFieldName('name') ?? path[at - 1]?.childForFieldName('name');
}

function namesIn({ text }: Ground, node: Node | null | undefined): string[] {
  if (!node) return [];
  const all = text.slice(node.startIndex, node.endIndex).match(identifier) ?? [];
  return all.filter((name) => name !== 'self' && name !== 'this');
}
