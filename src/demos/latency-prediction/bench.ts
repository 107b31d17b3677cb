/** Measures operations in rounds, within a budget of time, and lets others have their turn. */
import type { BackendName, Random, Tf } from '../contract/demo';
import { prepare, type Operation, type Prepared } from './operations';
import { batchTimeFor, CallTimer, type Timing } from './timer';

/** Milliseconds after which only the rounds that are needed are measured. */
const patience = 4000;
const fewestRounds = 3;
/** Milliseconds without a frame. */
const showEvery = 40;

export interface Measurement extends Timing {
  readonly operation: Operation;
}

interface Surroundings {
  readonly tf: Tf;
  readonly clock?: () => number;
  readonly backend?: (name: BackendName) => Promise<void>;
}

/**
 * One batch of every operation makes a round: a machine that is busy for a while disturbs a batch of each, not all batches
 * of one.
 */
export class Bench {
  show: (measured: readonly Measurement[], progress: number) => Promise<void> = () => Promise.resolve();
  /** That were measured. */
  rounds = 0;
  readonly #clock: () => number;
  readonly #startedAt: number;
  #shownAt: number;

  /** @param settings `load`: two of three rounds are held up at every operation, by 1 to 4 ms */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly random: Random,
    private readonly settings: { readonly batches: number; readonly load: boolean },
  ) {
    this.#clock = surroundings.clock!;
    this.#startedAt = this.#clock();
    this.#shownAt = this.#startedAt;
  }

  /** @param others are measured alike */
  async measure(
    operations: readonly Operation[],
    others: readonly Prepared[] = [],
    rounds = this.settings.batches,
  ): Promise<{ readonly measured: Measurement[]; readonly others: Timing[] }> {
    const prepared = [...operations.map((operation) => prepare(this.surroundings.tf, operation)), ...others];
    let delay = 0;
    const batchTime = batchTimeFor(this.#clock);
    const timers = prepared.map(({ call }) => {
      const calledLate = () => {
        if (delay > 0) this.#wait(delay);
        delay = 0;
        call();
      };
      return new CallTimer(calledLate, this.#clock, batchTime);
    });
    const measured = () =>
      operations.flatMap((operation, i) => {
        const timing = timers[i]!.timing;
        return timing ? [{ operation, ...timing }] : [];
      });
    for (this.rounds = 0; this.rounds < rounds && !this.#isLate(); this.rounds++) {
      for (const [i, timer] of timers.entries()) {
        if (this.settings.load && this.rounds % 3 > 0) delay = 1 + 3 * this.random.uniform();
        timer.batch();
        await this.#rest(measured, (this.rounds + i / timers.length) / rounds);
      }
    }
    prepared.forEach((one) => one.dispose());
    const timings = timers.flatMap(({ timing }) => timing ?? []);
    return { measured: measured(), others: timings.slice(operations.length) };
  }

  /** The same operations on the other engine; nothing where it cannot be switched. */
  async elsewhere(operations: readonly Operation[]): Promise<readonly Measurement[] | undefined> {
    const { tf, backend } = this.surroundings;
    if (!backend) return undefined;
    const here = tf.getBackend() as BackendName;
    try {
      await backend(here === 'cpu' ? 'wasm' : 'cpu');
      return (await this.measure(operations, [], fewestRounds)).measured;
    } finally {
      await backend(here);
    }
  }

  #isLate(): boolean {
    return this.rounds >= fewestRounds && this.#clock() - this.#startedAt > patience;
  }

  async #rest(measured: () => readonly Measurement[], progress: number): Promise<void> {
    if (this.#clock() - this.#shownAt < showEvery) return;
    await this.show(measured(), progress);
    this.#shownAt = this.#clock();
  }

  /** Another program has the processor. */
  #wait(milliseconds: number): void {
    const end = this.#clock() + milliseconds;
    while (this.#clock() < end);
  }
}
