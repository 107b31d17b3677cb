/** `gloss search`: concepts by name, alias, API name or symptom. */
import { createSearch } from '../search/search';
import { parseOptions, printJson, UsageError, type Command } from './command';
import { loadCatalog } from './data';

const usage = 'gloss search <query> [--json] [--limit N]';

export const search: Command = async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    { json: { type: 'boolean' }, limit: { type: 'string' } },
    usage,
  );
  const query = positionals.join(' ');
  if (query.trim() === '') throw new UsageError(`usage: ${usage}`);
  const limit = values.limit === undefined ? 10 : Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`gloss: --limit wants a whole number above 0, not '${values.limit}'`);
  const results = createSearch((await loadCatalog()).entries()).search(query, limit);
  if (values.json) printJson(results);
  else for (const { id, title, reason } of results) process.stdout.write(`${id}  ${title}  (${reason})\n`);
  return results.length > 0 ? 0 : 1;
};
