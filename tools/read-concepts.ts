/** The concepts of this project, as the build would give them, without building. */
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Entry } from '../src/catalog/entry';
import { buildCatalog } from './build-catalog';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function readConcepts(): Promise<readonly Entry[]> {
  const names = (await readdir(join(root, 'concepts'))).filter((name) => name.endsWith('.md'));
  const files = await Promise.all(
    names.map(async (name) => ({
      path: `concepts/${name}`,
      text: await readFile(join(root, 'concepts', name), 'utf8'),
    })),
  );
  const { catalog } = await buildCatalog(files, []);
  return catalog.entries;
}
