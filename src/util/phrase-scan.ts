/** Finds many phrases in UTF-8 text in one pass (Aho and Corasick 1975). */
import type { Range } from './range';
import { endsWord, isBorder } from './word-border';

const skip = 36;
const reset = 37;
const width = 38;

/** Letters of both cases and digits have columns; a line break ends a phrase, everything else is passed over. */
const columnOf = new Uint8Array(256).map((_, code) => {
  if (code >= 128) return skip;
  const column = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(String.fromCharCode(code).toLowerCase());
  if (column >= 0) return column;
  return code === 10 || code === 13 ? reset : skip;
});

/** Takes a phrase with its place and says whether that is enough. */
type Found = (phrase: number, start: number, end: number) => boolean;

/**
 * Phrases of letters and digits, written together: `labelsmoothing` finds `label_smoothing`, `LabelSmoothing` and
 * `label smoothing`, and may find more; it misses nothing of that.
 */
export class PhraseScan {
  /** By state and column twice the row of the next state, one more where a phrase ends in it; state 0 is the start. */
  readonly #next: Int32Array;
  /** 1 + the phrase that ends in a state; -1 where only a shorter one does. */
  readonly #ends: Int32Array;
  /** The nearest state with a phrase that is an ending of a state's text. */
  readonly #also: Int32Array;
  readonly #lengths: Int32Array;

  /** @param phrases letters of small case and digits, each phrase once */
  constructor(phrases: readonly string[]) {
    const states = stateCount(phrases);
    this.#next = new Int32Array(states * width);
    this.#ends = new Int32Array(states);
    this.#also = new Int32Array(states);
    this.#lengths = Int32Array.from(phrases, (phrase) => phrase.length);
    this.#plant(phrases);
    this.#link();
    this.#mark();
  }

  /** The shorter the beginning, the lower its number: states that are met often lie side by side in memory. */
  #plant(phrases: readonly string[]): void {
    const reached = new Int32Array(phrases.length);
    let states = 1;
    for (let depth = 0, isOpen = true; isOpen; depth++) {
      isOpen = false;
      for (const [i, phrase] of phrases.entries()) {
        if (phrase.length <= depth) continue;
        const to = reached[i]! * width + columnOf[phrase.charCodeAt(depth)]!;
        this.#next[to] ||= states++;
        reached[i] = this.#next[to]!;
        if (depth === phrase.length - 1) this.#ends[reached[i]!] = i + 1;
        isOpen = true;
      }
    }
  }

  /** Makes every state know where to go on when its phrase ends or breaks off. */
  #link(): void {
    const fallback = new Int32Array(this.#also.length);
    const open = Array.from(this.#next.subarray(0, skip)).filter((state) => state !== 0);
    for (let i = 0; i < open.length; i++) {
      const state = open[i]!;
      const fall = fallback[state]!;
      this.#also[state] = this.#ends[fall]! > 0 ? fall : this.#also[fall]!;
      if (this.#also[state] !== 0) this.#ends[state] ||= -1;
      for (let column = 0; column < skip; column++) {
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

  #mark(): void {
    for (let i = 0; i < this.#next.length; i++) {
      const column = i % width;
      const state = column === skip ? (i - column) / width : column === reset ? 0 : this.#next[i]!;
      this.#next[i] = 2 * state * width + (this.#ends[state] === 0 || column >= skip ? 0 : 1);
    }
  }

  /**
   * Tells every phrase that is made of whole words, until `found` says that it has enough. Both halves of the text are
   * read at once: neither then waits for the memory of the other.
   */
  scan(text: Uint8Array, found: Found): void {
    const next = this.#next;
    const middle = middleOf(text);
    const common = Math.min(middle, text.length - middle);
    let [first, second] = [0, 0];
    for (let at = 0; at < common; at++) {
      const one = next[first + columnOf[text[at]!]!]!;
      const other = next[second + columnOf[text[middle + at]!]!]!;
      first = one >> 1;
      second = other >> 1;
      if (((one | other) & 1) === 0) continue;
      if ((one & 1) === 1 && this.#tell(first, text, at + 1, found)) return;
      if ((other & 1) === 1 && this.#tell(second, text, middle + at + 1, found)) return;
    }
    if (this.#scanRest(text, { start: common, end: middle }, first, found)) return;
    this.#scanRest(text, { start: middle + common, end: text.length }, second, found);
  }

  #scanRest(text: Uint8Array, { start, end }: Range, state: number, found: Found): boolean {
    let row = state;
    for (let at = start; at < end; at++) {
      const marked = this.#next[row + columnOf[text[at]!]!]!;
      row = marked >> 1;
      if ((marked & 1) === 1 && this.#tell(row, text, at + 1, found)) return true;
    }
    return false;
  }

  #tell(row: number, text: Uint8Array, end: number, found: Found): boolean {
    if (!endsWord(text, end)) return false;
    for (let at = row / width; at !== 0; at = this.#also[at]!) {
      const phrase = this.#ends[at]! - 1;
      if (phrase < 0) continue;
      const start = this.#startOf(text, phrase, end);
      if (isBorder(text, start) && found(phrase, start, end)) return true;
    }
    return false;
  }

  /** Where a phrase that ends at `end` begins. */
  #startOf(text: Uint8Array, phrase: number, end: number): number {
    let letters = this.#lengths[phrase]!;
    let at = end;
    while (letters > 0 && at > 0) if (columnOf[text[--at]!]! < skip) letters--;
    return at;
  }
}

/** Behind the line end that is nearest behind the half; no phrase goes over it. */
function middleOf(text: Uint8Array): number {
  const end = text.indexOf(10, text.length >> 1);
  return end < 0 ? text.length : end + 1;
}

/** One for the start, and one for each beginning of a phrase. */
function stateCount(phrases: readonly string[]): number {
  let count = 1;
  let last = '';
  for (const phrase of [...phrases].sort()) {
    let shared = 0;
    while (shared < last.length && last[shared] === phrase[shared]) shared++;
    count += phrase.length - shared;
    last = phrase;
  }
  return count;
}
