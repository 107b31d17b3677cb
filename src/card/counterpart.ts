/** The place of another version of a document that a place of this one comes from, or became. */
import type { Catalog } from '../catalog/catalog';
import type { Match } from '../catalog/match';
import { conceptAt } from '../hints/concept-at';
import type { Analysis, Site } from '../resolver/site';

/** More places that look alike than this are not compared. */
const mostPlaces = 200;

/**
 * The match of the other version that tells the same concept of the same API and argument. Where there are several,
 * their statements must be alike but for the literals, and as many here as there, in the same order; else nothing.
 */
export function counterpart(
  match: Match,
  here: Analysis,
  there: Analysis,
  catalog: Catalog,
): Match | undefined {
  const ours = placesLike(match, here, catalog);
  const theirs = placesLike(match, there, catalog);
  const own = ours.findIndex((one) => isSamePlace(one.site, match.site));
  if (own < 0) return undefined;
  if (ours.length === 1 && theirs.length === 1) return theirs[0];
  const shape = shapeOf(ours[own]!, here);
  const oursAlike = ours.filter((one) => shapeOf(one, here) === shape);
  const theirsAlike = theirs.filter((one) => shapeOf(one, there) === shape);
  if (oursAlike.length !== theirsAlike.length) return undefined;
  return theirsAlike[oursAlike.indexOf(ours[own]!)];
}

function placesLike(match: Match, analysis: Analysis, catalog: Catalog): Match[] {
  const { site } = match;
  const word =
    site.argument?.keyword ??
    (site.argument ? site.call?.callee.text : undefined) ??
    site.name?.text ??
    site.text;
  const { text } = analysis.document;
  const found: Match[] = [];
  let tried = 0;
  for (let at = text.indexOf(word); at >= 0 && word !== ''; at = text.indexOf(word, at + word.length)) {
    if (++tried > mostPlaces) return [];
    const place = placeAt(site, analysis, at);
    const other = place && conceptAt(catalog, analysis, place);
    if (
      !place ||
      !other ||
      other.entry !== match.entry ||
      other.symbol !== match.symbol ||
      other.role !== match.role
    )
      continue;
    if (!found.some((known) => isSamePlace(known.site, place))) found.push(other);
  }
  return found;
}

/** The site at an offset; for a positional argument that of the same position in the call that stands there. */
function placeAt({ argument }: Site, analysis: Analysis, offset: number): Site | undefined {
  const site = analysis.siteAt(offset);
  if (!argument || argument.keyword !== undefined || site?.argument) return site;
  const same = site?.call?.args.find(
    ({ position }) => position !== undefined && position === argument.position,
  );
  return same && analysis.siteAt(same.valueRange.start);
}

/** Keyword and value of one argument are one place. */
function isSamePlace(a: Site, b: Site): boolean {
  const start = ({ argument, name, range }: Site): number =>
    argument?.range.start ?? name?.range.start ?? range.start;
  return start(a) === start(b);
}

/** The statement without its literals and its white space. */
function shapeOf({ site }: Match, { document }: Analysis): string {
  return document.text
    .slice(site.statement.start, site.statement.end)
    .slice(0, 2000)
    .replace(/"[^"\n]*"|'[^'\n]*'/g, '""')
    .replace(/(?<![\w.])-?\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?/g, '0')
    .replace(/\s+/g, '');
}
