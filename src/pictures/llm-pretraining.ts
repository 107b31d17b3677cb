/** Predicted loss over model sizes at the compute of the code's plan: where it stands, and where the least loss is. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Area } from './draw/bars';
import { curve, pixelOf, type Plane } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** The fit of Besiroglu et al. 2024 to the data of Hoffmann et al. 2022; nats per token. */
const fit = { floor: 1.8172, a: 482.01, alpha: 0.3478, b: 2085.43, beta: 0.3658 };

export function predictedLoss(params: number, tokens: number): number {
  return fit.floor + fit.a / params ** fit.alpha + fit.b / tokens ** fit.beta;
}

/** Parameters of least loss on 6 · parameters · tokens = flop. */
export function bestParams(flop: number): number {
  const { a, alpha, b, beta } = fit;
  return ((alpha * a) / (beta * b)) ** (1 / (alpha + beta)) * (flop / 6) ** (beta / (alpha + beta));
}

export interface Plan {
  readonly params: number;
  readonly tokens: number;
  readonly best: number;
  /** Nats above the least loss. */
  readonly excess: number;
  /** The code does not say how large the model is. */
  readonly isExample: boolean;
}

/**
 * Nothing where the code gives only one of the two numbers, where one is no size of a model or a corpus, or where the
 * call is about something else.
 */
export function planOf({
  symbol,
  roles,
  defaults,
}: Pick<PictureInput, 'symbol' | 'roles' | 'defaults'>): Plan | undefined {
  if (symbol?.startsWith('py:datasketch.') || roles['mfu'] !== undefined) return undefined;
  const size = (value: LiteralValue | undefined, least: number, most: number) =>
    typeof value === 'number' && value >= least && value <= most ? value : undefined;
  const isKnown = (role: string) => roles[role] !== undefined;
  const ratio = roles['ratio'];
  if (ratio === undefined && isKnown('n_params') !== isKnown('n_tokens')) return undefined;
  const params = size(roles['n_params'] ?? defaults['n_params'], 1e6, 1e15);
  const asked =
    roles['n_tokens'] ?? (typeof ratio === 'number' ? ratio * (params ?? NaN) : defaults['n_tokens']);
  const tokens = size(asked, 1e6, 1e17);
  if (params === undefined || tokens === undefined || (ratio !== undefined && typeof ratio !== 'number'))
    return undefined;
  const flop = 6 * params * tokens;
  const best = bestParams(flop);
  const excess = predictedLoss(params, tokens) - predictedLoss(best, flop / (6 * best));
  return { params, tokens, best, excess, isExample: !isKnown('n_params') };
}

const units = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;

/** `70B`, `1.4T`, with three digits. */
function amount(value: number): string {
  const [unit, name] = units.find(([limit]) => value >= limit) ?? units[2];
  return `${formatNumber(Number((value / unit).toPrecision(3)))}${name}`;
}

const digits = (value: number, count: number) => formatNumber(Number(value.toPrecision(count)));

/** What is said of a plan, from the most to the least important. */
function captions({ params, tokens, best, excess, isExample }: Plan): readonly [string, string, string] {
  const over = excess < 5e-4 ? 'at the optimum' : `+${digits(excess, 2)} nats over the best`;
  return [
    `${digits(tokens / params, 3)} tokens per parameter`,
    isExample ? `e.g. ${amount(params)}: ${over}` : over,
    isExample ? `${amount(best)} would be best` : `${amount(params)} here, ${amount(best)} is best`,
  ];
}

const draw: Draw = (input) => {
  const plan = planOf(input);
  if (!plan) return undefined;
  const { width, height, palette } = input;
  const { params, tokens, best } = plan;
  const flop = 6 * params * tokens;
  const lines = captions(plan);
  const words = 200;
  const lowest = predictedLoss(best, flop / (6 * best));
  const reach = Math.max(12, (1.5 * Math.max(params, best)) / Math.min(params, best));
  const at = (size: number) => predictedLoss(size, flop / (6 * size));
  const area: Area = { x: 6, y: 5, width: width - words - 16, height: height - 12 };
  const plane: Plane = {
    area,
    x: { from: best / reach, to: best * reach, log: true },
    y: { from: lowest - 0.01, to: Math.max(at(best / reach), at(best * reach)) },
  };
  const [yourX, yourY] = pixelOf(plane, params, at(params));
  const [bestX, bestY] = pixelOf(plane, best, lowest);
  const base = area.y + area.height;
  const shown = height >= 40 ? lines : lines.slice(0, 2);
  const first = height / 2 - 15 * (shown.length / 2) + 11;
  const svg = renderSvg(width, height, [
    {
      kind: 'path',
      points: [
        [area.x, base],
        [area.x + area.width, base],
      ],
      stroke: palette.grid,
    },
    ...curve(plane, at, { stroke: palette.muted }),
    {
      kind: 'path',
      points: [
        [bestX, bestY],
        [bestX, base + 4],
      ],
      stroke: palette.foreground,
      strokeWidth: 1.5,
    },
    { kind: 'circle', x: yourX, y: yourY, radius: 4, fill: palette.accent },
    ...shown.map((text, i): Shape => ({
      kind: 'text',
      x: width - words,
      y: first + 15 * i,
      text,
      size: 11,
      fill: i === 0 ? palette.foreground : palette.muted,
      bold: i === 0,
    })),
  ]);
  if (svg === undefined) return undefined;
  return {
    svg,
    text: `Predicted loss over model sizes at ${formatNumber(flop)} FLOP: ${lines.join(', ')} (Besiroglu 2024).`,
  };
};

export default Object.assign(draw, { optional: ['threshold', 'num_perm'] }) satisfies Draw;
