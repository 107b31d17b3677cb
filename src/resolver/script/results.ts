/** What calls of functions that stand in the file give back. */
import { agreed, type Code, type Meaning } from '../meaning';
import { pathAt } from '../syntax';
import type { ScriptReader } from './reader';
import { callables } from './scopes';

const maxReturns = 16;

/** What all `return`s of a function agree on; nothing for generators. */
export function functionResult(
  reader: ScriptReader,
  { node, scope }: Code,
  depth: number,
): Meaning | undefined {
  const body = node.childForFieldName('body');
  if (!body || node.type.startsWith('generator') || node.children.some(({ type }) => type === '*'))
    return undefined;
  const inside = reader.scopes.ofFunction(node, scope);
  if (body.type !== 'statement_block') return reader.meaning({ node: body, scope: inside }, depth);
  if (!/\breturn\b/.test(reader.textOf(body))) return undefined;
  const found = body.descendantsOfType('return_statement').filter((statement) => {
    let outer = statement.parent;
    while (outer && !callables.has(outer.type)) outer = outer.parent;
    return outer?.id === node.id;
  });
  if (found.length > maxReturns) return undefined;
  return agreed(
    found.map((statement) => {
      const value = statement.firstNamedChild;
      if (!value) return undefined;
      return reader.meaning(
        { node: value, scope: reader.scopes.at(pathAt(reader.tree, value.startIndex)) },
        depth,
      );
    }),
  );
}
