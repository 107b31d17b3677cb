import type { Match } from '../catalog/match';
import type { LiteralValue } from '../resolver/site';
import { pictures } from '../pictures/all.generated';
import type { Picture } from '../pictures/picture';
import { singleLine } from '../util/markdown-text';
import type { Palette } from '../util/theme';

export interface SizedPicture extends Picture {
  readonly width: number;
  readonly height: number;
}

/** The picture of the concept from the numbers of this place, or nothing where none would be honest. */
export function pictureOf(
  match: Match,
  palette: Palette,
  width: number,
  height: number,
): SizedPicture | undefined {
  const draw = pictures.get(match.entry.picture ?? match.entry.id);
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
