/** Which other concepts a text names. */
import { singular } from '../util/words';

const mostWords = 6;
const longestText = 50_000;

export class Mentions {
  readonly #idByKey = new Map<string, string>();
  /** First words of all names, so that most words of a text cost one look-up. */
  readonly #first = new Set<string>();

  /** Names of one word are not looked for: they mean too much. */
  add(id: string, name: string): void {
    const words = wordsOf(name.replace(/\([^)]*\)/g, ' '));
    if (words.length < 2 || words.length > mostWords || this.#idByKey.has(words.join(' '))) return;
    this.#idByKey.set(words.join(' '), id);
    this.#first.add(words[0]!);
  }

  /** The ids named in a text, in order, without `self`, at most `most`. */
  in(text: string, self: string, most: number): string[] {
    const words = wordsOf(text.slice(0, longestText));
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

/** Words in lower case and singular; ends of sentences and lines part them with a `.`. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+|[.\n]/gu) ?? []).map(singular);
}
