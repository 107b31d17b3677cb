/** Draws what waits to be drawn in short turns, so that the page answers to the user in between. */

/** Milliseconds of drawing in one turn; a single drawing may take longer. */
const turn = 8;

export interface Paintable {
  paint(): void;
}

export class Painter {
  /** In the order in which they asked: who asks again keeps its place, so that none waits forever. */
  private readonly waiting = new Set<Paintable>();
  private frame: number | undefined;

  request(one: Paintable): void {
    this.waiting.add(one);
    this.frame ??= requestAnimationFrame(() => this.paint());
  }

  /** True when nothing waits. */
  get idle(): boolean {
    return this.waiting.size === 0;
  }

  forget(one: Paintable): void {
    this.waiting.delete(one);
  }

  stop(): void {
    this.waiting.clear();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private paint(): void {
    this.frame = undefined;
    const end = performance.now() + turn;
    for (const one of this.waiting) {
      this.waiting.delete(one);
      one.paint();
      if (performance.now() >= end) break;
    }
    if (this.waiting.size > 0) this.frame = requestAnimationFrame(() => this.paint());
  }
}
