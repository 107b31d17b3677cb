/** What a picture is drawn from, in a hover of the dark theme. */
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

export type Roles = Readonly<Record<string, LiteralValue>>;

export const input = (roles: Roles, more: Partial<PictureInput> = {}): PictureInput => ({
  roles,
  defaults: {},
  palette: palettes.dark,
  width: 480,
  height: 56,
  ...more,
});
