/** What faces are worth, judged by the nearest face that can be drawn. */
import { facePixels, factorIndex, type FactorName } from '../models/sprite-renderer';
import { fitFactors } from '../models/sprite-meter';

export interface Verdict {
  /** Distance from what can be drawn, root of the mean square over all pixels. */
  readonly residual: number;
  /** Share of glasses that are neither on nor off: |g| below 0.6. */
  readonly half: number;
  /** Share with glasses on. */
  readonly glasses: number;
  /** Deviation of each factor; 0.58 of true ones but the glasses. */
  readonly spread: Readonly<Record<FactorName, number>>;
  /** The glasses factor of each face. */
  readonly worn: readonly number[];
}

const neither = 0.6;

/** Faces are added one by one, as each takes some milliseconds. */
export interface Judge {
  add(pixels: ArrayLike<number>): void;
  verdict(): Verdict;
}

export function createJudge(): Judge {
  const factors: Float64Array[] = [];
  let squares = 0;
  return {
    add(pixels) {
      const fit = fitFactors(pixels);
      factors.push(fit.factors);
      squares += fit.residual;
    },
    verdict() {
      const count = factors.length;
      const column = (name: FactorName) => factors.map((row) => row[factorIndex[name]]!);
      const worn = column('glasses');
      const share = (holds: (value: number) => boolean) => worn.filter(holds).length / count;
      const names = Object.keys(factorIndex) as FactorName[];
      return {
        residual: squares / count,
        half: share((value) => Math.abs(value) < neither),
        glasses: share((value) => value > 0),
        spread: Object.fromEntries(names.map((name) => [name, deviation(column(name))])) as Verdict['spread'],
        worn,
      };
    },
  };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Judges all faces at once; `pixels` holds 256 of each in turn. */
export function judge(pixels: Float32Array): Verdict {
  const all = createJudge();
  for (let at = 0; at < pixels.length; at += facePixels) all.add(pixels.subarray(at, at + facePixels));
  return all.verdict();
}
