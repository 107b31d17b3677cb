/** Faces as pictures of a plot. */
import type { ImageGridPlot } from '../contract/frame';
import { facePixels, faceSide } from './sprite-renderer';

export type FaceImage = ImageGridPlot['images'][number];

const dark = [0x10, 0x14, 0x18] as const;
const bright = [0xff, 0xd9, 0xa0] as const;

const shareOf = (value: number) => Math.min(Math.max(value, 0), 1);
const channel = (c: 0 | 1 | 2, share: number) => (dark[c] + share * (bright[c] - dark[c])) / 255;

/** The skin colour of a pixel, from night to light: red, green, blue in [0, 1]. @param value clipped to [0, 1] */
export function faceColor(value: number): [red: number, green: number, blue: number] {
  const share = shareOf(value);
  return [channel(0, share), channel(1, share), channel(2, share)];
}

/** A face in skin colours. @param pixels 256, clipped to [0, 1] */
export function faceImage(label: string, pixels: ArrayLike<number>, mark?: 'good' | 'bad'): FaceImage {
  const colored = new Float32Array(3 * facePixels);
  for (let p = 0; p < facePixels; p++) {
    const share = shareOf(pixels[p]!);
    colored[3 * p] = channel(0, share);
    colored[3 * p + 1] = channel(1, share);
    colored[3 * p + 2] = channel(2, share);
  }
  return { label, width: faceSide, height: faceSide, channels: 3, pixels: colored, mark };
}

/** Stands where a face is not drawn yet. */
export const blankFace: Float32Array = new Float32Array(facePixels);

/** Where one face differs from another: signed grey pixels. @param gain what differences are multiplied by */
export function differenceImage(
  label: string,
  pixels: ArrayLike<number>,
  other: ArrayLike<number>,
  gain = 1,
): FaceImage {
  const values = Float32Array.from({ length: facePixels }, (_, p) =>
    Math.min(Math.max(gain * (pixels[p]! - other[p]!), -1), 1),
  );
  return { label, width: faceSide, height: faceSide, channels: 1, pixels: values, signed: true };
}
