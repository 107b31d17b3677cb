/** The demo's descent for one code in plain arithmetic, where no engine runs: hover pictures. */
import { loadPixelProbe } from '../models/sprite-meter';
import { facePixels, factorCount } from '../models/sprite-renderer';
import { loadSpriteWeights, spriteLatents } from '../models/sprite-vae';
import { soughtFactor } from './objective';

/** Scores of a code are linear in the decoder's hidden units: both linear maps behind them as one. */
interface Head {
  /** Hidden units x factors, row by row. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

let head: Head | undefined;

function loadHead(): Head {
  if (head) return head;
  const { w4, b4 } = loadSpriteWeights();
  const probe = loadPixelProbe();
  const hidden = w4.length / facePixels;
  const weights = new Float64Array(hidden * factorCount);
  const biases = probe.biases.slice();
  for (let p = 0; p < facePixels; p++)
    for (let k = 0; k < factorCount; k++) {
      const read = probe.weights[p * factorCount + k]!;
      biases[k]! += b4[p]! * read;
      for (let h = 0; h < hidden; h++) weights[h * factorCount + k]! += w4[h * facePixels + p]! * read;
    }
  head = { weights, biases };
  return head;
}

function hiddenOf(code: ArrayLike<number>): Float64Array {
  const { w3, b3 } = loadSpriteWeights();
  const hidden = Float64Array.from(b3);
  for (let i = 0; i < spriteLatents; i++)
    for (let h = 0; h < hidden.length; h++) hidden[h]! += code[i]! * w3[i * hidden.length + h]!;
  for (let h = 0; h < hidden.length; h++) hidden[h] = Math.tanh(hidden[h]!);
  return hidden;
}

function scoresOf(hidden: Float64Array): Float64Array {
  const { weights, biases } = loadHead();
  const scores = biases.slice();
  for (let h = 0; h < hidden.length; h++)
    for (let k = 0; k < factorCount; k++) scores[k]! += hidden[h]! * weights[h * factorCount + k]!;
  return scores;
}

/** The score that is steered, of a code. */
export const soughtScore = (code: ArrayLike<number>): number => scoresOf(hiddenOf(code))[soughtFactor]!;

/** A code on its way, and its score. */
export interface Place {
  readonly code: Float64Array;
  readonly score: number;
}

/**
 * Plain gradient descent on (s_k - target)² + keep · Σ (s_j - s_j(start))².
 * @returns the place after each step, the start first
 */
export function plainDescent(
  start: ArrayLike<number>,
  target: number,
  keep: number,
  rate: number,
  steps: number,
): Place[] {
  const first = scoresOf(hiddenOf(start));
  const path: Place[] = [];
  let code: Float64Array = Float64Array.from(start);
  for (let step = 0; step <= steps; step++) {
    const hidden = hiddenOf(code);
    const scores = scoresOf(hidden);
    path.push({ code, score: scores[soughtFactor]! });
    for (let k = 0; k < factorCount; k++)
      scores[k] = k === soughtFactor ? 2 * (scores[k]! - target) : 2 * keep * (scores[k]! - first[k]!);
    code = stepped(code, hidden, scores, rate);
  }
  return path;
}

/** One step against the slope that `pull`, the derivatives by the scores, has in the code. */
function stepped(code: Float64Array, hidden: Float64Array, pull: Float64Array, rate: number): Float64Array {
  const { w3 } = loadSpriteWeights();
  const { weights } = loadHead();
  const next = code.slice();
  for (let h = 0; h < hidden.length; h++) {
    let back = 0;
    for (let k = 0; k < factorCount; k++) back += pull[k]! * weights[h * factorCount + k]!;
    back *= rate * (1 - hidden[h]! ** 2);
    for (let i = 0; i < spriteLatents; i++) next[i]! -= back * w3[i * hidden.length + h]!;
  }
  return next;
}
