/** Modules in import lines: they say where a name comes from, not what the code is about. */
import type { Analysis, Site } from '../resolver/site';

/** True for the module of an import line; not for the names that it brings. */
export function isImportedModule({ place, range, statement }: Site, { document }: Analysis): boolean {
  if (place !== 'import') return false;
  const { text, languageId } = document;
  if (languageId !== 'python') return /['"`]/.test(text[range.start - 1] ?? '');
  const before = text.slice(statement.start, range.start);
  return (
    /^\s*import\b/.test(before) ||
    (/^\s*from\b/.test(before) && /\bimport\b/.test(text.slice(range.end, statement.end)))
  );
}
