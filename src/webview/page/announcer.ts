/** What a screen reader hears without asking. Sparing: what changes thirty times a second is said every few seconds. */

/** Milliseconds between two sentences about a run that goes on. */
const pause = 6000;

export class Announcer {
  private last = -Infinity;
  private waiting: string | undefined;
  private timer: number | undefined;

  /** `region` is a polite live region that exists before the first sentence. */
  constructor(private readonly region: HTMLElement) {}

  /** Says it at once: the answer to something that the user did. */
  say(sentence: string): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
    this.last = performance.now();
    this.region.textContent = sentence;
  }

  /** Says the newest of many sentences, now and then. */
  mention(sentence: string): void {
    this.waiting = sentence;
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.last + pause - performance.now());
    this.timer = window.setTimeout(() => {
      if (this.waiting !== undefined) this.say(this.waiting);
    }, wait);
  }
}
