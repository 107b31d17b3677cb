/** Elements of lists, dicts and module containers, those that are added later included. */
import type { Node } from '../syntax-tree';
import { agreed, listContainers, type Code, type Meaning } from '../meaning';
import { occurrences } from '../occurrences';
import type { LiteralValue } from '../site';
import type { Scope } from '../scope';
import { isField, pathAt } from '../syntax';
import { lastName } from './defaults';
import type { Addition, PythonReader } from './reader';

/** An expression with what it stands for. */
export interface Container {
  readonly node: Node | null;
  readonly meaning: Meaning | undefined;
}

/** What `container[key]` stands for; without a key, what every element stands for. */
export function elementOf(
  names: PythonReader,
  container: Container,
  key: Node | null,
  scope: Scope,
  depth: number,
): Meaning | undefined {
  if (key?.type === 'slice') return container.meaning;
  if (container.meaning?.kind === 'every') return container.meaning.item;
  const all = elements(names, container, depth);
  const given = key ? names.constant({ node: key, scope }, depth)?.value : undefined;
  const wanted = typeof given === 'number' && given < 0 ? all.length + given : given;
  const found = all.filter((element) => matches(element.key, wanted));
  return agreed(found.map(({ code }) => code && names.meaning(code, depth)));
}

interface Element {
  /** Index or dict key; absent where it is not known. */
  readonly key?: LiteralValue;
  /** Absent where nothing is known of it. */
  readonly code?: Code;
}

function matches(key: LiteralValue | undefined, wanted: LiteralValue | undefined): boolean {
  return key === undefined || wanted === undefined || key === wanted;
}

function elements(names: PythonReader, { node, meaning }: Container, depth: number): Element[] {
  const own = ownElements(names, meaning, depth);
  const name = lastName(node);
  return own && name ? [...own, ...added(names, names.textOf(name), meaning!, depth)] : (own ?? []);
}

/** The elements that a container is made with; nothing where it is no container. */
function ownElements(
  names: PythonReader,
  container: Meaning | undefined,
  depth: number,
): Element[] | undefined {
  if (container?.kind === 'items') return itemsOf(names, container.items, depth);
  if (container?.kind !== 'instance' || container.of.kind !== 'symbol' || !container.made) return undefined;
  const { node, scope } = container.made;
  const given = (node.childForFieldName('arguments')?.namedChildren ?? []).filter(
    ({ type }) => type !== 'comment',
  );
  const first = given[0] && names.meaning({ node: given[0], scope }, depth);
  if (container.of.symbol === 'py:torch.nn.Sequential') {
    return given.length === 1 && first?.kind === 'items'
      ? itemsOf(names, first.items, depth).map(({ code }, index) => ({ key: index, code }))
      : listed(given, scope);
  }
  if (!listContainers.has(container.of.symbol)) return undefined;
  return given[0] ? (ownElements(names, first, depth + 1) ?? [{}]) : [];
}

