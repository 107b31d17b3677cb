/** The plots that every attack demo shows of its chosen image, and how it writes numbers. */
import { formatNumber } from '../../util/number';
import type { BarPlot, ImageGridPlot } from '../contract/frame';
import { digitClasses, digitSide } from '../models/digits';
import type { TrainingState } from '../models/digit-training';
import { epochs } from '../models/digit-training';
import type { Portrait } from './measure';

/** Measured numbers: three digits say all. */
export const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
export const percent = (share: number): string => `${text(100 * share)} %`;

/** The image that an attack demo shows, before and after. */
export interface Subject {
  readonly index: number;
  readonly label: number;
  /** Drawn before the classifier is there. */
  readonly pixels: Float32Array;
  readonly clean?: Portrait;
  readonly attacked?: Portrait;
}

export const verdict = ({ predicted, probabilities }: Portrait) =>
  `${predicted} (${percent(Math.floor(1000 * probabilities[predicted]!) / 1000)})`;

/** @param scale the change that is drawn black or white; grey is none; `scaleName` says it */
export function subjectImages(subject: Subject, scale: number, scaleName: string): ImageGridPlot {
  const { index, label, pixels, clean, attacked } = subject;
  const image = (name: string, values: Float32Array, more: object = {}) => ({
    label: name,
    width: digitSide,
    height: digitSide,
    channels: 1 as const,
    pixels: values,
    ...more,
  });
  const images = [image(clean ? `original: ${verdict(clean)}` : `original: a ${label}`, pixels)];
  if (attacked) {
    const change = attacked.pixels.map((value, i) => (scale > 0 ? (value - pixels[i]!) / scale : 0));
    images.push(image(`change, −${scaleName} to +${scaleName}`, change, { signed: true }));
    const mark = attacked.predicted === label ? 'good' : 'bad';
    images.push(image(`attacked: ${verdict(attacked)}`, attacked.pixels, { mark }));
  }
  return {
    kind: 'images',
    id: 'image',
    title: `Image ${index}, a ${label}`,
    images,
    perRow: 3,
    text:
      clean && attacked
        ? `Read as ${verdict(clean)}, after the attack as ${verdict(attacked)}.`
        : `A handwritten ${label} of 12 by 12 pixels.`,
  };
}

export function subjectProbabilities({ label, clean, attacked }: Subject): BarPlot {
  const categories = Array.from({ length: digitClasses }, (_, k) => String(k));
  const values = (shown: Portrait | undefined) =>
    categories.map((_, k) => Math.round(1000 * (shown?.probabilities[k] ?? 0)) / 1000);
  return {
    kind: 'bar',
    id: 'probabilities',
    title: 'What the classifier sees in it',
    x: { label: 'class' },
    y: { label: 'probability', min: 0, max: 1 },
    categories,
    series: [
      { name: 'original', values: values(clean), style: 'outline' },
      { name: 'attacked', values: values(attacked), style: 'filled' },
    ],
    text:
      clean && attacked
        ? `The true class ${label} falls from ${text(clean.probabilities[label]!)} to ${text(attacked.probabilities[label]!)}.`
        : 'Not classified yet.',
  };
}

/** What is said while the classifier is made. */
export function trainingReading({ epoch, loss }: TrainingState): string {
  if (epoch === undefined || loss === undefined) return 'The digits for the classifier are being drawn.';
  return `The classifier learns: epoch ${epoch} of ${epochs}, loss ${text(loss)}.`;
}
