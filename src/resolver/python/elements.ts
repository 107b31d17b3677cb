/** Elements of lists, dicts and module containers. */
import type { Node } from 'web-tree-sitter';
import { agreed, type Code, type Meaning } from '../meaning';
import type { LiteralValue } from '../site';
import type { Scope } from '../scope';
import type { PythonReader } from './reader';

const listContainers: ReadonlySet<string> = new Set([
  'py:torch.nn.ModuleList',
  'py:torch.nn.ModuleDict',
  'py:torch.nn.ParameterList',
]);

/** What `container[key]` stands for; without a key, what every element stands for. */
export function elementOf(
  names: PythonReader,
  container: Meaning | undefined,
  key: Node | null,
  scope: Scope,
  depth: number,
): Meaning | undefined {
  if (key?.type === 'slice') return container;
  const all = elements(names, container, depth);
  const given = key ? names.constant({ node: key, scope }, depth)?.value : undefined;
  const wanted = typeof given === 'number' && given < 0 ? all.length + given : given;
  const found = all.filter((element) => matches(element.key, wanted));
  return agreed(found.map(({ code }) => names.meaning(code, depth)));
}

interface Element {
  /** Index or dict key; absent where it is not known. */
  readonly key?: LiteralValue;
  readonly code: Code;
}

function matches(key: LiteralValue | undefined, wanted: LiteralValue | undefined): boolean {
  return key === undefined || wanted === undefined || key === wanted;
}

function elements(names: PythonReader, container: Meaning | undefined, depth: number): Element[] {
  if (container?.kind === 'items') return itemsOf(names, container.items, depth);
  if (container?.kind !== 'instance' || container.of.kind !== 'symbol' || !container.made) return [];
  const { node, scope } = container.made;
  const given = node.childForFieldName('arguments')?.namedChildren ?? [];
  if (container.of.symbol === 'py:torch.nn.Sequential') return listed(given, scope);
  if (!listContainers.has(container.of.symbol) || !given[0]) return [];
  return elements(names, names.meaning({ node: given[0], scope }, depth), depth + 1);
}

function itemsOf(names: PythonReader, { node, scope }: Code, depth: number): Element[] {
  if (node.type === 'dictionary') {
    return node.namedChildren.flatMap((pair) => {
      const key = pair.childForFieldName('key');
      const value = pair.childForFieldName('value');
      if (!key || !value) return [];
      return [{ key: names.constant({ node: key, scope }, depth)?.value, code: { node: value, scope } }];
    });
  }
  const body = node.childForFieldName('body');
  if (body) return [{ code: { node: body, scope: names.scopes.ofComprehension({ node, scope }) } }];
  return listed(node.namedChildren, scope);
}

/** Elements by index, counted from both ends where none is unpacked. */
function listed(nodes: readonly Node[], scope: Scope): Element[] {
  const items = nodes.filter((node) => node.type !== 'comment');
  const open = items.some((node) => node.type === 'list_splat');
  return items.map((node, index) => ({ key: open ? undefined : index, code: { node, scope } }));
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
