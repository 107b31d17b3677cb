/** Three replies and their points: three times sensible, specific, interesting; one is dropped as unsafe. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

interface Reply {
  readonly name: string;
  readonly sensible: number;
  readonly specific: number;
  readonly interesting: number;
  readonly safe: number;
}

/** The example of the article. */
const replies: readonly Reply[] = [
  { name: 'plain', sensible: 0.98, specific: 0.95, interesting: 0.1, safe: 0.96 },
  { name: 'interesting', sensible: 0.91, specific: 0.95, interesting: 0.88, safe: 0.96 },
  { name: 'unsafe', sensible: 0.99, specific: 0.98, interesting: 0.02, safe: 0.05 },
];
const threshold = 0.5;
const highest = 5;

export const score = ({ sensible, specific, interesting }: Omit<Reply, 'name' | 'safe'>): number =>
  3 * sensible + specific + interesting;

/** How many are sampled, and the chance that one of them is good; nothing where a number is none. */
export function sampling({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>):
  { readonly count: number; readonly chance: number } | undefined {
  const value = (role: string, otherwise: number): LiteralValue => roles[role] ?? defaults[role] ?? otherwise;
  const [count, good] = [value('candidates', 16), value('good', 0.2)];
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1 || count > 1e6) return undefined;
  if (typeof good !== 'number' || !(good >= 0 && good <= 1)) return undefined;
  return { count, chance: 1 - (1 - good) ** count };
}

const points = (reply: Reply): string =>
  reply.safe < threshold ? 'dropped' : formatNumber(Number(score(reply).toFixed(2)));
const best = replies
  .filter(({ safe }) => safe >= threshold)
  .reduce((winner, reply) => (score(reply) > score(winner) ? reply : winner));

function bar(reply: Reply, x: number, y: number, width: number, height: number, palette: Palette): Shape[] {
  const isDropped = reply.safe < threshold;
  const parts = [3 * reply.sensible, reply.specific, reply.interesting];
  const fills = [palette.accent, palette.muted, palette.foreground];
  let left = x;
  const shapes = parts.map((part, i): Shape => {
    const box = { kind: 'rect', x: left, y, width: (part / highest) * width, height } as const;
    left += box.width;
    return isDropped ? { ...box, stroke: palette.muted, dashed: true } : { ...box, fill: fills[i]! };
  });
  const middle = y + height / 2;
  const strike: Shape = {
    kind: 'path',
    points: [
      [x, middle],
      [left, middle],
    ],
    stroke: palette.error,
    strokeWidth: 2,
  };
  return isDropped ? [...shapes, strike] : shapes;
}

const draw: Draw = (input) => {
  const sampled = sampling(input);
  if (!sampled) return undefined;
  const { width, height, palette } = input;
  const caption = `best of ${formatNumber(sampled.count)}`;
  const hasLegend = height >= 100;
  const top = hasLegend ? 22 : 2;
  const row = (height - top - 2) / replies.length;
  const size = Math.min(11, row - 1);
  const [left, right] = [66, width < 400 ? 66 : 150];
  const track = width - left - right;
  const text = (
    x: number,
    y: number,
    content: string,
    more: Partial<Extract<Shape, { kind: 'text' }>>,
  ): Shape => ({
    kind: 'text',
    x,
    y,
    text: content,
    size,
    fill: palette.foreground,
    ...more,
  });
  const svg = renderSvg(width, height, [
    ...replies.flatMap((reply, i) => {
      const y = top + i * row;
      const base = y + row / 2 + size / 3;
      const wins = reply === best;
      const words = `${points(reply)}${wins && right > 100 ? `, ${caption}` : ''}`;
      return [
        text(left - 6, base, reply.name, { anchor: 'end', fill: wins ? palette.foreground : palette.muted }),
        ...bar(reply, left, y + row * 0.18, track, row * 0.64, palette),
        text(left + track + 8, base, words, { bold: wins, fill: wins ? palette.foreground : palette.muted }),
      ];
    }),
    ...(hasLegend
      ? [
          text(left, 12, '3 · sensible', { fill: palette.accent, size: 11 }),
          text(left + 80, 12, 'specific', { fill: palette.muted, size: 11 }),
          text(left + 134, 12, 'interesting', { fill: palette.foreground, size: 11 }),
        ]
      : []),
  ]);
  if (svg === undefined) return undefined;
  const each = replies.map((reply) => `${reply.name} ${points(reply)}`).join(', ');
  return {
    svg,
    text: `Example: 3 · sensible + specific + interesting gives ${each}; ${best.name} wins. With ${formatNumber(sampled.count)} candidates one is good with a chance of ${formatNumber(Number(sampled.chance.toPrecision(2)))}.`,
  };
};

export default draw;
