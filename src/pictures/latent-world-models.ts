/** An observation, its latent state, and the steps that are imagined from it, as many as the code says. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import type { Area } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, PictureInput } from './picture';

/** Drawn one by one; of more, the first ones and the last. */
const mostDrawn = 7;
const mostSteps = 100_000;
/** What of the state is right after one step; the rest is the model's own error. */
const rightAfterOne = 0.99;
const long = 50;

/** Steps that are imagined. Nothing where it is no number of steps. */
export function horizonOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): number | undefined {
  const horizon = roles['horizon'] ?? defaults['horizon'] ?? 15;
  const counts =
    typeof horizon === 'number' && Number.isInteger(horizon) && horizon >= 1 && horizon <= mostSteps;
  return counts ? horizon : undefined;
}

/** The steps that get a circle each. */
export function drawnSteps(horizon: number): readonly number[] {
  const count = Math.min(horizon, mostDrawn);
  const steps = Array.from({ length: count }, (_, i) => i + 1);
  return count < horizon ? [...steps.slice(0, -1), horizon] : steps;
}

const surety = (step: number): number => rightAfterOne ** step;
const percent = (share: number): string => `${formatNumber(Number((100 * share).toPrecision(2)))} %`;

function chain(area: Area, horizon: number, palette: Palette): Shape[] {
  const color = horizon > long ? palette.warning : palette.accent;
  const steps = drawnSteps(horizon);
  const middle = area.y + area.height / 2;
  const radius = Math.min(9, area.height / 4);
  const slot = area.width / (steps.length + 2);
  const at = (i: number) => area.x + slot * (i + 0.5);
  const label = (x: number, y: number, text: string, fill: string): Shape => ({
    kind: 'text',
    x,
    y,
    text,
    size: 11,
    fill,
    anchor: 'middle',
  });
  const below = middle + radius + 13;
  const named = below <= area.y + area.height;
  const shapes: Shape[] = [
    {
      kind: 'rect',
      x: at(0) - radius,
      y: middle - radius,
      width: 2 * radius,
      height: 2 * radius,
      stroke: palette.foreground,
    },
    ...arrow([at(0) + radius + 1, middle], [at(1) - radius - 1, middle], palette.foreground),
    { kind: 'circle', x: at(1), y: middle, radius, fill: color },
    ...(named ? [label(at(0), below, 'seen', palette.muted), label(at(1), below, 'z', palette.muted)] : []),
  ];
  steps.forEach((step, i) => {
    const x = at(i + 2);
    const gap = step - (steps[i - 1] ?? 0) > 1;
    const [from, to] = [at(i + 1) + radius + 1, x - radius - 1];
    shapes.push(
      ...(gap
        ? [label((from + to) / 2, middle + 3, '…', palette.foreground)]
        : arrow([from, middle], [to, middle], palette.foreground)),
      { kind: 'circle', x, y: middle, radius, stroke: color, strokeWidth: 1.5 },
      { kind: 'circle', x, y: middle, radius: radius * surety(step), fill: color },
    );
    if (named) shapes.push(label(x, below, `+${step}`, palette.muted));
  });
  return shapes;
}

const draw: Draw = (input) => {
  const horizon = horizonOf(input);
  if (horizon === undefined) return undefined;
  const { width, height, palette } = input;
  const steps = horizon === 1 ? '1 step imagined' : `${formatNumber(horizon)} steps imagined`;
  const lines = [steps, `${percent(rightAfterOne)} a step leaves ${percent(surety(horizon))}`];
  const words = 12 + Math.max(...lines.map((line) => textWidth(line, 11)));
  const area: Area = { x: 2, y: 2, width: width - words - 6, height: height - 4 };
  const svg = renderSvg(width, height, [
    ...chain(area, horizon, palette),
    ...lines.map((text, i): Shape => ({
      kind: 'text',
      x: width - words + 8,
      y: height / 2 - 4 + 16 * i,
      text,
      size: 11,
      fill: i === 0 ? palette.foreground : horizon > long ? palette.warning : palette.accent,
      bold: i === 0,
    })),
  ]);
  if (svg === undefined) return undefined;
  return {
    svg,
    text: `From one observation to its latent state, then ${steps}: if ${percent(rightAfterOne)} of the state is right after one step and errors multiply, ${percent(surety(horizon))} is left.`,
  };
};

export default Object.assign(draw, {
  optional: ['latent_dim', 'balance', 'free_nats', 'kl_weight', 'reward_weight'],
}) satisfies Draw;
