/** Every source that an article cites exists, and every source is cited. (Front matter: catalog/concept-checks.) */
import type { Problem } from '../../src/util/problem';
import { articleOffset, complete, problemAt, problemNear, type Check, type Complete } from './content';

export const sources: Check = (content) => complete(content).flatMap(checkConcept);

function checkConcept(concept: Complete): Problem[] {
  const { entry, text } = concept;
  const known = new Set((entry.sources ?? []).map((source) => source.id));
  const fields = [...(entry.limits ?? []), ...(entry.rules ?? []), ...(entry.corrections ?? [])];
  const used = new Set(fields.map((field) => field.source));
  const problems: Problem[] = [];
  const start = articleOffset(text);
  for (const match of text.slice(start).matchAll(/\[@([^\]]*)\]/g)) {
    const id = match[1]!.trim();
    used.add(id);
    if (!known.has(id))
      problems.push(
        problemAt(
          concept,
          start + match.index,
          'unknown-source',
          `There is no source '${id}': add it to 'sources' or mend the id.`,
        ),
      );
  }
  for (const id of known)
    if (!used.has(id))
      problems.push(
        problemNear(concept, `id: ${id}`, 'unused-source', `Nothing cites '${id}': cite it or take it out.`),
      );
  return problems;
}
