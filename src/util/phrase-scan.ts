/** Finds many phrases in a text in one pass (Aho and Corasick 1975). */

const skip = 0;
const reset = 1;
const firstLetter = 2;
const width = firstLetter + 36;

/** Letters of both cases and digits have classes; a line break ends a phrase, everything else is passed over. */
const classOf = new Uint8Array(128).map((_, code) => {
  const letter = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(String.fromCharCode(code).toLowerCase());
  if (letter >= 0) return firstLetter + letter;
  return code === 10 || code === 13 ? reset : skip;
});

/**
 * Phrases of letters and digits, written together: `labelsmoothing` finds `label_smoothing`, `LabelSmoothing` and
 * `label smoothing`, and may find more; it misses nothing of that.
 */
export class PhraseScan {
  /** Rows of `width`; a state is the offset of its row. Column 0 holds 1 + the phrase that ends there. */
  readonly #next: Int32Array;
  /** The nearest state with a phrase that is an ending of a state's text. */
  readonly #also: Int32Array;
  readonly #lengths: Int32Array;

  constructor(phrases: readonly string[]) {
    const size = 1 + phrases.reduce((sum, phrase) => sum + phrase.length, 0);
    this.#next = new Int32Array(size * width);
    this.#also = new Int32Array(size);
    this.#lengths = Int32Array.from(phrases, (phrase) => phrase.length);
    this.#plant(phrases);
    this.#link();
  }

  #plant(phrases: readonly string[]): void {
    let states = 1;
    for (const [i, phrase] of phrases.entries()) {
      let state = 0;
      for (let at = 0; at < phrase.length; at++) {
        const column = state + classOf[phrase.charCodeAt(at)]!;
        this.#next[column] ||= states++ * width;
        state = this.#next[column]!;
      }
      if (state !== 0) this.#next[state + skip] = i + 1;
    }
  }

  /** Makes every state know where to go on when its phrase ends or breaks off. */
  #link(): void {
    const fallback = new Int32Array(this.#also.length);
    const open = Array.from(this.#next.subarray(firstLetter, width)).filter((state) => state !== 0);
    for (let i = 0; i < open.length; i++) {
      const state = open[i]!;
      const fall = fallback[state / width]!;
      this.#also[state / width] = this.#next[fall + skip] ? fall : this.#also[fall / width]!;
      for (let column = firstLetter; column < width; column++) {
        const next = this.#next[state + column]!;
        if (next === 0) this.#next[state + column] = this.#next[fall + column]!;
        else {
          fallback[next / width] = this.#next[fall + column]!;
          open.push(next);
        }
      }
    }
  }

  /** Tells every phrase that ends, in order of its end, until `found` says that it has enough. */
  scan(text: string, found: (phrase: number, end: number) => boolean): void {
    const next = this.#next;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const column = code < 128 ? classOf[code]! : skip;
      if (column === skip) continue;
      state = column === reset ? 0 : next[state + column]!;
      if (next[state + skip] === 0 && this.#also[state / width] === 0) continue;
      for (let end = state; end !== 0; end = this.#also[end / width]!)
        if (next[end + skip]! > 0 && found(next[end + skip]! - 1, at + 1)) return;
    }
  }

  /** Where a phrase that ends at `end` begins. */
  startOf(text: string, phrase: number, end: number): number {
    let letters = this.#lengths[phrase]!;
    let at = end;
    while (letters > 0 && at > 0) {
      const code = text.charCodeAt(--at);
      if (code < 128 && classOf[code]! >= firstLetter) letters--;
    }
    return at;
  }
}
