/** How the pixels of a drawn face move with its factors: the derivatives of `renderFace`, written out. */
import { facePixels, faceSide, factorCount, factorIndex } from './sprite-renderer';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const bump = (x: number): number => Math.exp((-x * x) / 0.98);

/** What a column of pixels has in common, with derivatives by x. @param x from the middle of the face */
function columnOf(x: number) {
  const [right, left] = [bump(x - 2.2), bump(x + 2.2)];
  const mouth = sigmoid(6 * (1.05 - Math.abs(x / 3)));
  const bar = sigmoid(3 * (4.5 - Math.abs(x)));
  return {
    x,
    eyes: right + left,
    eyesByX: (-2 / 0.98) * ((x - 2.2) * right + (x + 2.2) * left),
    mouth,
    mouthByX: -2 * Math.sign(x) * mouth * (1 - mouth),
    bar,
    barByX: -3 * Math.sign(x) * bar * (1 - bar),
  };
}

type Column = ReturnType<typeof columnOf>;

/** What glasses cover of a pixel, and its derivative by x. @param barRow share of the bar in this row */
function glassesAt({ x, bar, barByX }: Column, y: number, barRow: number) {
  const [toRight, toLeft] = [Math.hypot(x - 2.2, y + 1.2), Math.hypot(x + 2.2, y + 1.2)];
  const [right, left] = [sigmoid(3 * (1.9 - toRight)), sigmoid(3 * (1.9 - toLeft))];
  const lensByX =
    right + left < 1
      ? -3 * ((right * (1 - right) * (x - 2.2)) / toRight + (left * (1 - left) * (x + 2.2)) / toLeft)
      : 0;
  const free = 1 - Math.min(1, right + left);
  const freeOfBar = 1 - 0.9 * barRow * bar;
  return { mask: 1 - free * freeOfBar, maskByX: lensByX * freeOfBar + free * 0.9 * barRow * barByX };
}

/**
 * @param factors turn, size, smile, glasses, hair
 * @returns for each factor its 256 derivatives, row by row, one factor after the other
 */
export function faceSlopes(factors: ArrayLike<number>): Float64Array {
  const [turn, size, smile] = [factors[0]!, factors[1]!, factors[2]!];
  const glasses = 0.5 + 0.5 * factors[3]!;
  const hair = 0.5 + 0.5 * factors[4]!;
  const radius = 5.4 + 0.7 * size;
  const columns = Array.from({ length: faceSide }, (_, j) => columnOf(j + 0.5 - (8 + 1.8 * turn)));
  const slopes = new Float64Array(factorCount * facePixels);
  const of = (name: keyof typeof factorIndex) => slopes.subarray(factorIndex[name] * facePixels);
  const [byTurn, bySize, bySmile, byGlasses, byHair] = [
    of('turn'),
    of('size'),
    of('smile'),
    of('glasses'),
    of('hair'),
  ];
  for (let i = 0; i < faceSide; i++) {
    const y = i + 0.5 - 8.5;
    const eyeRow = bump(y + 1.2);
    const barRow = Math.exp(-((y + 1.2) ** 2) / 0.5);
    const fringe = sigmoid(3 * (-2.9 - y));
    for (let j = 0; j < faceSide; j++) {
      const column = columns[j]!;
      const { x } = column;
      const p = i * faceSide + j;
      const distance = Math.sqrt(x * x + y * y + 1e-9);
      const face = sigmoid(2.5 * (radius - distance));
      const bend = (x / 3) ** 2 - 0.5;
      const off = y - 2.6 + 1.6 * smile * bend;
      const mouthRow = Math.exp((-off * off) / 1.125);
      const { mask, maskByX } = glassesAt(column, y, barRow);
      // Skin is a product of what three things leave of it.
      const [eyes, mouth, lens] = [
        1 - 0.8 * eyeRow * column.eyes,
        1 - 0.9 * mouthRow * column.mouth,
        1 - 0.9 * glasses * mask,
      ];
      const skin = 0.9 * eyes * mouth * lens;
      const top = fringe * hair;
      const shown = 0.9 * face * (1 - top);
      const edge = 2.5 * face * (1 - face) * (skin * (1 - top) + 0.1 * top);
      const mouthByOff = 1.6 * column.mouth * mouthRow * off;
      const mouthByX = (mouthByOff * 3.2 * smile * x) / 9 - 0.9 * mouthRow * column.mouthByX;
      const skinByX =
        -0.8 * eyeRow * column.eyesByX * mouth * lens +
        mouthByX * eyes * lens -
        0.9 * glasses * maskByX * eyes * mouth;
      byTurn[p] = 1.8 * ((edge * x) / distance - shown * skinByX);
      bySize[p] = 0.7 * edge;
      bySmile[p] = 1.6 * bend * mouthByOff * shown * eyes * lens;
      byGlasses[p] = -0.45 * mask * shown * eyes * mouth;
      byHair[p] = 0.5 * fringe * face * (0.1 - skin);
    }
  }
  return slopes;
}
