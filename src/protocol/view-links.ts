/** The web addresses that a page may ask the editor to open: those it was sent, and no other. */
import type { ConceptView } from './messages';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Every https address of a view: of its sources, equivalents and links, and in its article and corrections. */
export function linksOf(view: ConceptView): ReadonlySet<string> {
  const texts = [
    view.articleHtml,
    ...view.corrections.flatMap(({ claimHtml, rightHtml }) => [claimHtml, rightHtml]),
  ];
  const all = [
    ...view.sources.map(({ url }) => url),
    ...view.equivalents.map(({ docs }) => docs),
    ...(view.links ?? []).map(({ url }) => url),
    ...texts.flatMap((html) =>
      [...html.matchAll(/\sdata-url="([^"]*)"/g)].map(([, url = '']) => decoded(url)),
    ),
  ];
  return new Set(all.filter((url): url is string => url?.startsWith('https://') === true));
}

/** What the renderer of articles escapes in an attribute. */
function decoded(attribute: string): string {
  return attribute.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name]!);
}
