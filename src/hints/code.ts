import type { Node } from '../resolver/syntax-tree';
import type { Analysis, Site } from '../resolver/site';
import type { Code } from './rule';

/** What rules found out about a version of a document. */
const remembered = new WeakMap<Analysis, Map<string, unknown>>();

/** The code around a site; its path is walked when a rule first wants it. */
export function codeAround(site: Site, analysis: Analysis): Code {
  const { text } = analysis.document;
  let path: readonly Node[] | undefined;
  return {
    analysis,
    get path() {
      return (path ??= analysis.pathAt?.(site.range.start) ?? []);
    },
    textOf: ({ startIndex, endIndex }) => text.slice(startIndex, endIndex),
    siteOf: (node) => analysis.siteAt(lastName(node).startIndex),
    once<T>(key: string, compute: () => T): T {
      const known = remembered.get(analysis) ?? new Map<string, unknown>();
      remembered.set(analysis, known);
      if (!known.has(key)) known.set(key, compute());
      return known.get(key) as T;
    },
  };
}

/** The name that answers for an expression: `norm` of `self.norm`, `norms` of `self.norms[0]`. */
function lastName(node: Node): Node {
  let name = node;
  for (;;) {
    const inner = name.childForFieldName(name.type === 'attribute' ? 'attribute' : 'value');
    if (!inner || (name.type !== 'attribute' && name.type !== 'subscript')) return name;
    name = inner;
  }
}
