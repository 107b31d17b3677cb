/** Images of 8 x 8 pixels with one stroke each, and a tag that can give the class away. */
import type { Random } from '../contract/demo';

export const side = 8;
export const pixels = side * side;
export const strokeNames = ['vertical', 'horizontal', 'diagonal'] as const;
export const classes = strokeNames.length;
const strokeLength = 4;
/** Strokes keep off the first two rows and columns. */
const margin = 2;

export interface Strokes {
  /** Row by row, image after image. */
  readonly images: Float32Array;
  readonly labels: Int32Array;
  /** 1 on the pixels of the stroke. */
  readonly masks: Float32Array;
}

/** Pixels of the tag: 2 x 2 in the top left corner. */
export const tagPixels: readonly number[] = [0, 1, side, side + 1];

/** Image i has class i mod 3: noise in [0, 0.2) and a stroke in [0.7, 1). */
export function drawStrokes(random: Random, count: number): Strokes {
  const images = new Float32Array(count * pixels);
  const masks = new Float32Array(count * pixels);
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  for (let i = 0; i < count; i++) {
    const image = images.subarray(i * pixels, (i + 1) * pixels);
    for (let p = 0; p < pixels; p++) image[p] = 0.2 * random.uniform();
    for (const p of strokeOf(random, labels[i]!)) {
      image[p] = 0.7 + 0.3 * random.uniform();
      masks[i * pixels + p] = 1;
    }
  }
  return { images, labels, masks };
}

function strokeOf(random: Random, label: number): number[] {
  const room = side - margin;
  const along = () => margin + random.integer(room - strokeLength + 1);
  const across = () => margin + random.integer(room);
  const [down, right] = [
    [1, 0],
    [0, 1],
    [1, 1],
  ][label]!;
  const row = down ? along() : across();
  const column = right ? along() : across();
  return Array.from({ length: strokeLength }, (_, k) => (row + k * down!) * side + column + k * right!);
}

/** Copies of the images, those of class 0 tagged with this probability. */
export function withTags(random: Random, { images, labels }: Strokes, probability: number): Float32Array {
  const tagged = images.slice();
  labels.forEach((label, i) => {
    if (label === 0 && random.uniform() < probability) paste(tagged.subarray(i * pixels, (i + 1) * pixels));
  });
  return tagged;
}

export function paste(image: Float32Array): void {
  for (const p of tagPixels) image[p] = 1;
}
