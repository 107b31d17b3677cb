/** The worker's side of the demo protocol, apart from the worker itself. */
import type { Demo } from '../demos/contract/demo';
import { startBackend, type Engine } from '../engine/backend';
import { startRun, type Outcome, type Run } from '../engine/runner';
import { Workshop } from '../engine/workshop';
import type { FromWorker, ToWorker } from '../protocol/worker';

type RunMessage = Extract<ToWorker, { type: 'run' }>;

/** The run that was asked for last. It may be cancelled, paused or stepped while its engine is still starting. */
interface Current {
  readonly id: number;
  paused: boolean;
  cancelled: boolean;
  run?: Run;
}

export class DemoServer {
  readonly #workshop = new Workshop();
  #wasm: ArrayBuffer | undefined;
  #wasmProblem: string | undefined;
  #current: Current | undefined;

  constructor(
    private readonly demos: ReadonlyMap<string, Demo>,
    private readonly post: (message: FromWorker) => void,
  ) {}

  /** Handles one message. Never throws. */
  receive(message: ToWorker): void {
    if (message.type === 'load') {
      this.#wasm = message.wasm;
      this.#wasmProblem = message.wasmProblem;
      this.post({ type: 'loaded' });
    } else if (message.type === 'run') {
      void this.#run(message);
    } else if (message.run === this.#current?.id) {
      this.#steer(this.#current, message.type);
    }
  }

  #steer(current: Current, order: 'pause' | 'resume' | 'step' | 'cancel'): void {
    if (current.run) current.run[order]();
    else if (order === 'cancel') current.cancelled = true;
    else current.paused = order !== 'resume';
  }

  async #run({ run: id, demo: name, params, engine: wanted, paused }: RunMessage): Promise<void> {
    if (this.#current) this.#steer(this.#current, 'cancel');
    const current: Current = { id, paused, cancelled: false };
    this.#current = current;
    try {
      const demo = this.demos.get(name);
      if (!demo) throw new Error(`There is no demo called '${name}'.`);
      const engine = await this.#engine(wanted === 'auto' ? demo.engine : wanted);
      if (current.cancelled) {
        this.post({ type: 'cancelled', run: id });
        return;
      }
      this.post({ type: 'started', run: id, engine: engine.name, note: engine.note });
      current.run = startRun(demo, params, {
        engine,
        workshop: this.#workshop,
        paused: current.paused,
        onFrame: (frame) => this.post({ type: 'frame', run: id, frame }),
        onState: (state) => this.post({ type: state === 'paused' ? 'paused' : 'resumed', run: id }),
        backend: async (other) => {
          await startBackend(other === 'cpu' ? 'cpu' : 'wasm', this.#wasm);
        },
      });
      this.post(lastMessage(id, await current.run.finished));
    } catch (error) {
      this.post({ type: 'failed', run: id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #engine(name: 'cpu' | 'wasm'): Promise<Engine> {
    if (name === 'cpu' || this.#wasm) return startBackend(name, this.#wasm);
    const engine = await startBackend('cpu');
    const why = this.#wasmProblem ?? 'its binary is missing';
    return { ...engine, note: `The WASM engine did not start (${why}), so the slower CPU engine runs.` };
  }
}

function lastMessage(run: number, outcome: Outcome): FromWorker {
  switch (outcome.kind) {
    case 'done':
      return { type: 'done', run, ms: outcome.ms, frames: outcome.frames };
    case 'cancelled':
      return { type: 'cancelled', run };
    case 'failed':
      return { type: 'failed', run, message: outcome.message };
  }
}
