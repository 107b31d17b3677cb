/** A context in blocks that end with a landmark: which of them one query reads, and how many scores that takes. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import type { Area } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

export interface Cost {
  readonly context: number;
  readonly length: number;
  readonly topK: number;
  readonly landmarks: number;
  readonly read: number;
}

const usual = { context: 32768, length: 50, topK: 5 };

/** Nothing where a number is no count. */
export function costOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Cost | undefined {
  const count = (role: string, otherwise: number): number | undefined => {
    const value: LiteralValue = roles[role] ?? defaults[role] ?? otherwise;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= 1e9
      ? value
      : undefined;
  };
  const [context, length, topK] = [
    count('tokens', usual.context),
    count('block', usual.length),
    count('top_k', usual.topK),
  ];
  if (context === undefined || length === undefined || topK === undefined) return undefined;
  const landmarks = Math.ceil(context / length);
  return { context, length, topK, landmarks, read: Math.min(context, topK * length) };
}

/** Earlier blocks that are drawn, each with as many cells. */
const shown = 9;
const cells = 6;
/** The order in which blocks are drawn as chosen: far and near ones mixed. */
const order = [2, 6, 0, 4, 7, 1, 5, 3, 8];

function strip(area: Area, topK: number, palette: Palette, arrows: boolean): Shape[] {
  const gap = 5;
  const own = cells - 2;
  const slot = (area.width - shown * gap) / (shown * cells + own);
  const chosen = new Set(order.slice(0, topK));
  const left = (block: number) => area.x + block * (cells * slot + gap);
  const bar = Math.min(13, area.height);
  const top = area.y + area.height - bar;
  const cell = (x: number, fill: string | undefined, stroke: string): Shape => ({
    kind: 'rect',
    ...{ x: x + 0.5, y: top + 0.5, width: slot - 1.5, height: bar - 1 },
    stroke,
    fill,
  });
  const query = left(shown) + (own - 0.5) * slot;
  const reach = (block: number) => left(block) + (cells * slot) / 2;
  const bow = area.y + 2;
  const targets = arrows ? [...chosen].map(reach) : [];
  return [
    ...Array.from({ length: shown }, (_, block) =>
      Array.from({ length: cells }, (__, i): Shape => {
        const isLandmark = i === cells - 1;
        const isRead = chosen.has(block) && !isLandmark;
        const fill = isLandmark ? palette.foreground : isRead ? palette.accent : undefined;
        return cell(
          left(block) + i * slot,
          fill,
          isLandmark ? palette.foreground : isRead ? palette.accent : palette.muted,
        );
      }),
    ).flat(),
    ...Array.from({ length: own }, (_, i) =>
      cell(left(shown) + i * slot, palette.accent, i === own - 1 ? palette.foreground : palette.accent),
    ),
    ...(targets.length > 0
      ? [
          {
            kind: 'path',
            points: [
              [query, top],
              [query, bow],
              [Math.min(...targets), bow],
            ],
            stroke: palette.muted,
          } as const,
        ]
      : []),
    ...targets.flatMap((x) => arrow([x, bow], [x, top - 1], palette.muted)),
  ];
}

function captions({ context, landmarks, length, topK, read }: Cost): [string, string] {
  const blocks = topK === 1 ? 'one block' : `${formatNumber(topK)} blocks`;
  return [
    `${formatNumber(context)} tokens: ${formatNumber(landmarks)} landmarks + ${blocks} of ${formatNumber(length)} = ${formatNumber(landmarks + read)} scored`,
    'each block ends with its landmark; own and best blocks are read',
  ];
}

const draw: Draw = (input) => {
  const cost = costOf(input);
  if (!cost) return undefined;
  const { width, height, palette } = input;
  const [count, legend] = captions(cost);
  const words = (y: number, text: string, fill: string): Shape => ({
    kind: 'text',
    x: 4,
    y,
    text,
    size: 11,
    fill,
  });
  const hasLegend = height >= 100;
  const area: Area = {
    x: 4,
    y: 15,
    width: width - 8,
    height: Math.min(60, height - 17 - (hasLegend ? 24 : 0)),
  };
  const svg = renderSvg(width, height, [
    words(11, count, palette.foreground),
    ...strip(area, cost.topK, palette, area.height >= 22),
    ...(hasLegend ? [words(area.y + area.height + 18, legend, palette.muted)] : []),
  ]);
  if (svg === undefined) return undefined;
  const blocks = cost.topK === 1 ? 'the best block' : `the ${formatNumber(cost.topK)} best blocks`;
  return {
    svg,
    text: `Beside its own block a query scores ${formatNumber(cost.landmarks)} landmarks and the tokens of ${blocks}, ${formatNumber(cost.landmarks + cost.read)} instead of ${formatNumber(cost.context)}.`,
  };
};

export default Object.assign(draw, { optional: ['max_groups'] }) satisfies Draw;
