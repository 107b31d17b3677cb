/** What was shown, in order, with back and forward as in a browser. */

const longest = 50;

interface Visit<T> {
  readonly entry: T;
  readonly passing: boolean;
}

export class History<T> {
  #visits: Visit<T>[] = [];
  #at = -1;

  get current(): T | undefined {
    return this.#visits[this.#at]?.entry;
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#visits.length - 1;
  }

  /**
   * Shows something new; what lay ahead is gone. A `passing` entry, such as each stop of the cursor, is replaced by
   * the next one: only what was asked for stays. Entries are plain data; the same one twice in a row is one.
   */
  visit(entry: T, { passing = false } = {}): void {
    const last = this.#visits[this.#at];
    const kept = this.#visits.slice(0, last?.passing ? this.#at : this.#at + 1);
    const again = kept.length > 0 && JSON.stringify(kept.at(-1)!.entry) === JSON.stringify(entry);
    this.#visits = (again ? kept : [...kept, { entry, passing }]).slice(-longest);
    this.#at = this.#visits.length - 1;
  }

  /** Goes one step; nothing where there is none. */
  go(direction: 'back' | 'forward'): T | undefined {
    if (direction === 'back' ? !this.canGoBack : !this.canGoForward) return undefined;
    this.#at += direction === 'back' ? -1 : 1;
    return this.current;
  }
}
