/** What a weight on the KL term did to the demo's small VAE of faces: disentanglement and error over β. */
import { betaCurve, type BetaPoint } from '../demos/latent-space-disentanglement/curve';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { bottomAxis } from './draw/axis';
import type { Area } from './draw/bars';
import { pixelOf, positionOn, type Plane } from './draw/plane';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const weighted = betaCurve.filter(({ beta }) => beta > 0);
const [least, greatest] = [weighted[0]!.beta, weighted.at(-1)!.beta];
/** Above this fewer latents are left than faces have factors. */
const collapseFrom = 8;
const highestGap = 0.6;
const highestError = 3.6;
const textSide = 206;

/** What was measured at a weight, between two measured ones on a straight line over log β. */
export interface Measured {
  readonly beta: number;
  readonly gap: number;
  readonly error: number;
  /** Lower or higher than any measured weight; 0 was measured. */
  readonly beyond?: 'below' | 'above';
}

/** Nothing where the code gives no weight, or none that a KL term can have. */
export function measuredAt({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Measured | undefined {
  const beta = roles['beta'] ?? defaults['beta'];
  if (typeof beta !== 'number' || !(beta >= 0 && beta <= 1e6)) return undefined;
  if (beta === 0) return { beta, gap: betaCurve[0]!.gap.mean, error: betaCurve[0]!.error };
  if (beta > greatest) return { beta, ...valuesOf(weighted.at(-1)!), beyond: 'above' };
  if (beta < least) return { beta, ...valuesOf(weighted[0]!), beyond: 'below' };
  const i = Math.max(
    1,
    weighted.findIndex((point) => point.beta >= beta),
  );
  const [before, after] = [weighted[i - 1]!, weighted[i]!];
  const share = Math.log(beta / before.beta) / Math.log(after.beta / before.beta);
  const between = (a: number, b: number) => a + share * (b - a);
  return {
    beta,
    gap: between(before.gap.mean, after.gap.mean),
    error: between(before.error, after.error),
  };
}

const valuesOf = ({ gap, error }: BetaPoint) => ({ gap: gap.mean, error });

function graph({ beta, gap, error }: Measured, area: Area, labels: boolean, palette: Palette): Shape[] {
  const x = { from: least, to: greatest, log: true };
  const gaps: Plane = { area, x, y: { from: 0, to: highestGap } };
  const errors: Plane = { area, x, y: { from: 0, to: highestError } };
  const line = (plane: Plane, pick: (point: BetaPoint) => number): Point[] =>
    weighted.map((point) => pixelOf(plane, point.beta, pick(point)));
  const at = Math.min(Math.max(beta, least), greatest);
  const [left] = pixelOf(gaps, at, 0);
  const color = beta > collapseFrom ? palette.error : palette.accent;
  const spread = [
    ...line(gaps, (point) => point.gap.greatest),
    ...line(gaps, (point) => point.gap.least).reverse(),
  ];
  const ticks = [0.25, 1, 4, 16].map((tick) => ({ at: positionOn(x, tick), label: formatNumber(tick) }));
  const name = (text: string, [px, py]: Point, fill: string): Shape => ({
    kind: 'text',
    x: px,
    y: py,
    text,
    size: 11,
    fill,
    anchor: 'end',
  });
  return [
    { kind: 'path', points: spread, closed: true, fill: palette.grid },
    ...(labels ? bottomAxis(area, ticks, palette) : []),
    {
      kind: 'path',
      points: [
        [left, area.y],
        [left, area.y + area.height],
      ],
      stroke: color,
      dashed: true,
    },
    {
      kind: 'path',
      points: line(errors, (point) => point.error),
      stroke: palette.muted,
      strokeWidth: 1.5,
      dashed: true,
    },
    {
      kind: 'path',
      points: line(gaps, (point) => point.gap.mean),
      stroke: palette.foreground,
      strokeWidth: 2,
    },
    ...(labels
      ? [
          name('MIG', [pixelOf(gaps, 1.2, 0)[0], area.y + 10], palette.foreground),
          name('error', [pixelOf(errors, 10, 0)[0], area.y + 10], palette.muted),
        ]
      : []),
    {
      kind: 'circle',
      x: left,
      y: pixelOf(errors, at, error)[1],
      radius: 3,
      fill: palette.background,
      stroke: color,
    },
    { kind: 'circle', x: left, y: pixelOf(gaps, at, gap)[1], radius: 3.5, fill: color },
  ];
}

const text = (value: number): string => formatNumber(Number(value.toPrecision(2)));

function facts({ beta, gap, error, beyond }: Measured): readonly [string, string] {
  const numbers = `MIG ${text(gap)}, error ${text(error)}`;
  const second =
    beta > collapseFrom ? 'latents switch off' : beta === 0 ? 'latents mix factors' : 'a small VAE of faces';
  if (beyond === 'above') return [`β = ${formatNumber(beta)}: beyond ${greatest}`, second];
  if (beyond === 'below') return [`β = ${formatNumber(beta)}: almost no KL term`, 'latents mix factors'];
  return [`β = ${formatNumber(beta)}: ${numbers}`, second];
}

const draw: Draw = (input) => {
  const measured = measuredAt(input);
  if (!measured) return undefined;
  const { width, height, palette } = input;
  const labels = height >= 44;
  const area: Area = { x: 12, y: 3, width: width - textSide - 30, height: height - (labels ? 20 : 6) };
  const lines = facts(measured);
  const first = height / 2 - 4;
  const svg = renderSvg(width, height, [
    ...graph(measured, area, labels, palette),
    ...lines.map((line, i): Shape => {
      const fill =
        i === 0 ? palette.foreground : measured.beta > collapseFrom ? palette.error : palette.muted;
      return {
        kind: 'text',
        x: width - textSide,
        y: first + 16 * i,
        text: line,
        size: 11,
        fill,
        bold: i === 0,
      };
    }),
  ]);
  if (svg === undefined) return undefined;
  return {
    svg,
    text: `What β did to the small VAE of faces in the demo, error summed over its pixels: ${lines.join('; ')}.`,
  };
};

export default draw;
