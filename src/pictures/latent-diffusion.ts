/** From pixels to a small latent, through the steps of the sampler, and back: the sizes that the code asks for. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import type { Area } from './draw/bars';
import { caption } from './draw/caption';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw } from './picture';

/** Pixels along one side that become one of the latent. */
const factor = 8;
const greatest = 65_536;

interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** How many times fewer numbers the latent has: 3·8²/channels. */
export const compression = ({ channels }: Pick<Sizes, 'channels'>): number => (3 * factor ** 2) / channels;

function whole(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= greatest
    ? value
    : undefined;
}

/** The picture on the left, its latent in the middle with the loop of the sampler, and the picture on the right. */
function scene(area: Area, { width, height, channels }: Sizes, color: string, palette: Palette): Shape[] {
  const side = Math.min(area.height, area.width / 3.6);
  const scale = side / Math.max(width, height);
  const middle = area.y + area.height / 2;
  const frame = (x: number, w: number, h: number, stroke: string, fill = 'none'): Shape => ({
    kind: 'rect',
    x: x - w / 2,
    y: middle - h / 2,
    width: w,
    height: h,
    stroke,
    fill,
  });
  const [wide, high] = [width * scale, height * scale];
  const small = { wide: Math.max(3, wide / factor), high: Math.max(3, high / factor) };
  const layers = Math.min(channels, 16);
  const apart = Math.min(2, (side * 0.4) / layers);
  const center = area.x + area.width / 2;
  const [left, right] = [area.x + side / 2, area.x + area.width - side / 2];
  const stack = Array.from({ length: layers }, (_, i): Shape => {
    const shift = (layers - 1) * apart * 0.5 - i * apart;
    return {
      ...frame(center + shift, small.wide, small.high, palette.background, color),
      y: middle - small.high / 2 - shift,
    } as Shape;
  });
  const reach = small.wide / 2 + (layers * apart) / 2 + 5;
  const radius = Math.min(area.height / 2 - 2, reach + 4);
  const loop = Array.from({ length: 25 }, (_, i): Point => {
    const angle = -0.35 * Math.PI + (1.7 * Math.PI * i) / 24;
    return [center + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
  });
  return [
    frame(left, wide, high, palette.muted),
    frame(right, wide, high, palette.foreground),
    ...stack,
    { kind: 'path', points: loop, stroke: palette.muted },
    ...arrow([left + side / 2 + 3, middle], [center - radius - 4, middle], palette.muted),
    ...arrow([center + radius + 4, middle], [right - side / 2 - 3, middle], color),
  ];
}

const draw: Draw = (input) => {
  const { roles, defaults, palette, width, height } = input;
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  // Some pipelines round sides down, others refuse what does not fit.
  const [multiple, rounded] = [whole(read('multiple'), 1) ?? factor, whole(read('rounded'), 1) ?? 1];
  const side = (role: string): number | undefined => {
    const asked = whole(read(role), rounded);
    return asked === undefined ? undefined : asked - (asked % rounded);
  };
  const sizes = { width: side('width'), height: side('height'), channels: whole(read('channels'), 1) };
  const steps = whole(read('steps'), 1);
  if (!isComplete(sizes) || steps === undefined) return undefined;
  const fits = sizes.width % multiple === 0 && sizes.height % multiple === 0;
  const latent = `${sizes.height / factor} × ${sizes.width / factor} × ${sizes.channels}`;
  const lines = fits
    ? [
        `${sizes.height} × ${sizes.width} pixels, latent ${latent}`,
        `${formatNumber(compression(sizes), 3)} times fewer numbers, ${steps === 1 ? '1 step' : `${formatNumber(steps)} steps`}, decoded once`,
      ]
    : [`${sizes.height} × ${sizes.width} pixels`, `not divisible by ${multiple}: ValueError`];
  const fills = fits ? [palette.foreground, palette.muted] : [palette.foreground, palette.error];
  const { area, shapes } = caption(
    width,
    height,
    lines.map((text, i) => ({ text, fill: fills[i]! })),
  );
  if (!(area.width >= 90)) return undefined;
  const color = fits ? palette.accent : palette.error;
  const svg = renderSvg(width, height, [...scene(area, sizes, color, palette), ...shapes]);
  return svg === undefined ? undefined : { svg, text: `${lines.join('; ')}.` };
};

const isComplete = (sizes: Partial<Sizes>): sizes is Sizes =>
  sizes.width !== undefined && sizes.height !== undefined && sizes.channels !== undefined;

export default draw;
