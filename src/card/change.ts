/** What changed between two versions of a place: in words, and as one picture. */
import type { Match } from '../catalog/match';
import { roleValue } from '../hints/scope';
import { formatValue } from '../util/expression';
import type { Palette } from '../util/theme';
import { pictureOf, type SizedPicture } from './picture';

export interface Change {
  readonly before: Match;
  readonly after: Match;
}

/** `label_smoothing 0.1 → 0.3`, one for each value that differs; nothing where none does. */
export function changeText({ before, after }: Change): string | undefined {
  const roles = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const texts = [...roles].flatMap((role) => {
    const [from, to] = [before, after].map((match) => roleValue(match, role));
    if (!from || !to || from.from === 'concept' || to.from === 'concept') return [];
    const [old, now] = [formatValue(from.value, 12), formatValue(to.value, 12)];
    return old === now ? [] : `${spelling(after, role)} ${old} → ${now}`;
  });
  return texts.length === 0 ? undefined : texts.join(', ');
}

function spelling({ name }: Match, role: string): string {
  const api = name?.roles && Object.hasOwn(name.roles, role) ? name.roles[role] : undefined;
  return api?.keyword ?? api?.option ?? role;
}

/** Pixels between the two, for the arrow. */
const gap = 26;

/** Before left, after right, an arrow between them; nothing unless both can be drawn. */
export function changePicture(
  { before, after }: Change,
  palette: Palette,
  width: number,
  height: number,
): SizedPicture | undefined {
  const half = Math.floor((width - gap) / 2);
  const left = pictureOf(before, palette, half, height);
  const right = pictureOf(after, palette, half, height);
  if (!left || !right) return undefined;
  const middle = half + gap / 2;
  const y = height / 2;
  const arrow = `<path d="M${middle - 8} ${y}h15m-5 -5l5 5l-5 5" fill="none" stroke="${palette.foreground}" stroke-width="1.5"/>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `${left.svg}${arrow}<g transform="translate(${half + gap} 0)">${right.svg}</g></svg>`;
  return { svg, text: `Before: ${left.text} After: ${right.text}`, width, height };
}
