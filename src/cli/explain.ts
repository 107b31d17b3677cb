/** `gloss explain`: the whole article of a concept as Markdown, or the entry as data. */
import { explainMarkdown } from '../article/explain';
import type { Catalog } from '../catalog/catalog';
import type { Entry } from '../catalog/entry';
import { createSearch } from '../search/search';
import { parseOptions, printJson, UsageError, type Command } from './command';
import { loadArticles, loadCatalog } from './data';

const usage = 'gloss explain <name> [--json]';

export const explain: Command = async (argv) => {
  const { values, positionals } = parseOptions(argv, { json: { type: 'boolean' } }, usage);
  const name = positionals.join(' ').trim();
  if (name === '') throw new UsageError(`usage: ${usage}`);
  const catalog = await loadCatalog();
  const entry = entryNamed(catalog, name);
  if (!entry) {
    const near = createSearch(catalog.entries()).search(name, 3);
    const hint = near.length > 0 ? `; near: ${near.map(({ id }) => id).join(', ')}` : '';
    process.stderr.write(`gloss: no concept is called '${name}'${hint}\n`);
    return 1;
  }
  const article = (await loadArticles())[entry.id]?.markdown ?? '';
  if (values.json) printJson({ ...entry, formulaImage: undefined, article });
  else process.stdout.write(`${explainMarkdown(entry, article).trimEnd()}\n`);
  return 0;
};

/** By id, title or the exact name of one of its APIs. */
function entryNamed(catalog: Catalog, name: string): Entry | undefined {
  const id = name.toLowerCase().replace(/[\s_]+/g, '-');
  const direct = catalog.entry(name) ?? catalog.entry(id);
  if (direct) return direct;
  for (const entry of catalog.entries()) {
    if (entry.names?.some(({ symbol }) => symbol === name || symbol.slice(symbol.indexOf(':') + 1) === name))
      return entry;
  }
  return undefined;
}