const writes =
  /^(?:\[[^\n]{0,200}?\][ \t]*=(?!=)|\.(?:append|insert|extend|update|setdefault|add_module)[ \t]*\()/;

/** What is put into a container of that name after it was made. */
function added(names: PythonReader, name: string, container: Meaning, depth: number): Element[] {
  return names.additions(name).flatMap(({ object, key, value, many, scope }) => {
    const target = names.meaning({ node: object, scope }, depth);
    if (!target || !isSameObject(target, container)) return [];
    const known = key && names.constant({ node: key, scope }, depth)?.value;
    if (!many) return [{ key: known, code: value && { node: value, scope } }];
    const more = value && ownElements(names, names.meaning({ node: value, scope }, depth), depth);
    return more
      ? more.map(({ code, key: inner }) => (typeof inner === 'string' ? { code, key: inner } : { code }))
      : [{}];
  });
}

function isSameObject(a: Meaning, b: Meaning): boolean {
  if (a.kind === 'items' && b.kind === 'items') return a.items.node.id === b.items.node.id;
  return a.kind === 'instance' && b.kind === 'instance' && a.made?.node.id === b.made?.node.id;
}

/** Every statement that puts something into a container of that name. */
export function additionsTo(names: PythonReader, name: string): Addition[] {
  const found: Addition[] = [];
  for (const at of occurrences(names.text, name, { start: 0, end: names.text.length })) {
    if (!writes.test(names.text.slice(at + name.length, at + name.length + 260))) continue;
    const path = pathAt(names.tree, at);
    const leaf = path.length - 1;
    const last = isField(path[leaf - 1], 'attribute', path[leaf]) ? leaf - 1 : leaf;
    const addition = additionAt(names, path, last);
    if (addition) found.push({ ...addition, scope: names.scopes.at(path) });
  }
  return found;
}

function additionAt(
  names: PythonReader,
  path: readonly Node[],
  index: number,
): Omit<Addition, 'scope'> | undefined {
  const object = path[index]!;
  const parent = path[index - 1];
  const holder = path[index - 2];
  if (parent?.type === 'subscript' && isField(parent, 'value', object)) {
    if (holder?.type !== 'assignment' || !isField(holder, 'left', parent)) return undefined;
    const key = parent.childForFieldName('subscript');
    const value = holder.childForFieldName('right');
    return key && value ? { object, key, value, many: false } : undefined;
  }
  if (parent?.type !== 'attribute' || holder?.type !== 'call' || !isField(parent, 'object', object))
    return undefined;
  const method = names.textOf(parent.childForFieldName('attribute') ?? parent);
  const given = holder.childForFieldName('arguments')?.namedChildren ?? [];
  if (method === 'append') return { object, value: given[0], many: false };
  if (method === 'insert') return { object, value: given[1], many: false };
  if (method === 'add_module' || method === 'setdefault')
    return { object, key: given[0], value: given[1], many: false };
  return { object, value: given.length === 1 ? given[0] : undefined, many: true };
}

function itemsOf(names: PythonReader, { node, scope }: Code, depth: number): Element[] {
  if (node.type === 'dictionary' || node.type === 'call') return entriesOf(names, { node, scope }, depth);
  const body = node.childForFieldName('body');
  if (body) return [{ code: { node: body, scope: names.scopes.ofComprehension({ node, scope }) } }];
  return listed(node.namedChildren, scope);
}

/** The entries of `{'a': x}`, of `dict(a=x)` and of `OrderedDict([('a', x)])`. */
function entriesOf(names: PythonReader, { node, scope }: Code, depth: number): Element[] {
  const entries =
    node.type === 'call' ? (node.childForFieldName('arguments')?.namedChildren ?? []) : node.namedChildren;
  return entries.flatMap((entry): Element[] => {
    const value = entry.childForFieldName('value');
    if (entry.type === 'keyword_argument' && value) {
      return [{ key: names.textOf(entry.childForFieldName('name')!), code: { node: value, scope } }];
    }
    const key = entry.childForFieldName('key');
    if (entry.type === 'comment') return [];
    if (entry.type === 'list' && node.type === 'call') return pairsIn(names, { node: entry, scope }, depth);
    if (!key || !value) return [{}];
    return [{ key: names.constant({ node: key, scope }, depth)?.value, code: { node: value, scope } }];
  });
}

function pairsIn(names: PythonReader, { node, scope }: Code, depth: number): Element[] {
  return node.namedChildren.map((pair) => {
    const [key, value] = pair.type === 'tuple' ? pair.namedChildren : [];
    if (!key || !value) return {};
    return { key: names.constant({ node: key, scope }, depth)?.value, code: { node: value, scope } };
  });
}

/** Elements by index, counted from both ends where none is unpacked. */
function listed(nodes: readonly Node[], scope: Scope): Element[] {
  const items = nodes.filter((node) => node.type !== 'comment');
  const open = items.some((node) => node.type === 'list_splat');
  return items.map((node, index) => {
    if (node.type === 'list_splat') return {};
    return { key: open ? undefined : index, code: { node, scope } };
  });
}

/** The expression at a known key of something written out, for reading constants. */
export function itemAt(
  names: PythonReader,
  container: Meaning | undefined,
  key: LiteralValue,
  depth: number,
): Code | undefined {
  if (container?.kind !== 'items') return undefined;
  const found = itemsOf(names, container.items, depth);
  const index = typeof key === 'number' && key < 0 ? found.length + key : key;
  const hits = found.filter((element) => element.key === undefined || element.key === index);
  return hits.length === 1 && hits[0]!.key !== undefined ? hits[0]!.code : undefined;
}

/** Whether a container of this name is written to somewhere: `d[…] = `, `d.update(…)`. */
export function mayBeChanged(text: string, name: string): boolean {
  for (const at of occurrences(text, name, { start: 0, end: text.length })) {
    const after = text.slice(at + name.length, at + name.length + 200);
    if (/^\.(?:update|pop|popitem|setdefault|clear|append|insert|extend|remove|sort|reverse)\b/.test(after))
      return true;
    if (/^\[[^\]\n]*\]\s*(?:[-+*/%|&]{0,2}=(?!=))/.test(after) || /^\[[^\n]*\]\s*=(?!=)/.test(after))
      return true;
  }
  return false;
}
