/** Every concept that another one names exists. */
import type { Problem } from '../../src/util/problem';
import { articleOffset, problemAt, problemNear, type Check } from './content';

export const links: Check = (content) => {
  const known = new Set(content.concepts.flatMap((concept) => concept.entry?.id ?? []));
  return content.concepts.flatMap((concept) => {
    const problems: Problem[] = [];
    const start = articleOffset(concept.text);
    for (const match of concept.text.slice(start).matchAll(/\[\[([^\]|]+)(?:\|[^\]]*)?\]\]/g))
      if (!known.has(match[1]!.trim()))
        problems.push(problemAt(concept, start + match.index, 'unknown-concept', unknown(match[1]!)));
    const { entry } = concept;
    const named = [...(entry?.related ?? []), ...(entry?.meaning ?? []).map((meaning) => meaning.concept)];
    for (const id of named)
      if (!known.has(id)) problems.push(problemNear(concept, id, 'unknown-concept', unknown(id)));
    if (entry?.related?.includes(entry.id))
      problems.push(
        problemNear(concept, 'related', 'related-to-itself', 'A concept is not related to itself.'),
      );
    return problems;
  });
};

function unknown(id: string): string {
  return `There is no concept '${id}': mend the id, take it out, or write concepts/${id}.md first.`;
}
