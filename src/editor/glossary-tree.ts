/** The rows of the glossary: concepts under their categories or letters. Knows nothing of the editor. */
import type { Entry } from '../catalog/entry';

export type GlossaryOrder = 'category' | 'name';

export interface ConceptRow {
  readonly kind: 'concept';
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Why the filter found it, else what the order does not say. */
  readonly note: string;
}

export interface GroupRow {
  readonly kind: 'group';
  readonly title: string;
  readonly concepts: readonly ConceptRow[];
}

const compare = new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare;

/** Groups and their concepts, both in the order of the alphabet. `reasons`: those of a filter by id; all concepts where absent. */
export function glossaryGroups(
  entries: Iterable<Entry>,
  order: GlossaryOrder,
  reasons?: ReadonlyMap<string, string>,
): GroupRow[] {
  const groups = new Map<string, ConceptRow[]>();
  for (const { id, title, summary, category } of entries) {
    if (reasons && !reasons.has(id)) continue;
    const group = order === 'category' ? categoryTitle(category) : initial(title);
    const note = reasons?.get(id) ?? (order === 'name' ? categoryTitle(category) : '');
    const row: ConceptRow = { kind: 'concept', id, title, summary, note };
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups]
    .map(([title, concepts]): GroupRow => ({
      kind: 'group',
      title,
      concepts: concepts.sort((a, b) => compare(a.title, b.title)),
    }))
    .sort((a, b) => compare(a.title, b.title));
}

/** `weight-initialization` is `Weight initialization`. */
export function categoryTitle(category: string): string {
  const words = category.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The letter that a title is found under; `#` for digits and signs. */
function initial(title: string): string {
  const first = title.normalize('NFD').charAt(0).toUpperCase();
  return /\p{L}/u.test(first) ? first : '#';
}
