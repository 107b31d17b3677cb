/** The time steps of a sampler: from each of them one jump to the end, and back to the next by fresh noise. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { arrow } from './draw/arrow';
import { caption } from './draw/caption';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw } from './picture';

/** Time steps that the diffusion model was trained on. */
const trained = 1000;
/** Levels of the schedule, where nothing else is asked for. */
const levels = 50;
/** Steps from which on nothing is gained. */
const enough = 8;
/** Steps of a usual sampler, drawn for comparison. */
const usual = 25;

/**
 * The time steps of diffusers' LCMScheduler: `original` levels at equal distance up to the last, of which `steps` are
 * taken, evenly by their index. Nothing where it raises ValueError.
 */
export function timesteps(steps: number, original: number): number[] | undefined {
  if (original > trained || steps > original) return undefined;
  const apart = Math.floor(trained / original);
  const all = Array.from({ length: original }, (_, i) => (original - i) * apart - 1);
  return Array.from({ length: steps }, (_, i) => all[Math.floor((i * original) / steps)]!);
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1e6
    ? value
    : undefined;
}

/** Half an ellipse over the line, from one place to another. */
function arc(from: number, to: number, base: number, height: number): Point[] {
  const points = 24;
  return Array.from({ length: points + 1 }, (_, i) => {
    const angle = (Math.PI * i) / points;
    return [from + ((to - from) * (1 - Math.cos(angle))) / 2, base - height * Math.sin(angle)];
  });
}

function scene(area: Area, times: readonly number[], color: string, palette: Palette): Shape[] {
  const at = (time: number) => area.x + area.width * (1 - time / trained);
  const base = area.y + area.height - 9;
  const [left, right] = [area.x, area.x + area.width];
  const hops = Array.from({ length: usual + 1 }, (_, i): Shape => {
    const x = left + ((right - left) * i) / usual;
    return {
      kind: 'path',
      points: [
        [x, base + 3],
        [x, base + 8],
      ],
      stroke: palette.muted,
    };
  });
  const jumps = times.flatMap((time): Shape[] => {
    const height = (base - area.y) * Math.sqrt(time / trained);
    const points = arc(at(time), right, base, height);
    return [
      { kind: 'path', points: points.slice(0, -1), stroke: color, strokeWidth: 1.5 },
      { kind: 'circle', x: at(time), y: base, radius: 2, fill: color },
    ];
  });
  return [
    {
      kind: 'path',
      points: [
        [left, base],
        [right, base],
      ],
      stroke: palette.grid,
    },
    ...hops,
    ...jumps,
    ...arrow([right, base - 7], [right, base], color),
  ];
}

const draw: Draw = ({ roles, defaults, palette, width, height }) => {
  const read = (role: string) => roles[role] ?? defaults[role];
  const [steps, original] = [count(read('steps')), count(read('original') ?? levels)];
  if (steps === undefined || original === undefined) return undefined;
  const times = timesteps(steps, original);
  if (times === undefined) return refused(steps, original, width, height, palette);
  const few = times.slice(0, 4).join(', ');
  const lines = [
    `${steps === 1 ? '1 jump' : `${formatNumber(steps)} jumps`} to the end, from t = ${few}${steps > 4 ? ', …' : ''}`,
    `${usual} steps with guidance take ${2 * usual} evaluations`,
    ...(steps > enough ? [`more than ${enough} bring nothing`] : []),
  ];
  const fills = [palette.foreground, palette.muted, palette.warning];
  const color = steps > enough ? palette.warning : palette.accent;
  const { area, shapes } = caption(
    width,
    height,
    lines.map((text, i) => ({ text, fill: fills[i]! })),
  );
  if (!(area.width >= 40)) return undefined;
  const svg = renderSvg(width, height, [...scene(area, times, color, palette), ...shapes]);
  return svg === undefined ? undefined : { svg, text: `${lines.join('; ')}.` };
};

function refused(steps: number, original: number, width: number, height: number, palette: Palette) {
  const text =
    original > trained
      ? `ValueError: ${formatNumber(original)} levels, and the model knows ${formatNumber(trained)}`
      : `ValueError: ${formatNumber(steps)} steps of ${formatNumber(original)} levels`;
  const svg = renderSvg(width, height, [
    { kind: 'text', x: 4, y: height / 2 + 4, text, size: 12, fill: palette.error, bold: true },
  ]);
  return svg === undefined ? undefined : { svg, text: `${text}.` };
}

export default draw;
