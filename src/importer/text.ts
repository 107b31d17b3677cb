/** Characters that have no place in a text that people read. */

/** Directions, zero widths, and what is reserved: they hide what a line says. */
const hidden =
  /[\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\uDB40][\uDC00-\uDFFF]/g;
// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]/g;
const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text without hidden and control characters; the zero-width joiner of emoji goes too. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, '').replace(control, ' ').replace(lone, '\uFFFD');
}

/** Longer texts are cut before they are cleaned, in UTF-16 units. */
const longestPlain = 2_000;

/** One line without Markdown emphasis, tags and control characters. */
export function plainText(text: string): string {
  return withoutHidden(text.slice(0, longestPlain))
    .replace(/<\/?[a-z!][^>]{0,200}>?/gi, ' ')
    .replace(/\[([^[\]]{0,300})\]\([^)]{0,500}\)/g, '$1')
    .replace(/[*`$]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
