/** A face moved along "glasses" by the strength of the code, to both sides. */
import { applyLinear } from '../demos/models/least-squares';
import { facesAlong } from '../demos/models/sprite-code';
import { loadPixelProbe } from '../demos/models/sprite-meter';
import { factorIndex } from '../demos/models/sprite-renderer';
import { formatNumber } from '../util/number';
import { arrow } from './draw/arrow';
import { facePicture } from './draw/faces';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, PictureInput } from './picture';

/** Turn, size, smile, glasses, hair of the face in the middle, half way to having glasses. */
const face = [0.1, 0.2, 0.4, 0, 0.3] as const;
const usual = 3;
const most = 1e4;
const whenUnsaid = 1.5;

/** Strength of the edit; nothing where it is none. */
export function strengthOf({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): number | undefined {
  const alpha = roles['alpha'] ?? defaults['alpha'] ?? whenUnsaid;
  return typeof alpha === 'number' && Math.abs(alpha) <= most ? alpha : undefined;
}

/** Glasses of a face as a linear map reads them off its pixels: -1 none, 1 there. */
export function glassesOf(pixels: Float32Array): number {
  return applyLinear(loadPixelProbe(), pixels)[factorIndex.glasses]!;
}

const draw: Draw = (input) => {
  const alpha = strengthOf(input);
  if (alpha === undefined) return undefined;
  const { width, height, palette } = input;
  const faces = facesAlong(face, 'glasses', [-alpha, 0, alpha]);
  const [before, , after] = faces.map((pixels) => formatNumber(glassesOf(pixels), 2));
  const isUsual = Math.abs(alpha) <= usual;
  const color = isUsual ? palette.accent : palette.warning;
  const lines = [
    `α = ±${formatNumber(Math.abs(alpha))}: glasses ${before} to ${after}`,
    isUsual ? 'steps in units of the prior' : `beyond ±${usual} the face only suffers`,
  ];
  const large = height >= 100;
  const below = large ? 34 : 0;
  const gap = 34;
  const words = 14 + Math.max(1.12 * textWidth(lines[0]!, 11), textWidth(lines[1]!, 11));
  const side = Math.min(height - 4 - below, 96, (width - 2 * gap - 4) / 3);
  const y = (height - below - side) / 2;
  const left = large ? 2 : 3 * side + 2 * gap + 16;
  const step = side + gap;
  const middle = y + side / 2;
  const first = large ? height - 20 : height / 2 - 3;
  const svg = renderSvg(width, height, [
    ...faces.map((pixels, i) => facePicture(2 + i * step, y, side, pixels)),
    ...arrow([2 + step - 6, middle], [2 + side + 6, middle], color),
    ...arrow([2 + step + side + 6, middle], [2 + 2 * step - 6, middle], color),
    { kind: 'rect', x: 2 + 2 * step, y, width: side, height: side, stroke: color, strokeWidth: 2 },
    ...(left + words - 14 <= width
      ? lines.map((text, i): Shape => {
          const fill = i === 0 ? palette.foreground : isUsual ? palette.muted : palette.warning;
          return { kind: 'text', x: left, y: first + 16 * i, text, size: 11, fill, bold: i === 0 };
        })
      : []),
  ]);
  if (svg === undefined) return undefined;
  return { svg, text: `A face moved along "glasses" to both sides: ${lines.join(', ')}.` };
};

export default draw;
