import type { FormulaImage } from '../catalog/entry';

/** What stands for the text colour in a rendered formula. */
export const colorToken = '__COLOR__';

/** The longest TeX that is rendered, in characters. */
export const longestTex = 1000;

/** A complete SVG as a data URI that is safe inside a Markdown link target: base64 has no special character. */
export function svgDataUri(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/svg+xml;base64,${btoa(binary)}`;
}

/** The formula in one colour (`#rrggbb`): an image in a hover inherits no text colour. */
export function formulaDataUri(image: FormulaImage, color: string): string {
  return svgDataUri(image.svg.replaceAll(colorToken, color));
}
