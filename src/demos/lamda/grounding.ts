/** Looks a claim up and puts the number of the fact that is found into it. */
import type { Tf } from '../contract/demo';
import { embed, inverseFrequencies } from '../models/retrieval/store';
import { questionWords, type Claim, type Fact } from './corpus';
import { contentWords } from './features';

export interface Grounding {
  /** The best fact and its cosine with question and claim. */
  readonly fact: Fact;
  readonly cosine: number;
  /** The claim with the number of the fact; as it was where no fact is close enough. */
  readonly text: string;
  readonly isGrounded: boolean;
}

const number = /\d+(?:\.\d+)?/g;
const withoutNumbers = (text: string) => contentWords(text.replace(number, ' '), questionWords).join(' ');

/** @param size dimensions of the embedding; @param floor least cosine of a fact that may correct a claim */
export function ground(
  tf: Tf,
  facts: readonly Fact[],
  { question, text }: Pick<Claim, 'question' | 'text'>,
  floor: number,
  size = 256,
): Grounding {
  const known = facts.map((fact) => withoutNumbers(fact.text));
  const idf = inverseFrequencies(known);
  const cosines = tf.tidy(() => {
    const asked = embed(tf, [withoutNumbers(`${question} ${text}`)], idf, size);
    return tf.matMul(asked, embed(tf, known, idf, size), false, true).dataSync<'float32'>();
  });
  const cosine = Math.max(...cosines);
  const fact = facts[cosines.indexOf(cosine)]!;
  const replacement = cosine < floor ? undefined : bestNumber(text, fact.text);
  return replacement === undefined
    ? { fact, cosine, text, isGrounded: false }
    : { fact, cosine, text: text.replace(number, replacement), isGrounded: true };
}

/** The number of a fact whose neighbours are those of the number in the claim: one point before, two behind. */
function bestNumber(claim: string, fact: string): string | undefined {
  const [own] = numbersIn(claim);
  if (!own) return undefined;
  const points = (other: Placed) =>
    (other.before !== '' && other.before === own.before ? 1 : 0) +
    (other.behind !== '' && other.behind === own.behind ? 2 : 0);
  const [first, ...others] = numbersIn(fact);
  return first && others.reduce((best, other) => (points(other) > points(best) ? other : best), first).value;
}

interface Placed {
  readonly value: string;
  readonly before: string;
  readonly behind: string;
}

function numbersIn(text: string): Placed[] {
  const words = text.split(/\s+/).map((word) => word.replace(/[.,;:?!]+$/, '').toLowerCase());
  return words.flatMap((value, i) =>
    /^\d+(?:\.\d+)?$/.test(value) ? [{ value, before: words[i - 1] ?? '', behind: words[i + 1] ?? '' }] : [],
  );
}
