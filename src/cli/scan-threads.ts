/** Threads that look for concepts in files, each with a catalog and a resolver of its own. */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { UsageError } from './command';
import { Session, type Answer } from './session';

interface Task {
  readonly path: string;
  readonly isNamed: boolean;
}

/** What a thread says of a task. */
type Outcome =
  { readonly answers: readonly Answer[] } | { readonly error: string; readonly isUsage: boolean };

/** What it says first, once its data are read. */
const ready = 'ready';

interface Job extends Task {
  resolve(answers: readonly Answer[]): void;
  reject(error: Error): void;
}

/** The second job of a thread waits in its mail, so that it never waits for one. */
const jobsAtOnce = 2;

export class ScanThreads {
  readonly #threads = new Map<Worker, Job[]>();
  readonly #waiting: Job[] = [];

  /** @param most threads, started as they are needed @param program what they run; it must call `serveScan` */
  constructor(
    private readonly most: number,
    private readonly program: string,
  ) {}

  /** Every site with a concept in a file. */
  answers(path: string, isNamed: boolean): Promise<readonly Answer[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ path, isNamed, resolve, reject });
      this.#hand();
    });
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#threads.keys(), (thread) => thread.terminate()));
  }

  #hand(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#free();
      if (!thread) return;
      const job = this.#waiting.shift()!;
      this.#threads.get(thread)!.push(job);
      thread.postMessage({ path: job.path, isNamed: job.isNamed } satisfies Task);
    }
  }

  #free(): Worker | undefined {
    for (const [thread, jobs] of this.#threads) if (jobs.length === 0) return thread;
    if (this.#threads.size < this.most) return this.#start();
    for (const [thread, jobs] of this.#threads) if (jobs.length < jobsAtOnce) return thread;
    return undefined;
  }

  #start(): Worker {
    const thread = new Worker(this.program);
    const jobs: Job[] = [];
    let isReady = false;
    this.#threads.set(thread, jobs);
    thread.on('message', (said: typeof ready | Outcome) => {
      if (said === ready) isReady = true;
      else settle(jobs.shift()!, said);
      this.#hand();
    });
    let broke: Error | undefined;
    thread.on('error', (error: Error) => (broke = error));
    // Its last messages come before its exit, but may come behind its error.
    thread.on('exit', () => {
      this.#threads.delete(thread);
      if (!broke) return;
      if (isReady) this.#drop(jobs, broke);
      else for (const job of [...jobs.splice(0), ...this.#waiting.splice(0)]) job.reject(broke);
    });
    return thread;
  }

  /** The file at which a thread broke is lost; the one that waited behind it is read by another. */
  #drop([broken, ...others]: readonly Job[], { message }: Error): void {
    broken?.reject(new UsageError(`gloss: ${broken.path}: ${message}`));
    this.#waiting.unshift(...others);
    this.#hand();
  }
}

function settle({ resolve, reject }: Job, outcome: Outcome): void {
  if ('answers' in outcome) resolve(outcome.answers);
  else reject(outcome.isUsage ? new UsageError(outcome.error) : new Error(outcome.error));
}

/** Does the tasks that the main thread sends, in order. */
export async function serveScan(): Promise<void> {
  if (isMainThread || !parentPort) throw new Error('not a thread of a scan');
  const port = parentPort;
  const session = await Session.open();
  port.postMessage(ready);
  let last = Promise.resolve();
  port.on('message', ({ path, isNamed }: Task) => {
    last = last.then(async () => port.postMessage(await outcomeOf(session, path, isNamed)));
  });
}

async function outcomeOf(session: Session, path: string, isNamed: boolean): Promise<Outcome> {
  try {
    return { answers: await session.all(path, isNamed) };
  } catch (error) {
    const isUsage = error instanceof UsageError;
    return { error: error instanceof Error ? error.message : String(error), isUsage };
  }
}
