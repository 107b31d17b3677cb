import type { FormulaImage } from '../catalog/entry';

/** What stands for the text colour in a rendered formula. */
export const colorToken = '__COLOR__';

/** The longest TeX that is rendered, in characters. */
export const longestTex = 1000;

/** A complete SVG as a data URI without any character that Markdown or an attribute could take for its own. */
export function svgDataUri(svg: string): string {
  const escaped = encodeURI(svg.replace(/\p{Cs}/gu, '\ufffd'))
    .replaceAll('#', '%23')
    .replace(/[?@&+$!~*'()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `data:image/svg+xml,${escaped}`;
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
