import type { FormulaImage } from '../catalog/entry';

/** What stands for the text colour in a rendered formula. */
export const colorToken = '__COLOR__';

/** The longest TeX that is rendered, in characters. */
export const longestTex = 1000;

/**
 * A complete SVG as a data URI for an attribute in double quotes, without any character that Markdown could take for
 * its own. Blanks and single quotes stand as they are: the editor reads every character of a hover more than once.
 */
export function svgDataUri(svg: string): string {
  const escaped = encodeURI(singleQuoted(svg).toWellFormed())
    .replaceAll('%20', ' ')
    .replace(/[#?@&+$!~*()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `data:image/svg+xml,${escaped}`;
}

/** The same drawing with attributes in single quotes, where none of its texts has a quote. */
function singleQuoted(svg: string): string {
  return /'|>[^<]*"/.test(svg) ? svg : svg.replaceAll('"', "'");
}

const coloured = new WeakMap<FormulaImage, Map<string, string>>();

/** The formula in one colour (`#rrggbb`): an image in a hover inherits no text colour. */
export function formulaDataUri(image: FormulaImage, color: string): string {
  let uris = coloured.get(image);
  if (!uris) coloured.set(image, (uris = new Map()));
  let uri = uris.get(color);
  if (uri === undefined) uris.set(color, (uri = svgDataUri(image.svg.replaceAll(colorToken, color))));
  return uri;
}
