/** Entries of objects and arrays that are written out. */
import type { Code } from '../meaning';
import { stringText } from './declarations';
import type { ScriptReader } from './reader';

export interface Item {
  /** Absent for a spread or a computed key. */
  readonly key?: string;
  readonly code?: Code;
}

export function itemsOf(reader: ScriptReader, { node, scope }: Code): Item[] {
  const children = node.namedChildren.filter(({ type }) => type !== 'comment');
  if (node.type === 'array') {
    const open = children.some(({ type }) => type === 'spread_element');
    return children.map((child, i) => (open ? {} : { key: String(i), code: { node: child, scope } }));
  }
  return children.map((child): Item => {
    if (child.type === 'shorthand_property_identifier')
      return { key: reader.textOf(child), code: { node: child, scope } };
    const key = child.childForFieldName('key');
    const value = child.childForFieldName('value');
    if (!key || !value || key.type === 'computed_property_name') return {};
    return { key: stringText(key, reader.text) ?? reader.textOf(key), code: { node: value, scope } };
  });
}

/** The entry of that key; nothing where a spread or a computed key may have set it. */
export function itemAt(reader: ScriptReader, container: Code, key: string): Code | undefined {
  const items = itemsOf(reader, container);
  const last = items.findLastIndex((item) => item.key === key);
  if (last === -1 || items.slice(last + 1).some((item) => item.key === undefined)) return undefined;
  return items[last]!.code;
}
