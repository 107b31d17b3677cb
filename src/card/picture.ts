import type { Match } from '../catalog/match';
import { roleArgument, roleValue } from '../hints/scope';
import type { LiteralValue } from '../resolver/site';
import { pictures } from '../pictures/all.generated';
import type { Draw, Picture, PictureInput } from '../pictures/picture';
import { singleLine } from '../util/markdown-text';
import type { Palette } from '../util/theme';

export interface SizedPicture extends Picture {
  readonly width: number;
  readonly height: number;
}

/**
 * The picture of the concept from the numbers of this place. Nothing where it would not be honest: where the code
 * gives a quantity that the picture needs and that could not be read.
 */
export function pictureOf(
  match: Match,
  palette: Palette,
  width: number,
  height: number,
): SizedPicture | undefined {
  const id = match.entry.picture ?? match.entry.id;
  const draw = pictures.get(id);
  const needed = Object.keys(match.name?.roles ?? {}).filter((role) => !draw?.optional?.includes(role));
  if (needed.some((role) => !roleValue(match, role) && roleArgument(match, role))) return undefined;
  const by = (wanted: boolean): Record<string, LiteralValue> =>
    Object.fromEntries(
      Object.entries(match.values)
        .filter(([, { from }]) => (from === 'code') === wanted)
        .map(([role, { value }]) => [role, value]),
    );
  const input = { symbol: match.symbol, roles: by(true), defaults: by(false), palette, width, height };
  return draw && drawnOnce(id, draw, input);
}

/** The pictures that were drawn last, by what they were drawn from: code repeats its values. */
const drawn = new WeakMap<Palette, Map<string, SizedPicture | undefined>>();
const mostDrawn = 100;

function drawnOnce(id: string, draw: Draw, input: PictureInput): SizedPicture | undefined {
  const { palette, ...rest } = input;
  const key = JSON.stringify([id, rest]);
  // JSON writes numbers that are not finite like `None`.
  if (key.includes('null')) return sized(draw, input);
  let pictures = drawn.get(palette);
  if (!pictures) drawn.set(palette, (pictures = new Map()));
  if (pictures.has(key)) return pictures.get(key);
  if (pictures.size >= mostDrawn) pictures.clear();
  const picture = sized(draw, input);
  pictures.set(key, picture);
  return picture;
}

function sized(draw: Draw, input: PictureInput): SizedPicture | undefined {
  const { width, height } = input;
  const picture = draw(input);
  return picture && { svg: picture.svg, text: singleLine(picture.text), width, height };
}
