/** Finds many phrases in a text in one pass (Aho and Corasick 1975). */

const skip = 255;
const reset = 254;
const width = 36;

/** Letters of both cases and digits have columns; a line break ends a phrase, everything else is passed over. */
const columnOf = new Uint8Array(128).map((_, code) => {
  const column = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(String.fromCharCode(code).toLowerCase());
  if (column >= 0) return column;
  return code === 10 || code === 13 ? reset : skip;
});

/**
 * Phrases of letters and digits, written together: `labelsmoothing` finds `label_smoothing`, `LabelSmoothing` and
 * `label smoothing`, and may find more; it misses nothing of that.
 */
export class PhraseScan {
  /** By state and column the next state; state 0 is the start. */
  readonly #next: Uint16Array | Uint32Array;
  /** 1 + the phrase that ends in a state; -1 where only a shorter one does. */
  readonly #ends: Int32Array;
  /** The nearest state with a phrase that is an ending of a state's text. */
  readonly #also: Int32Array;
  readonly #lengths: Int32Array;

  constructor(phrases: readonly string[]) {
    const states = 1 + phrases.reduce((sum, phrase) => sum + phrase.length, 0);
    this.#next = states < 0xffff ? new Uint16Array(states * width) : new Uint32Array(states * width);
    this.#ends = new Int32Array(states);
    this.#also = new Int32Array(states);
    this.#lengths = Int32Array.from(phrases, (phrase) => phrase.length);
    this.#plant(phrases);
    this.#link();
  }

  #plant(phrases: readonly string[]): void {
    let states = 1;
    for (const [i, phrase] of phrases.entries()) {
      let state = 0;
      for (let at = 0; at < phrase.length; at++) {
        const to = state * width + columnOf[phrase.charCodeAt(at)]!;
        this.#next[to] ||= states++;
        state = this.#next[to]!;
      }
      if (state !== 0) this.#ends[state] = i + 1;
    }
  }

  /** Makes every state know where to go on when its phrase ends or breaks off. */
  #link(): void {
    const fallback = new Int32Array(this.#also.length);
    const open = Array.from(this.#next.subarray(0, width)).filter((state) => state !== 0);
    for (let i = 0; i < open.length; i++) {
      const state = open[i]!;
      const fall = fallback[state]!;
      this.#also[state] = this.#ends[fall]! > 0 ? fall : this.#also[fall]!;
      if (this.#also[state] !== 0) this.#ends[state] ||= -1;
      for (let column = 0; column < width; column++) {
        const other = this.#next[fall * width + column]!;
        const next = this.#next[state * width + column]!;
        if (next === 0) this.#next[state * width + column] = other;
        else {
          fallback[next] = other;
          open.push(next);
        }
      }
    }
  }

  /** Tells every phrase that ends, in order of its end, until `found` says that it has enough. */
  scan(text: string, found: (phrase: number, end: number) => boolean): void {
    const next = this.#next;
    const ends = this.#ends;
    const { length } = text;
    let state = 0;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      const column = code < 128 ? columnOf[code]! : skip;
      if (column >= reset) {
        if (column === reset) state = 0;
        continue;
      }
      state = next[state * width + column]!;
      if (ends[state] === 0) continue;
      for (let end = state; end !== 0; end = this.#also[end]!)
        if (ends[end]! > 0 && found(ends[end]! - 1, at + 1)) return;
    }
  }

  /** Where a phrase that ends at `end` begins. */
  startOf(text: string, phrase: number, end: number): number {
    let letters = this.#lengths[phrase]!;
    let at = end;
    while (letters > 0 && at > 0) {
      const code = text.charCodeAt(--at);
      if (code < 128 && columnOf[code]! < width) letters--;
    }
    return at;
  }
}
