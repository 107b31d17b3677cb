/** The files beside the program: catalog, articles, grammars. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog, type Catalog } from '../catalog/catalog';
import type { BuiltCatalog } from '../catalog/entry';
import { Api, type ApiTable } from '../resolver/api-table';
import { Resolver } from '../resolver/resolver';
import { UsageError } from './command';

/** The folder of the built program. */
export const dist = __dirname;

/** An article as the build wrote it. */
export interface BuiltArticle {
  readonly markdown: string;
  readonly html: string;
}

async function readJson<T>(name: string): Promise<T> {
  const file = join(dist, name);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    throw new UsageError(
      `gloss: ${file} cannot be read (${error instanceof Error ? error.message : String(error)}): install Gloss again or run its build`,
    );
  }
}

export async function loadCatalog(): Promise<Catalog> {
  const [{ entries }, table] = await Promise.all([
    readJson<BuiltCatalog>('catalog.json'),
    readJson<ApiTable>('symbols.json'),
  ]);
  const api = new Api(table);
  return createCatalog(entries, () => api);
}

export function loadArticles(): Promise<Readonly<Record<string, BuiltArticle>>> {
  return readJson('articles.json');
}

export function createResolver(): Resolver {
  return new Resolver({ read: (name) => readFile(join(dist, 'grammars', `${name}.wasm`)) });
}
