/** Which other concepts a text names. */
import { splitWords } from '../util/words';
import { keyWords } from './digest';

const mostWords = 6;
const longestText = 50_000;

export class Mentions {
  readonly #idByKey = new Map<string, string>();
  /** First words of all names, so that most words of a text cost one look-up. */
  readonly #first = new Set<string>();

  /** Names of one word are not looked for: they mean too much. */
  add(id: string, name: string): void {
    const words = keyWords(name);
    if (words.length < 2 || words.length > mostWords || this.#idByKey.has(words.join(' '))) return;
    this.#idByKey.set(words.join(' '), id);
    this.#first.add(words[0]!);
  }

  /** The ids named in a text, in order, without `self`, at most `most`. */
  in(text: string, self: string, most: number): string[] {
    const words = text
      .slice(0, longestText)
      .split(/[.\n]/)
      .flatMap((line) => chunks(line));
    const found = new Set<string>();
    for (let i = 0; i < words.length && found.size < most; i++) {
      if (!this.#first.has(words[i]!)) continue;
      for (let length = mostWords; length > 1; length--) {
        const id = this.#idByKey.get(words.slice(i, i + length).join(' '));
        if (id === undefined) continue;
        if (id !== self) found.add(id);
        i += length - 1;
        break;
      }
    }
    return [...found];
  }
}

/** `splitWords` reads 200 characters: a line is given to it in pieces of whole words. */
function chunks(line: string): string[] {
  const pieces = line.match(/.{1,100}(?:[\s\-/(),;:*]+|$)/g) ?? [];
  return [...pieces.flatMap((piece) => splitWords(piece)), '.'];
}
