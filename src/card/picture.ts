import type { Match } from '../catalog/match';
import { roleArgument, roleValue } from '../hints/scope';
import type { LiteralValue } from '../resolver/site';
import { pictures } from '../pictures/all.generated';
import type { Picture } from '../pictures/picture';
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
  const draw = pictures.get(match.entry.picture ?? match.entry.id);
  const needed = Object.keys(match.name?.roles ?? {}).filter((role) => !draw?.optional?.includes(role));
  if (needed.some((role) => !roleValue(match, role) && roleArgument(match, role))) return undefined;
  const by = (wanted: boolean): Record<string, LiteralValue> =>
    Object.fromEntries(
      Object.entries(match.values)
        .filter(([, { from }]) => (from === 'code') === wanted)
        .map(([role, { value }]) => [role, value]),
    );
  const { symbol } = match;
  const picture = draw?.({ symbol, roles: by(true), defaults: by(false), palette, width, height });
  return picture && { svg: picture.svg, text: singleLine(picture.text), width, height };
}
