/** What a position may read, and how many positions are scored: causal beside masked, for six tokens. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

export const tokens = 6;
const usualShare = 0.15;

export interface Objectives {
  /** What the code asks for, or nothing where it says neither. */
  readonly chosen?: 'causal' | 'masked';
  /** Share of the tokens that the masked objective chooses. */
  readonly share: number;
}

/** Nothing where the share is none. */
export function objectives({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Objectives | undefined {
  const share = roles['mlm_prob'] ?? defaults['mlm_prob'] ?? usualShare;
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) return undefined;
  const mlm = roles['mlm'] ?? (roles['mlm_prob'] === undefined ? defaults['mlm'] : true);
  if (mlm === false || roles['causal'] === true) return { chosen: 'causal', share };
  return mlm === true ? { chosen: 'masked', share } : { share };
}

/** Columns that are drawn as hidden: at least one where any token is chosen. */
const hiddenColumns = (share: number): number =>
  share === 0 ? 0 : Math.min(tokens, Math.max(1, Math.round(share * tokens)));
/** The order in which columns are hidden. */
const order = [3, 0, 5, 1, 4, 2];

function grid(
  { x, y, width: side }: Area,
  sees: (row: number, column: number) => boolean,
  isHidden: (column: number) => boolean,
  fill: string,
  palette: Palette,
): Shape[] {
  const cell = side / tokens;
  return Array.from({ length: tokens ** 2 }, (_, i): Shape[] => {
    const [row, column] = [Math.floor(i / tokens), i % tokens];
    const [left, top, size] = [x + column * cell + 0.5, y + row * cell + 0.5, cell - 1.5];
    const box = { kind: 'rect', x: left, y: top, width: size, height: size } as const;
    if (!sees(row, column)) return [{ ...box, stroke: palette.grid }];
    if (!isHidden(column)) return [{ ...box, fill }];
    const hatch = {
      kind: 'path',
      points: [
        [left, top + size],
        [left + size, top],
      ],
      stroke: palette.foreground,
    } as const;
    return [{ ...box, stroke: palette.muted }, hatch];
  }).flat();
}

const draw: Draw = (input) => {
  const said = objectives(input);
  if (!said) return undefined;
  const { width, height, palette } = input;
  const { chosen, share } = said;
  const hidden = new Set(order.slice(0, hiddenColumns(share)));
  const scored = `${formatNumber(Number((share * tokens).toPrecision(3)))} of ${tokens} scored`;
  const side = Math.min(height - 4, 120);
  const half = width / 2;
  const part = (
    x: number,
    name: 'causal' | 'masked',
    lines: readonly string[],
    sees: (row: number, column: number) => boolean,
    isHidden: (column: number) => boolean,
  ): Shape[] => {
    const isMeant = chosen === undefined || chosen === name;
    const area: Area = { x, y: (height - side) / 2, width: side, height: side };
    const first = height / 2 - (height >= 44 ? 10 : 2);
    const shown = height >= 44 ? [name, ...lines] : [`${name}: ${lines[0]!}`];
    return [
      ...grid(area, sees, isHidden, isMeant ? palette.accent : palette.muted, palette),
      ...shown.map((text, i): Shape => ({
        kind: 'text',
        x: x + side + 10,
        y: first + 15 * i,
        text,
        size: 11,
        fill: isMeant ? palette.foreground : palette.muted,
        bold: i === 0 && isMeant,
      })),
    ];
  };
  const room = half - side - 14;
  const fits = (text: string) => (room > 140 ? [text] : []);
  const svg = renderSvg(width, height, [
    ...part(
      4,
      'causal',
      [`${tokens} of ${tokens} scored`, ...fits('a row reads what is before')],
      (row, column) => column <= row,
      () => false,
    ),
    ...part(
      half + 4,
      'masked',
      [scored, ...fits('a row reads all but hidden')],
      () => true,
      (column) => hidden.has(column),
    ),
  ]);
  if (svg === undefined) return undefined;
  return {
    svg,
    text: `Causal: a token is predicted from those before it, ${tokens} of ${tokens} are scored. Masked: a share of ${formatNumber(share)} is chosen and predicted from both sides, ${scored.replace(' scored', '')} are scored.`,
  };
};

export default draw;
