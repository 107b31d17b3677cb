/** Times operations that are much shorter than a tick of the clock. */
import { median } from '../metrics/summary';

export interface Timing {
  /** Milliseconds of one call: the least over the batches, and the middle. */
  readonly least: number;
  readonly median: number;
  /** Calls that were timed, in all. */
  readonly calls: number;
}

/** Milliseconds of a batch. On a busy machine a short one is more often left in peace. */
const shortestBatch = 0.5;
const longestBatch = 2;
const ticksInBatch = 20;
/** Readings within which a clock of a browser, which ticks every 0.1 ms or more often, has moved. */
const mostReadings = 10_000;

const warmUps = 2;
const mostRepeats = 1e6;
const mostRestarts = 4;

/** How long a batch must be so that a tick of this clock is a twentieth of it. */
export function batchTimeFor(clock: () => number): number {
  const start = clock();
  let tick = 0;
  for (let i = 0; i < mostReadings && tick === 0; i++) tick = clock() - start;
  const wanted = tick > 0 ? ticksInBatch * tick : longestBatch;
  return Math.min(longestBatch, Math.max(shortestBatch, wanted));
}

/**
 * Repeats a call until one batch is long enough, then times batch after batch, whenever it is asked to. What disturbs a batch
 * only adds time, so the least is the undisturbed cost and the median is what a user meets. A batch far below the
 * calibrated one shows that calibration was disturbed itself: it starts again with more calls.
 */
export class CallTimer {
  #repeats = 0;
  #calibrated = 0;
  #restarts = 0;
  #calls = 0;
  #times: number[] = [];

  /**
   * @param clock milliseconds; may tick as coarsely as every 0.1 ms
   * @param batchTime milliseconds
   */
  constructor(
    private readonly call: () => void,
    private readonly clock: () => number,
    private readonly batchTime: number,
  ) {}

  /** Times one batch; the first time after warming up. */
  batch(): void {
    if (this.#repeats === 0) {
      for (let i = 0; i < warmUps; i++) this.call();
      this.#calibrate(1);
    }
    const time = this.#run(this.#repeats);
    const wasDisturbed = time < 0.6 * this.#calibrated && time < this.batchTime;
    if (wasDisturbed && this.#restarts < mostRestarts) {
      this.#restarts++;
      this.#times = [];
      this.#calibrate(2 * this.#repeats);
      this.batch();
    } else this.#times.push(time);
  }

  /** Nothing before the first batch. */
  get timing(): Timing | undefined {
    if (this.#times.length === 0) return undefined;
    const least = Math.min(...this.#times) / this.#repeats;
    return { least, median: median(this.#times) / this.#repeats, calls: this.#calls };
  }

  #run(repeats: number): number {
    this.#calls += repeats;
    const start = this.clock();
    for (let i = 0; i < repeats; i++) this.call();
    return this.clock() - start;
  }

  #calibrate(repeats: number): void {
    this.#repeats = repeats;
    while ((this.#calibrated = this.#run(this.#repeats)) < this.batchTime && this.#repeats < mostRepeats) {
      const missing = (1.2 * this.batchTime) / Math.max(this.#calibrated, this.batchTime / 8);
      this.#repeats *= Math.min(8, Math.max(2, Math.ceil(missing)));
    }
  }
}
