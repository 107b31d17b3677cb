/** Plain text inside Markdown. */

/** What a single line has not: seen at once in most texts, which are left as they are. */
const unwanted = /^ | $| {2}|[^\S ]|[\p{Cc}\p{Cs}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line, without controls and without marks that would turn the direction of what follows. */
export function singleLine(text: string, longest = 400): string {
  if (text.length <= longest && !unwanted.test(text)) return text;
  const line = text
    .slice(0, longest * 4)
    .replace(/[\s\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/**
 * Any text as Markdown that shows it as it is, on one line, at most `longest` characters. Punctuation becomes
 * character references: unlike backslashes they hold for every dialect, in link texts, image texts and attributes,
 * and nothing of links, HTML, tables, headings, addresses or `$(icons)` is left.
 */
export function escapeMarkdown(text: string, longest?: number): string {
  return singleLine(text, longest).replace(/[!-+\--/:<-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** Any text as a code span, on one line. */
export function codeSpan(text: string, longest?: number): string {
  const line = singleLine(text, longest);
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const gap = /^`|`$/.test(line) ? ' ' : '';
  return line === '' ? '' : `${fence}${gap}${line}${gap}${fence}`;
}

/** Any text as a fenced block, without controls that a terminal would obey. */
export function fence(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
  const runs = plain.match(/`+/g) ?? [];
  const mark = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${mark}text\n${plain}\n${mark}`;
}

/** An address as a link target, without a character that could end it. */
export function linkTarget(uri: string): string {
  return uri.replace(/[\s\p{Cc}\p{Cs}()<>"'\\|]/gu, (char) => {
    const code = char.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) return '';
    return code < 128 ? `%${code.toString(16).padStart(2, '0')}` : encodeURIComponent(char);
  });
}
