/** Draws when something changed, at most thirty times a second, at the moment that suits the browser. */
const shortestPause = 1000 / 30;

export class DrawClock {
  private last = -Infinity;
  private timer: number | undefined;
  private frame: number | undefined;

  constructor(private readonly draw: () => void) {}

  /** Asks for one drawing; asking again before it comes changes nothing. */
  request(): void {
    if (this.timer !== undefined || this.frame !== undefined) return;
    const wait = this.last + shortestPause - performance.now();
    if (wait <= 0) this.ask();
    else this.timer = window.setTimeout(() => this.ask(), wait);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.timer = this.frame = undefined;
  }

  private ask(): void {
    this.timer = undefined;
    this.frame = requestAnimationFrame((time) => {
      this.frame = undefined;
      this.last = time;
      this.draw();
    });
  }
}
