/** Three classes of ten records, one value, many but mostly one, and many evenly, judged by the code's criterion. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, Picture, PictureInput } from './picture';

export interface JudgedClass {
  readonly name: string;
  /** Shares of its values, the most frequent first. */
  readonly shares: readonly number[];
  /** e to the entropy: as many even values say as much. */
  readonly effective: number;
  readonly passes: boolean;
}

export interface Judged {
  readonly criterion: string;
  readonly classes: readonly JudgedClass[];
}

const lUnlessSaid = 2;
/** More values than that are not drawn. */
const most = 6;
const lopsided = 0.9;

/**
 * Distinct, entropy and recursive l-diversity (Machanavajjhala et al. 2007), as the roles of the call say. Nothing where
 * a number is out of range.
 */
export function judge({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Judged | undefined {
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  const entropyL = read('l_entropy');
  const c = read('c');
  const l = entropyL ?? read('l') ?? lUnlessSaid;
  if (typeof l !== 'number' || !(l >= 1 && l <= most)) return undefined;
  if (c !== undefined && !(typeof c === 'number' && c > 0 && c < 1e6)) return undefined;
  const values = Math.max(2, Math.ceil(l));
  const few = [lopsided, ...new Array<number>(values - 1).fill((1 - lopsided) / (values - 1))];
  const even = new Array<number>(values).fill(1 / values);
  const criterion =
    entropyL !== undefined
      ? `entropy l = ${formatNumber(l)}`
      : c !== undefined
        ? `recursive (${formatNumber(c)}, ${formatNumber(l)})`
        : `distinct l = ${formatNumber(l)}`;
  const classOf = (name: string, shares: readonly number[]): JudgedClass => {
    const effective = Math.exp(-shares.reduce((sum, p) => sum + p * Math.log(p), 0));
    const rest = shares.slice(Math.ceil(l) - 1).reduce((sum, p) => sum + p, 0);
    const passes =
      entropyL !== undefined
        ? effective >= l - 1e-9
        : c !== undefined
          ? shares[0]! < c * rest
          : shares.length >= Math.ceil(l);
    return { name, shares, effective, passes };
  };
  return {
    criterion,
    classes: [
      classOf('one value', [1]),
      classOf(`${values} values, 90 % one`, few),
      classOf(`${values} even values`, even),
    ],
  };
}

const verdict = ({ passes, shares, effective }: JudgedClass) =>
  `${passes ? 'passes' : 'fails'}, guess ${formatNumber(Math.round(100 * shares[0]!))} %, worth ${formatNumber(Number(effective.toPrecision(3)))}`;

function verdictColor({ passes, shares }: JudgedClass, palette: Palette): string {
  if (!passes) return palette.error;
  return shares[0]! >= lopsided ? palette.warning : palette.good;
}

/** One row: the name, a bar cut by the shares, the verdict. */
function row(judged: JudgedClass, y: number, height: number, width: number, palette: Palette): Shape[] {
  const [left, right] = [112, 222];
  const barWidth = width - left - right;
  const thick = Math.min(22, height - 4);
  let x = left;
  const segments = judged.shares.map((share, i): Shape => {
    const start = x;
    x += share * barWidth;
    return {
      kind: 'rect',
      x: start,
      y: y + (height - thick) / 2,
      width: Math.max(1, share * barWidth - 1),
      height: thick,
      fill: palette.series[i % palette.series.length]!,
    };
  });
  const baseline = y + height / 2 + 4;
  return [
    { kind: 'text', x: 2, y: baseline, text: judged.name, size: 11, fill: palette.foreground },
    ...segments,
    {
      kind: 'text',
      x: left + barWidth + 8,
      y: baseline,
      text: verdict(judged),
      size: 11,
      fill: verdictColor(judged, palette),
      bold: true,
    },
  ];
}

function draw(input: PictureInput): Picture | undefined {
  const judged = judge(input);
  if (!judged) return undefined;
  const { width, height, palette } = input;
  const titled = height >= 60;
  const top = titled ? 16 : 0;
  const each = (height - top) / judged.classes.length;
  const title: Shape = {
    kind: 'text',
    x: 2,
    y: 11,
    text: judged.criterion,
    size: 11,
    fill: palette.muted,
  };
  const svg = renderSvg(width, height, [
    ...(titled ? [title] : []),
    ...judged.classes.flatMap((one, i) => row(one, top + each * i, each, width, palette)),
  ]);
  if (svg === undefined) return undefined;
  const classes = judged.classes.map((one) => `${one.name}: ${verdict(one)}`).join('; ');
  const text = `Three classes under ${judged.criterion}. ${classes}.`;
  return { svg, text };
}

// k changes nothing in the picture.
export default Object.assign(draw, { optional: ['k'] }) satisfies Draw;
