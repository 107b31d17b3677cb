import type { FormulaImage } from '../catalog/entry';

/** What stands for the text colour in a rendered formula. */
export const colorToken = '__COLOR__';

/** The longest TeX that is rendered, in characters. */
export const longestTex = 1000;

/** A complete SVG as a data URI without any character that Markdown or an attribute could take for its own. */
export function svgDataUri(svg: string): string {
  const escaped = encodeURIComponent(svg.replace(/\p{Cs}/gu, '\ufffd'))
    .replace(/[()'*!~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replace(/%(?:2F|3A|3D|2C|3B)/g, decodeURIComponent);
  return `data:image/svg+xml,${escaped}`;
}

/** The formula in one colour (`#rrggbb`): an image in a hover inherits no text colour. */
export function formulaDataUri(image: FormulaImage, color: string): string {
  return svgDataUri(image.svg.replaceAll(colorToken, color));
}
