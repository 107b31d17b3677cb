/** Runs a demo so that it can be paused, stepped and cancelled without knowing. */
import { checkedParams } from '../demos/contract/params';
import type { Params } from '../demos/contract/control';
import type { BackendName, Demo, DemoContext } from '../demos/contract/demo';
import type { Frame } from '../demos/contract/frame';
import type { Engine } from './backend';
import { soundFrame } from './frame-check';
import { nextTurn, now } from './host';
import { createRandom } from './random';
import { TensorOwner } from './tensor-owner';
import { Workshop } from './workshop';

export interface RunOptions {
  readonly engine: Engine;
  /** Gets at most 30 frames a second; the first, the last and every stepped one in any case. */
  readonly onFrame?: (frame: Frame) => void;
  /** Called when the run has really come to rest, and when it goes on. */
  readonly onState?: (state: 'paused' | 'running') => void;
  /** Rest after the first frame. */
  readonly paused?: boolean;
  /** Keeps shared models and prepared work from run to run; without it both end with the run. */
  readonly workshop?: Workshop;
  /** Milliseconds on a clock that never runs backwards; tests hand in one of their own. */
  readonly clock?: () => number;
  /** Switches the engine for demos that measure. */
  readonly backend?: (name: BackendName) => Promise<void>;
}

export type Outcome =
  /** `ms` of computing, pauses not counted; `frames` that the demo emitted; `last` of them. */
  | { readonly kind: 'done'; readonly ms: number; readonly frames: number; readonly last?: Frame }
  | { readonly kind: 'cancelled' }
  /** `message`: one sentence for a person. */
  | { readonly kind: 'failed'; readonly message: string };

export type RunState = 'running' | 'paused' | 'finished';

export interface Run {
  /** Rests at the next frame. */
  pause(): void;
  resume(): void;
  /** Goes on to the next frame and rests there. */
  step(): void;
  /** Ends the run at its next frame, at once where it rests. Its tensors are freed. */
  cancel(): void;
  readonly state: RunState;
  /** Settles when nothing of the run is left; never rejects. */
  readonly finished: Promise<Outcome>;
}

/** Milliseconds between two frames that are handed on. */
const frameInterval = 1000 / 30;
/** Milliseconds of work after which waiting messages get their turn. */
const turnInterval = 10;

class Cancelled extends Error {}

/** The run that holds the engine: tensors that come to life belong to it, so there is one at a time. */
let latest: Run | undefined;

/**
 * Starts a run; one that is under way is cancelled and has ended before the new one begins.
 * @param params any values; the demo gets what its controls allow
 */
export function startRun(demo: Demo, params: Readonly<Record<string, unknown>>, options: RunOptions): Run {
  const former = latest;
  former?.cancel();
  const run = new DemoRun(demo, checkedParams(demo.controls, params), options, former?.finished);
  latest = run;
  return run;
}

class DemoRun implements Run {
  readonly finished: Promise<Outcome>;
  #state: RunState;
  #cancelled = false;
  /** Lets a resting run go on. */
  #wake: (() => void) | undefined;
  #frames = 0;
  #last: Frame | undefined;
  /** The last frame that was handed on, and when. */
  #shown: Frame | undefined;
  #shownAt = -Infinity;
  #turnedAt: number;
  readonly #now: () => number;
  /** Milliseconds spent resting. */
  #rested = 0;

  constructor(
    private readonly demo: Demo,
    private readonly params: Params,
    private readonly options: RunOptions,
    former: Promise<unknown> | undefined,
  ) {
    this.#state = options.paused ? 'paused' : 'running';
    this.#now = options.clock ?? now;
    this.#turnedAt = this.#now();
    this.finished = this.#run(former);
  }

  get state(): RunState {
    return this.#state;
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    this.#wake?.();
  }

  step(): void {
    if (this.#state === 'finished') return;
    this.#state = 'paused';
    this.#wake?.();
  }

  cancel(): void {
    this.#cancelled = true;
    this.#wake?.();
  }

  async #run(former: Promise<unknown> | undefined): Promise<Outcome> {
    await former;
    const { tf } = this.options.engine;
    const workshop = this.options.workshop ?? new Workshop();
    const owner = new TensorOwner();
    const end = owner.begin(tf);
    const startedAt = this.#now();
    let outcome: Outcome;
    try {
      if (this.#cancelled) throw new Cancelled();
      const context = this.#context(workshop);
      const prepared = await workshop.prepare(this.demo, context, this.params);
      await this.demo.run(context, this.params, prepared);
      if (this.#cancelled) throw new Cancelled();
      if (this.#last && this.#last !== this.#shown) this.#show(this.#last);
      outcome = {
        kind: 'done',
        ms: this.#now() - startedAt - this.#rested,
        frames: this.#frames,
        last: this.#last,
      };
    } catch (error) {
      outcome = this.#cancelled ? { kind: 'cancelled' } : { kind: 'failed', message: sentence(error) };
    } finally {
      end();
      owner.dispose();
      if (!this.options.workshop) workshop.dispose();
      this.#state = 'finished';
      if (latest === this) latest = undefined;
    }
    return outcome;
  }

  #context(workshop: Workshop): DemoContext {
    const { engine, backend } = this.options;
    return {
      tf: engine.tf,
      random: createRandom,
      emit: (frame) => {
        const emitted = this.#emit(frame);
        // A demo that does not await gets its error at the next frame that it does await.
        emitted.catch(() => undefined);
        return emitted;
      },
      keep: (key, build) => workshop.keep(engine.tf, key, build),
      ...(this.demo.measures ? { clock: this.#now, backend } : {}),
    };
  }

  async #emit(emitted: Frame): Promise<void> {
    if (this.#state === 'finished') throw new Cancelled();
    const frame = soundFrame(emitted);
    this.#frames++;
    this.#last = frame;
    if (this.#now() - this.#turnedAt >= turnInterval || this.#cancelled) {
      await nextTurn();
      this.#turnedAt = this.#now();
    }
    if (this.#cancelled) throw new Cancelled();
    const rests = this.#state === 'paused';
    if (rests || this.#now() - this.#shownAt >= frameInterval) this.#show(frame);
    if (rests) await this.#rest();
    if (this.#cancelled) throw new Cancelled();
  }

  #show(frame: Frame): void {
    this.#shown = frame;
    this.#shownAt = this.#now();
    this.options.onFrame?.(frame);
  }

  async #rest(): Promise<void> {
    const since = this.#now();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.options.onState?.('paused');
    await woken;
    this.#wake = undefined;
    this.#rested += this.#now() - since;
    this.#turnedAt = this.#now();
    if (!this.#cancelled && this.#state === 'running') this.options.onState?.('running');
  }
}

/** The first line of an error as one sentence. */
function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = (text.split('\n')[0] ?? '').trim().slice(0, 300);
  return `The demo stopped: ${line === '' ? 'it gave no reason' : line.replace(/[.\s]+$/, '')}.`;
}
