/** Every rule over the shape of code that an entry names exists and gives these roles, and every rule has an entry. */
import { rules } from '../../src/hints/rules/all.generated';
import type { Problem } from '../../src/util/problem';
import { problemNear, type Check } from './content';

export const shapes: Check = (content) =>
  content.concepts.flatMap((concept) =>
    Object.entries(concept.entry?.shapes ?? {}).flatMap(([id, roles]): Problem[] => {
      const rule = rules.get(id);
      const told = (code: string, message: string) => [problemNear(concept, `${id}:`, code, message)];
      if (!rule)
        return told('unknown-shape', `There is no src/hints/rules/${id}.ts: mend the name or write it.`);
      const missing = roles.find((role) => !rule.roles.includes(role));
      if (missing === undefined) return [];
      return told('unknown-role', `The rule ${id} gives no '${missing}', but ${rule.roles.join(', ')}.`);
    }),
  );
