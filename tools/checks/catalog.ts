/** The catalog as the build makes it, drafts included, for checks and measurements that look places up. */
import { createCatalog, type Catalog } from '../../src/catalog/catalog';
import { Api } from '../../src/resolver/api-table';
import { buildApiTable } from '../symbols/api-table';
import { loadUses } from '../symbols/coverage';
import { loadContent } from './content';

export async function loadBuiltInCatalog(root: string): Promise<Catalog> {
  const [{ concepts, tables }, uses] = await Promise.all([loadContent(root), loadUses(root)]);
  const entries = concepts.flatMap(({ entry }) => entry ?? []);
  const api = new Api(buildApiTable(tables, uses, entries));
  return createCatalog(entries, () => api);
}
