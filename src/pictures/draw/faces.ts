/** Faces of 16 x 16 pixels in skin colours. */
import { faceColor } from '../../demos/models/sprite-image';
import { faceSide } from '../../demos/models/sprite-renderer';
import type { Shape } from './svg';

const levels = 12;

const hex = (value: number): string =>
  Math.round(255 * value)
    .toString(16)
    .padStart(2, '0');
const colors = Array.from(
  { length: levels },
  (_, level) =>
    `#${faceColor(level / (levels - 1))
      .map(hex)
      .join('')}`,
);

/**
 * A face in a square of `side` pixels.
 * @param face 256 values, clipped to [0, 1]
 */
export function facePicture(x: number, y: number, side: number, face: ArrayLike<number>): Shape {
  const level = (value: number) => Math.round(Math.min(Math.max(value, 0), 1) * (levels - 1));
  return {
    kind: 'pixels',
    x,
    y,
    cell: side / faceSide,
    columns: faceSide,
    values: Array.from(face, level),
    colors,
  };
}
