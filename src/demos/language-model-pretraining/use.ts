/** What the trained models are good for: to go on with a text, and to fill a gap in one. */
import type { Random, Tf } from '../contract/demo';
import { heads, run, type LanguageModel } from './model';
import { alphabet, heldOutText, maskId, symbols } from './text';

const written = 90;
const gaps = 3;

/** Probabilities of the characters at one position of a window. */
function distribution(
  tf: Tf,
  model: LanguageModel,
  ids: Uint8Array,
  at: number,
  temperature = 1,
): Float32Array {
  return tf.tidy(() => {
    const logits = tf.slice(run(tf, model, ids).logits, [at, 0], [1, symbols]);
    return tf.softmax(tf.div(logits, temperature)).dataSync<'float32'>();
  });
}

/**
 * Goes on from the start of the held-out text, one character at a time. The masked model is asked for a hidden character
 * at the end of its window.
 * @param pause between two characters
 * @returns ids
 */
export async function write(
  tf: Tf,
  random: Random,
  model: LanguageModel,
  temperature: number,
  pause: () => Promise<void>,
): Promise<Uint8Array> {
  const { length, objective } = model;
  const text = [...heldOutText.subarray(0, length)];
  for (let i = 0; i < written; i++) {
    const recent = objective === 'clm' ? text.slice(-length) : [...text.slice(1 - length), maskId];
    const chances = distribution(tf, model, Uint8Array.from(recent), length - 1, temperature);
    text.push(draw(random, chances));
    await pause();
  }
  return Uint8Array.from(text.slice(length));
}

function draw(random: Random, chances: Float32Array): number {
  let left = random.uniform();
  for (let id = 0; id < chances.length; id++) {
    left -= chances[id]!;
    if (left < 0) return id;
  }
  return chances.length - 1;
}

export interface Filling {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** The character that was hidden, the model's best one and how sure it is. */
  readonly hidden: string;
  readonly filled: string;
  readonly probability: number;
}

/** Hides the middle of three held-out windows and lets the masked model say what stood there. */
export function fillGaps(tf: Tf, model: LanguageModel): Filling[] {
  const { length } = model;
  const at = length / 2;
  return Array.from({ length: gaps }, (_, i) => {
    const start = Math.floor(((i + 0.5) / gaps) * (heldOutText.length - length));
    const window = heldOutText.slice(start, start + length);
    const hidden = alphabet[window[at]!]!;
    window[at] = maskId;
    const chances = distribution(tf, model, window, at);
    const best = chances.indexOf(Math.max(...chances));
    return {
      before: window.subarray(0, at),
      after: window.subarray(at + 1),
      hidden,
      filled: alphabet[best]!,
      probability: chances[best]!,
    };
  });
}

/** Mean attention of the heads on the first held-out window, position that reads by position that is read. */
export function attentionOf(tf: Tf, model: LanguageModel): Float32Array {
  return tf.tidy(() => {
    const { attention } = run(tf, model, heldOutText.slice(0, model.length));
    return tf.mean(tf.reshape(attention, [heads, -1]), 0).dataSync<'float32'>();
  });
}
