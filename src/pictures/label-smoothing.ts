/** The one-hot target and what smoothing makes of it, as bars. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { leftAxis } from './draw/axis';
import { bars, type Area, type Bar } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** A smoothed target over `classes` classes, and what follows from it for the loss. */
export interface Target {
  readonly classes: number;
  /** Target of the true class, and of each other one. */
  readonly own: number;
  readonly other: number;
  /** Entropy of the target, in nats: the least loss that can be reached. */
  readonly floor: number;
  /** Logit of the true class minus any other, where the loss is least. */
  readonly gap: number;
}

const drawn = 12;
const classesUnlessSaid = 5;
/** Pixels that two value labels side by side need. */
const labelRoom = 56;

/**
 * Two conventions: Szegedy et al. 2016 mix with the uniform distribution over all K classes (role `eps`); fairseq
 * takes the share from the true class and spreads it over the K − 1 others (role `moved`). Nothing where a value
 * is no probability or K is no number of classes.
 */
export function smoothedTarget(input: Pick<PictureInput, 'roles' | 'defaults'>): Target | undefined {
  const read = (role: string): unknown => input.roles[role] ?? input.defaults[role];
  const classes = read('num_classes') ?? classesUnlessSaid;
  const moved = read('moved');
  const strength = moved ?? read('eps');
  if (typeof classes !== 'number' || !Number.isSafeInteger(classes) || classes < 2) return undefined;
  if (typeof strength !== 'number' || !(strength >= 0 && strength <= 1)) return undefined;
  const other = moved === undefined ? strength / classes : strength / (classes - 1);
  const own = moved === undefined ? 1 - strength + other : 1 - strength;
  const part = (q: number): number => (q > 0 ? -q * Math.log(q) : 0);
  return { classes, own, other, floor: part(own) + (classes - 1) * part(other), gap: Math.log(own / other) };
}

function targetBars(target: Target, width: number, flat: boolean, palette: Palette): Bar[] {
  const whole = target.classes <= drawn;
  const count = whole ? target.classes : drawn;
  const slots = count + (whole ? 0 : 1);
  const marked = Math.min(2, Math.floor((count - 1) / 2));
  const labelled = Math.min(count - 1, marked + Math.ceil(labelRoom / (width / slots)));
  return Array.from({ length: slots }, (_, i): Bar => {
    if (i === count) return { value: 0, color: palette.muted, label: '…' };
    if (i !== marked)
      return {
        value: target.other,
        color: palette.accent,
        label: i === labelled ? formatNumber(target.other) : undefined,
      };
    return {
      value: target.own,
      outline: 1,
      color: palette.accent,
      label: formatNumber(target.own),
      labelAt: flat ? 'right' : 'above',
      name: flat ? undefined : 'true class',
    };
  });
}

function facts({ floor, gap }: Target): [string, string] {
  const limit = Number.isFinite(gap) ? `logit gap ≤ ${formatNumber(gap, 3)}` : 'logit gap without limit';
  return [`loss floor ${formatNumber(floor, 3)}`, limit];
}

/** What contour and filling mean, from `x` rightwards, the second `right` and `down` of the first. */
function legend(x: number, y: number, right: number, down: number, palette: Palette): Shape[] {
  const word = (dx: number, dy: number, text: string): Shape => ({
    kind: 'text',
    x: x + dx + 15,
    y: y + dy,
    text,
    size: 11,
    fill: palette.foreground,
  });
  return [
    { kind: 'rect', x: x + 0.5, y: y - 8.5, width: 9, height: 9, stroke: palette.muted, dashed: true },
    word(0, 0, 'one-hot'),
    { kind: 'rect', x: x + right, y: y - 9 + down, width: 10, height: 10, fill: palette.accent },
    word(right, down, 'smoothed'),
  ];
}

/** Bars left, words right of them: for the flat strip of a hover. */
function strip(target: Target, { width, height, palette }: PictureInput): Shape[] {
  const words = 232;
  const area: Area = { x: 0, y: 1, width: width - words - 16, height: height - 4 };
  const x = width - words;
  const [upper, down] = [height / 2 - 3, 16];
  const caption = facts(target).map((text, i): Shape => ({
    kind: 'text',
    x: x + 92,
    y: upper + down * i,
    text,
    size: 11,
    fill: palette.foreground,
  }));
  return [
    ...bars(area, targetBars(target, area.width, true, palette), 1, palette),
    ...legend(x, upper, 0, down, palette),
    ...caption,
  ];
}

/** Bars with a scale, words in a row above them: for the panel. */
function block(target: Target, { width, height, palette }: PictureInput): Shape[] {
  const area: Area = { x: 30, y: 40, width: width - 34, height: height - 58 };
  const ticks = [0.5, 1].map((at) => ({ at, label: formatNumber(at) }));
  return [
    ...leftAxis(area, ticks, palette),
    ...bars(area, targetBars(target, area.width, false, palette), 1, palette),
    ...legend(30, 13, 72, 0, palette),
    {
      kind: 'text',
      x: width - 4,
      y: 13,
      text: facts(target).join(', '),
      size: 11,
      fill: palette.foreground,
      anchor: 'end',
    },
  ];
}

const draw: Draw = (input) => {
  const target = smoothedTarget(input);
  if (!target) return undefined;
  const { width, height } = input;
  const svg = renderSvg(width, height, height < 100 ? strip(target, input) : block(target, input));
  if (svg === undefined) return undefined;
  const [floor, limit] = facts(target);
  const text =
    `Target over ${formatNumber(target.classes)} classes: ${formatNumber(target.own)} for the true class, ` +
    `${formatNumber(target.other)} for each other; ${floor}, ${limit}.`;
  return { svg, text };
};

export default draw;
