/** LayerNorm beside RMSNorm on one token; channels in groups; or what a norm on queries and keys holds. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import { bottomAxis } from './draw/axis';
import type { Area } from './draw/bars';
import { pixelOf, type Plane } from './draw/plane';
import { signedBars } from './draw/signed-bars';
import { renderSvg, type Shape } from './draw/svg';
import { entropies } from './layer-norm-variants/entropies';
import type { Draw, Picture, PictureInput } from './picture';

/** Any token with a mean of its own would do. */
const sample = [1, 2, 3, 4, -1, 6];
const size = sample.length;
const mean = sample.reduce((sum, x) => sum + x, 0) / size;
const deviation = Math.sqrt(sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size);
const rms = Math.sqrt(sample.reduce((sum, x) => sum + x * x, 0) / size);

const layerNormed = sample.map((x) => (x - mean) / deviation);
const rmsNormed = sample.map((x) => x / rms);
const rmsScaled = sample.map((x) => x / deviation);

const number = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const words = (x: number, y: number, text: string, fill: string, anchor?: 'middle' | 'end'): Shape => ({
  ...{ kind: 'text', x, y, text, size: 11, fill },
  ...(anchor && { anchor }),
});

type Drawing = { readonly shapes: Shape[]; readonly text: string } | undefined;

/** The same token by two norms: left its mean is gone, right it stays. */
function comparison({ width, height, palette }: PictureInput, isScaled: boolean): Drawing {
  const right = isScaled ? rmsScaled : rmsNormed;
  const name = isScaled ? 'rms_scaling' : 'RMSNorm';
  const rightMean = right.reduce((sum, x) => sum + x, 0) / size;
  const limit = isScaled ? 2.8 : 2.1;
  const each = (width - 24) / 2;
  const top = 17;
  const left: Area = { x: 4, y: top, width: each - 8, height: height - top - 2 };
  const other: Area = { ...left, x: each + 20 };
  const caption = (area: Area, text: string, color: string) => words(area.x, 11, text, color);
  const captions = ['LayerNorm: mean 0', `${name}: mean ${number(rightMean)}`];
  return {
    shapes: [
      ...signedBars(left, layerNormed, [-limit, limit], palette.muted, palette),
      ...signedBars(other, right, [-limit, limit], palette.accent, palette),
      caption(left, captions[0]!, palette.muted),
      caption(other, captions[1]!, palette.foreground),
    ],
    text:
      `The token ${sample.join(', ')}: LayerNorm gives ${layerNormed.map(number).join(', ')} with mean 0; ` +
      `${name} gives ${right.map(number).join(', ')} with mean ${number(rightMean)}.`,
  };
}

const most = 64;

/** A cell for each channel, or for each group where there are too many; neighbours of a group touch. */
function grouped({ width, height, palette }: PictureInput, groups: number, channels: unknown): Drawing {
  if (!Number.isSafeInteger(groups) || groups < 1) return undefined;
  const all = typeof channels === 'number' && Number.isSafeInteger(channels) ? channels : undefined;
  if (all !== undefined && (all < groups || all % groups !== 0)) return undefined;
  const shared = all === undefined ? undefined : all / groups;
  const shown = Math.min(groups, most);
  const cells = shared !== undefined && shown * shared <= most ? shared : 1;
  const slot = (width - 8) / shown;
  const gap = Math.min(6, slot * 0.3);
  const cell = (slot - gap) / cells;
  const top = 18;
  const caption =
    shared === undefined
      ? `${formatNumber(groups)} groups of channels, each with its own mean and variance`
      : `${formatNumber(all!)} channels, ${formatNumber(groups)} groups: ${formatNumber(shared)} and all their positions share mean and variance`;
  return {
    shapes: [
      words(4, 11, caption, palette.foreground),
      ...Array.from({ length: shown * cells }, (_, i): Shape => {
        const group = Math.floor(i / cells);
        return {
          kind: 'rect',
          x: 4 + group * slot + (i % cells) * cell,
          y: top,
          width: Math.max(1, cell - (cells > 1 ? 1 : 0)),
          height: Math.min(26, height - top - 2),
          fill: group % 2 === 0 ? palette.accent : palette.muted,
        };
      }),
    ],
    text: `${caption}${groups > most ? `; the first ${most} are drawn` : ''}.`,
  };
}

/** Entropy of attention while query and key weights grow. */
function attention({ width, height, palette }: PictureInput, isOn: boolean): Drawing {
  const side = Math.min(170, width * 0.4);
  const area: Area = { x: 8, y: 4, width: width - side - 24, height: height - 20 };
  const plane: Plane = { area, x: { from: 0.25, to: 16, log: true }, y: { from: 0, to: 2.9 } };
  const line = (values: readonly number[], isChosen: boolean): Shape => ({
    kind: 'path',
    points: values.map((value, i) => pixelOf(plane, 0.25 * 2 ** (i / 2), value)),
    stroke: isChosen ? palette.accent : palette.muted,
    strokeWidth: isChosen ? 2 : 1.2,
    dashed: !isChosen,
  });
  const ends = { on: entropies.rms.at(-1)!, off: entropies.none.at(-1)! };
  const x = area.x + area.width + 10;
  const color = (isChosen: boolean) => (isChosen ? palette.foreground : palette.muted);
  const ticks = [0.25, 1, 4, 16].map((at, i) => ({ at: i / 3, label: i === 0 ? '×¼' : `×${at}` }));
  return {
    shapes: [
      ...bottomAxis(area, ticks, palette),
      line(entropies.rms, isOn),
      line(entropies.none, !isOn),
      words(
        x,
        Math.max(11, pixelOf(plane, 16, ends.on)[1] + 4),
        `with norm: ${number(ends.on)} nats`,
        color(isOn),
      ),
      words(x, pixelOf(plane, 16, ends.off)[1] + 1, 'without: one-hot', color(!isOn)),
    ],
    text:
      `Entropy of attention over 16 tokens while query and key weights grow 16-fold: with a norm on both it stays at ${number(ends.on)} nats, ` +
      `without it falls from ${number(entropies.none[0]!)} to ${number(ends.off)}. This code has ${isOn ? 'the norm' : 'none'}.`,
  };
}

function drawing(input: PictureInput): Drawing {
  const read = (role: string): LiteralValue | undefined => input.roles[role] ?? input.defaults[role];
  const [qk, groups] = [read('qk_norm'), read('groups')];
  if (qk !== undefined) return typeof qk === 'boolean' ? attention(input, qk) : undefined;
  if (groups !== undefined)
    return typeof groups === 'number' ? grouped(input, groups, input.roles['dim']) : undefined;
  return comparison(input, read('rms_scaling') === true);
}

const draw: Draw = (input): Picture | undefined => {
  const drawn = drawing(input);
  const svg = drawn && renderSvg(input.width, input.height, drawn.shapes);
  return svg === undefined ? undefined : { svg, text: drawn!.text };
};

export default Object.assign(draw, { optional: ['dim', 'eps'] }) satisfies Draw;
