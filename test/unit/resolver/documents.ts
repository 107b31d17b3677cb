/** Short ways to a document, for tests. */
import type { SourceDocument } from '../../../src/resolver/site';

let uris = 0;

/** A document of its own; Python unless told otherwise. */
export function documentOf(
  text: string,
  languageId = 'python',
  version = 1,
  uri = `test:${++uris}`,
): SourceDocument {
  return { uri, version, languageId, text };
}
