/** Lengths in words, and texts packed or cut to them. */

const word = /[a-z0-9]+/gi;

export function wordCount(text: string): number {
  return text.match(word)?.length ?? 0;
}

/** The first `limit` words with what stands between them. */
export function truncated(text: string, limit: number): string {
  if (limit <= 0) return '';
  const matches = [...text.matchAll(word)];
  const last = matches[limit - 1];
  return last === undefined || matches.length === limit ? text : text.slice(0, last.index + last[0].length);
}

/** Neighbouring parts joined while they hold at most `limit` words together; a longer part stays alone. */
export function packed(parts: readonly string[], limit: number, between = '\n\n'): string[] {
  const groups: string[] = [];
  let length = Infinity;
  for (const part of parts) {
    const words = wordCount(part);
    if (length + words <= limit) {
      groups.push(`${groups.pop()!}${between}${part}`);
      length += words;
    } else {
      groups.push(part);
      length = words;
    }
  }
  return groups;
}
