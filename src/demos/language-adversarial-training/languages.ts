/** Three made-up languages: the same three classes in each, moved to another place for the second and the third. */
import type { Random } from '../contract/demo';

export const languages = 3;
export const classes = 3;
export const features = 8;
export const perLanguage = 300;
const spread = 0.6;
const radius = 2;

/** Rows in the order of languages, so that the first `perLanguage` are those of the labelled one. */
export interface Corpus {
  /** Row by row, `features` numbers each. */
  readonly inputs: Float32Array;
  readonly classOf: Int32Array;
  readonly languageOf: Int32Array;
}

/**
 * A point has its class on a circle in two of eight hidden dimensions; languages 1 and 2 are moved there and in one
 * dimension of their own. A random matrix mixes all eight.
 * @param offset how far the languages lie apart
 * @param labelShift 0 to 1: how much more often class 0 comes in languages 1 and 2 than in language 0
 */
export function drawCorpus(random: Random, offset: number, labelShift: number): Corpus {
  const mixing = Array.from({ length: features }, () =>
    Array.from({ length: features }, () => random.normal() / Math.sqrt(features)),
  );
  const count = languages * perLanguage;
  const inputs = new Float32Array(count * features);
  const classOf = new Int32Array(count);
  const languageOf = Int32Array.from({ length: count }, (_, i) => Math.floor(i / perLanguage));
  for (let i = 0; i < count; i++) {
    const language = languageOf[i]!;
    const isMoved = language > 0 && random.uniform() < labelShift;
    classOf[i] = isMoved ? 0 : random.integer(classes);
    const hidden = hiddenPoint(random, classOf[i]!, language, offset);
    for (const [row, weights] of mixing.entries())
      inputs[i * features + row] = weights.reduce((sum, weight, j) => sum + weight * hidden[j]!, 0);
  }
  return { inputs, classOf, languageOf };
}

function hiddenPoint(random: Random, label: number, language: number, offset: number): number[] {
  const point = Array.from({ length: features }, () => spread * random.normal());
  const angle = (2 * Math.PI * label) / classes;
  point[0]! += radius * Math.cos(angle);
  point[1]! += radius * Math.sin(angle);
  if (language === 0) return point;
  const direction = (2 * Math.PI * language) / languages + 0.5;
  point[0]! += 0.7 * offset * Math.cos(direction);
  point[1]! += 0.7 * offset * Math.sin(direction);
  point[2 + language]! += offset;
  return point;
}
