/** The built data and the grammars, as the programs load them. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog, type Catalog } from '../../src/catalog/catalog';
import type { BuiltCatalog } from '../../src/catalog/entry';
import { Api, type ApiTable } from '../../src/resolver/api-table';
import { Resolver } from '../../src/resolver/resolver';

export const dist = join(import.meta.dirname, '../../dist');

export const builtCatalog = (): BuiltCatalog =>
  JSON.parse(readFileSync(join(dist, 'catalog.json'), 'utf8')) as BuiltCatalog;

/** With what packages say of their symbols. */
export function builtInCatalog(): Catalog {
  const api = new Api(JSON.parse(readFileSync(join(dist, 'symbols.json'), 'utf8')) as ApiTable);
  return createCatalog(builtCatalog().entries, () => api);
}

export async function pythonResolver(): Promise<Resolver> {
  const resolver = new Resolver({ read: (name) => readFile(join(dist, 'grammars', `${name}.wasm`)) });
  const loaded = await resolver.load('python');
  if (!loaded.ok) throw new Error(loaded.reason);
  return resolver;
}
