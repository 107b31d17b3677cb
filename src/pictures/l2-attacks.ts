/** The ball of an L2 radius against a boundary, with the cube of the same radius around it. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** Median distance from a digit to the nearest boundary in the demo: what a radius is drawn against. */
const boundary = 0.39;
const greatest = 1e4;

/** The radius; nothing where it is none, or where another norm is meant. */
export function radiusOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): number | undefined {
  const norm = roles['norm'];
  if (norm !== undefined && norm !== 2 && norm !== 'L2' && norm !== '2') return undefined;
  const eps = roles['eps'] ?? defaults['eps'];
  return typeof eps === 'number' && eps >= 0 && eps <= greatest ? eps : undefined;
}

/** Ball, cube and boundary around `middle`, in a room of `half` pixels to all sides. */
function balls(middle: Point, half: number, eps: number, palette: Palette): Shape[] {
  const [x, y] = middle;
  const scale = half / (1.06 * Math.max(eps, boundary));
  const radius = eps * scale;
  const at = x + boundary * scale;
  const color = eps < boundary ? palette.good : palette.error;
  return [
    {
      kind: 'rect',
      x: x - radius,
      y: y - radius,
      width: 2 * radius,
      height: 2 * radius,
      stroke: palette.muted,
      dashed: true,
    },
    { kind: 'circle', x, y, radius, stroke: color, strokeWidth: 2 },
    {
      kind: 'path',
      points: [
        [at, y - half],
        [at, y + half],
      ],
      stroke: palette.foreground,
      strokeWidth: 1.5,
    },
    { kind: 'circle', x, y, radius: 2.5, fill: palette.foreground },
  ];
}

function facts(eps: number): [string, string] {
  const reaches = eps < boundary ? 'stops short of' : 'reaches';
  return [`length ${formatNumber(eps)}`, `${reaches} a boundary at ${boundary}`];
}

const notes = [
  'solid: the ball, all changes of this length',
  'dashed: each feature may move as far',
] as const;

const draw: Draw = (input) => {
  const eps = radiusOf(input);
  if (eps === undefined) return undefined;
  const { width, height, palette } = input;
  const half = Math.min(height / 2 - 2, width / 6);
  const x = 2 * half + 22;
  const color = eps < boundary ? palette.good : palette.error;
  const all = [...facts(eps), ...notes];
  const lines = all.slice(0, Math.max(1, Math.floor((height - 2) / 15)));
  const first = height / 2 + 4 - (15 * (lines.length - 1)) / 2;
  const svg = renderSvg(width, height, [
    ...balls([half + 2, height / 2], half, eps, palette),
    ...lines.map((text, i): Shape => {
      const fill = i === 1 ? color : i > 1 ? palette.muted : palette.foreground;
      return { kind: 'text', x, y: first + 15 * i, text, size: 11, fill, bold: i === 1 };
    }),
  ]);
  if (svg === undefined) return undefined;
  const [length, reach] = facts(eps);
  return { svg, text: `A ball of ${length} ${reach}, the median distance in the demo.` };
};

export default draw;
