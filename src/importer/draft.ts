/** A group of entries as the text of a concept file. */
import { stringify } from 'yaml';
import type { ConceptFields } from '../catalog/schema.generated';

/** Behind it stands the hash of all other lines: who edits the file breaks it, and keeps the file. */
const mark = '# gloss import ';

/** The text of a concept file with the mark of the import in it. */
export function draftText(fields: ConceptFields, article: string): string {
  const yaml = stringify(fields, { lineWidth: 0, version: '1.2' });
  const [head, tail] = [`---\n${yaml}`, `---\n\n${article.trim()}\n`];
  return `${head}${mark}${hash(head + tail)}: edit the file and the next import leaves it alone\n${tail}`;
}

/** Whether a file is as an import wrote it. */
export function isUntouched(text: string): boolean {
  const start = text.indexOf(`\n${mark}`) + 1;
  if (start === 0) return false;
  const end = text.indexOf('\n', start) + 1;
  const written = text.slice(start + mark.length, end).split(':')[0];
  return end > 0 && written === hash(text.slice(0, start) + text.slice(end));
}

/** FNV-1a over UTF-16 units, twice 32 bits. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 15), 0x85ebca6b);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

/** At most 80 characters, made of lower-case letters, digits and hyphens; `concept` where nothing is left. */
export function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+/, '').slice(0, 80).replace(/-+$/, '') || 'concept';
}
