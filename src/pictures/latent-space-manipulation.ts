/** Samples of the autoencoder of faces pulled towards their average, or one face along "smile" where no ψ is given. */
import { decodeFace, facesAlong } from '../demos/models/sprite-code';
import { formatNumber } from '../util/number';
import { facePicture } from './draw/faces';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, PictureInput } from './picture';

/** Codes of four people, as a standard normal might give them. */
const samples = [
  [1.2, -0.7, 0.4, 1.1, -0.3, 0.8],
  [-0.9, 0.5, 1.3, -1.0, 0.6, -0.4],
  [0.3, 1.4, -0.8, 0.9, 1.0, -1.1],
  [-1.3, -0.6, -0.5, -0.8, -1.2, 0.7],
] as const;
const smiling = [0, 0.2, 0, -1, 0.2] as const;
const strengths = [-3, -2, -1, 0, 1, 2, 3];
const greatest = 10;

interface Scene {
  readonly faces: readonly Float32Array[];
  /** Which face has a frame. */
  readonly marked?: number;
  readonly lines: readonly string[];
  readonly isUnusual: boolean;
  readonly text: string;
}

/** What pulling codes to their average by ψ does. */
function truncation(psi: number): Scene {
  const faces = [[0, 0, 0, 0, 0, 0], ...samples].map((code) => decodeFace(code.map((value) => psi * value)));
  const share = formatNumber(psi ** 2, 3);
  const what =
    psi === 0
      ? 'all are the average'
      : psi < 0
        ? 'mirrored at the average'
        : psi > 1
          ? 'beyond the samples'
          : 'nearer the average';
  const lines = [`ψ = ${formatNumber(psi)}: ${share} of variance`, what];
  const text = `The average face, and four samples with ${lines.join(', ')}.`;
  return { faces, marked: 0, lines, isUnusual: psi < 0 || psi > 1, text };
}

let smiles: readonly Float32Array[] | undefined;

function smile(): Scene {
  smiles ??= facesAlong(smiling, 'smile', strengths);
  return {
    faces: smiles,
    lines: [],
    isUnusual: false,
    text: 'One face along "smile", by -3 to 3 units of the prior.',
  };
}

function shapes({ faces, marked, lines, isUnusual }: Scene, input: PictureInput): Shape[] {
  const { width, height, palette } = input;
  const large = height >= 100;
  const below = large ? 17 * lines.length : 0;
  const gap = 8;
  const words = Math.max(0, ...lines.map((line, i) => (i === 0 ? 1.2 : 1) * textWidth(line, 11)));
  const beside = large || words === 0 ? 0 : words + 14;
  const room = (left: number) => (left - 4 - gap * (faces.length - 1)) / faces.length;
  const shown = room(width - beside) >= 24 ? beside : 0;
  const side = Math.min(height - 4 - below, 96, room(width - shown));
  const y = (height - below - side) / 2;
  const left = large ? 2 : 2 + faces.length * (side + gap) + 6;
  const first = large ? height - below + 11 : height / 2 - 3;
  const color = isUnusual ? palette.warning : palette.accent;
  return [
    ...faces.map((face, i) => facePicture(2 + i * (side + gap), y, side, face)),
    ...(marked === undefined
      ? []
      : [
          {
            kind: 'rect',
            x: 2 + marked * (side + gap),
            y,
            width: side,
            height: side,
            stroke: color,
            strokeWidth: 2,
          } as const,
        ]),
    ...(large || shown > 0
      ? lines.map((text, i): Shape => {
          const fill = i === 0 ? palette.foreground : isUnusual ? palette.warning : palette.muted;
          return { kind: 'text', x: left, y: first + 16 * i, text, size: 11, fill, bold: i === 0 };
        })
      : []),
  ];
}

const draw: Draw = (input) => {
  const psi = input.roles['psi'] ?? input.defaults['psi'];
  if (psi !== undefined && !(typeof psi === 'number' && Math.abs(psi) <= greatest)) return undefined;
  const scene = psi === undefined ? smile() : truncation(psi);
  const svg = renderSvg(input.width, input.height, shapes(scene, input));
  return svg === undefined ? undefined : { svg, text: scene.text };
};

export default draw;
