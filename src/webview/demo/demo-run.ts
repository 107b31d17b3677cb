/**
 * One demo's computation, seen from the page: starts a worker when it is first needed, follows the run in it, and
 * replaces a worker that stays silent. Knows no DOM.
 */
import type { Params } from '../../demos/contract/control';
import type { Frame } from '../../demos/contract/frame';
import type { FromWorker, ToWorker } from '../../protocol/worker';
import type { Timer } from '../../protocol/channel';

export type RunState = 'idle' | 'warming' | 'running' | 'paused' | 'done' | 'failed';

/** The part of a Worker that is used here. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

/** Makes a worker and the first message for it. */
export type StartWorker = () => Promise<{
  readonly worker: WorkerLike;
  readonly load: Extract<ToWorker, { type: 'load' }>;
}>;

export interface DemoRunOptions {
  readonly demo: string;
  readonly start: StartWorker;
  readonly timer: Timer;
  /** Milliseconds on a clock that never runs backwards. */
  readonly now: () => number;
  readonly changed: () => void;
  /** Milliseconds without a message after which a worker counts as hung. */
  readonly silence?: number;
}

/** Longer than any honest pause between frames, and than the three seconds that an engine has to start. */
export const defaultSilence = 8000;

const replacedNote = 'A new worker computes this: the one before was stopped.';

/** Below this much time (in milliseconds) and progress, how long the rest takes is a guess. */
const leastSpent = 500;
const leastProgress = 0.02;

export class DemoRun {
  state: RunState = 'idle';
  frame: Frame | undefined;
  /** The engine that computes, once it is known. */
  engine: string | undefined;
  /** Why it is not the engine that the demo wanted, in one sentence. */
  note: string | undefined;
  /** What went wrong, in one sentence. */
  failure: string | undefined;
  /** Computing time of a finished run in milliseconds. */
  ms: number | undefined;
  /** The run rests because it was asked for one frame alone. */
  stepped = false;

  private worker: WorkerLike | undefined;
  private starting: Promise<WorkerLike> | undefined;
  private run = 0;
  private stopWatch: (() => void) | undefined;
  private disposed = false;
  /** Milliseconds of this run before its last pause, and when it last began to compute. */
  private computed = 0;
  private since: number | undefined;
  /** The worker before this one was given up. */
  private replaced = false;

  constructor(private readonly options: DemoRunOptions) {}

  /** About how many milliseconds of computing are left; nothing while that is a mere guess. */
  left(): number | undefined {
    const progress = this.frame?.progress ?? 0;
    const spent = this.computed + (this.since === undefined ? 0 : this.options.now() - this.since);
    if (this.state !== 'running' || spent < leastSpent || progress < leastProgress) return undefined;
    return (spent * (1 - progress)) / progress;
  }

  /**
   * Starts from the beginning; a run under way ends. The last frame stays until the new run has one.
   * `paused`: rests after its first frame.
   */
  async start(params: Params, paused = false): Promise<void> {
    const run = ++this.run;
    this.failure = this.ms = this.since = undefined;
    this.computed = 0;
    this.stepped = paused;
    this.become('warming');
    try {
      const worker = await this.readyWorker();
      if (run !== this.run) return;
      worker.postMessage({ type: 'run', run, demo: this.options.demo, params, engine: 'auto', paused });
      this.watch();
    } catch (error) {
      if (run === this.run) this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  pause(): void {
    this.stepped = false;
    if (this.state === 'running') this.worker?.postMessage({ type: 'pause', run: this.run });
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.worker?.postMessage({ type: 'resume', run: this.run });
    this.watch();
  }

  /** One frame further; the run pauses again. */
  step(): void {
    if (this.state !== 'paused') return;
    this.stepped = true;
    this.worker?.postMessage({ type: 'step', run: this.run });
    this.watch();
  }

  /** Back to the beginning: nothing runs, nothing is shown. */
  reset(): void {
    this.cancel();
    this.frame = this.engine = this.note = this.failure = this.ms = undefined;
    this.become('idle');
  }

  /** Ends the run and keeps what is shown. */
  cancel(): void {
    this.stopWatch?.();
    if (this.state === 'warming' || this.state === 'running' || this.state === 'paused') {
      this.worker?.postMessage({ type: 'cancel', run: this.run });
      this.run++;
      this.become('idle');
    }
  }

  /** Ends everything, the worker too. */
  dispose(): void {
    this.disposed = true;
    this.run++;
    this.dropWorker();
  }

  private become(state: RunState): void {
    const now = this.options.now();
    if (this.since !== undefined) this.computed += now - this.since;
    this.since = state === 'running' ? now : undefined;
    this.state = state;
    if (!this.disposed) this.options.changed();
  }

  private readyWorker(): Promise<WorkerLike> {
    this.starting ??= this.options.start().then(({ worker, load }) => {
      if (this.disposed) {
        worker.terminate();
        throw new Error('The panel was closed.');
      }
      worker.onmessage = ({ data }) => this.receive(data);
      worker.onerror = ({ message }) =>
        this.replaceWorker(`The demo stopped with an error${message ? `: ${message}` : '.'}`);
      worker.postMessage(load, load.wasm ? [load.wasm] : []);
      this.worker = worker;
      return worker;
    });
    this.starting.catch(() => (this.starting = undefined));
    return this.starting;
  }

  private receive(message: FromWorker): void {
    if (message.type === 'loaded') return;
    if (message.run !== this.run) return;
    switch (message.type) {
      case 'started':
        this.engine = message.engine;
        this.note = message.note ?? (this.replaced ? replacedNote : undefined);
        this.replaced = false;
        this.watch();
        this.become('warming');
        break;
      case 'frame':
        this.frame = message.frame;
        this.watch();
        this.become(this.state === 'paused' ? 'paused' : 'running');
        break;
      case 'paused':
        this.stopWatch?.();
        this.become('paused');
        break;
      case 'resumed':
        this.watch();
        this.become('running');
        break;
      case 'done':
        this.stopWatch?.();
        this.ms = message.ms;
        this.become('done');
        break;
      case 'cancelled':
        this.stopWatch?.();
        this.become('idle');
        break;
      case 'failed':
        this.fail(message.message);
        break;
    }
  }

  private fail(sentence: string): void {
    this.stopWatch?.();
    this.failure = sentence;
    this.become('failed');
  }

  /** Starts the wait for the next message anew. */
  private watch(): void {
    this.stopWatch?.();
    const silence = this.options.silence ?? defaultSilence;
    this.stopWatch = this.options.timer(silence, () =>
      this.replaceWorker(
        `The demo gave no sign of life for ${Math.round(silence / 1000)} seconds and was stopped.`,
      ),
    );
  }

  /** The next run gets a new worker. */
  private replaceWorker(sentence: string): void {
    this.run++;
    this.replaced = true;
    this.dropWorker();
    this.fail(sentence);
  }

  private dropWorker(): void {
    this.stopWatch?.();
    this.worker?.terminate();
    this.worker = this.starting = undefined;
  }
}
