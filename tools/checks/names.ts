/** No API name, key or strong word leads to two concepts, unless `meaning` lets the value decide. */
import type { Entry } from '../../src/catalog/entry';
import { problemNear, type Check, type ConceptFile } from './content';

/** Something that a concept claims, with the text to find it by. */
interface Claim {
  readonly what: string;
  readonly needle: string;
}

export const names: Check = (content) => {
  const owner = new Map<string, { concept: ConceptFile; entry: Entry }>();
  return content.concepts.flatMap((concept) => {
    const { entry } = concept;
    if (!entry) return [];
    return claims(entry).flatMap(({ what, needle }) => {
      const first = owner.get(what);
      if (!first) owner.set(what, { concept, entry });
      if (!first || decided(first.entry, entry)) return [];
      const message =
        first.entry.id === entry.id
          ? `${what} stands here twice: take one out.`
          : `${what} leads to '${first.entry.id}' as well: take it out of one, or let 'meaning' decide by the value.`;
      return [problemNear(concept, needle, 'two-concepts', message)];
    });
  });
};

function decided(a: Entry, b: Entry): boolean {
  const leads = (from: Entry, to: Entry): boolean =>
    (from.meaning ?? []).some((meaning) => meaning.concept === to.id);
  return leads(a, b) || leads(b, a);
}

/**
 * An argument may belong to two: to the concept of the whole API, and before it to the one that is about this
 * parameter, which answers for its first role only.
 */
function claims(entry: Entry): Claim[] {
  const found: Claim[] = [];
  for (const name of entry.names ?? []) {
    const symbol = name.method ? `${name.symbol} on ${name.method}` : name.symbol;
    const aboutParameter = name.shows === 'parameter';
    if (!aboutParameter) found.push({ what: symbol, needle: name.symbol });
    const roles = Object.values(name.roles ?? {});
    for (const role of aboutParameter ? roles.slice(0, 1) : roles) {
      const argument = role.keyword ?? role.option ?? role.path;
      const what = `${symbol}(${argument}=)`;
      if (argument)
        found.push({ what: aboutParameter ? what : `${what} beside ${symbol}`, needle: name.symbol });
    }
  }
  for (const item of entry.keys ?? []) {
    const key = typeof item === 'string' ? item : item.key;
    found.push({ what: `the key ${key}`, needle: key });
  }
  for (const word of entry.words ?? [])
    if (typeof word === 'string')
      found.push({ what: `the word '${word.toLowerCase()}'`, needle: `- ${word}` });
  return found;
}
