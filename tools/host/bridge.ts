/** The runner's end of the line to an extension host: loopback HTTP that the host calls, both for results and for work. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the mocha inside the extension host tells. */
export type TestEvent =
  | { readonly type: 'begin'; readonly vscode: string; readonly host: string }
  | { readonly type: 'pass'; readonly title: string; readonly ms: number }
  | { readonly type: 'fail'; readonly title: string; readonly error: string }
  | { readonly type: 'skip'; readonly title: string }
  | { readonly type: 'end' };

interface Waiting {
  done(value: unknown): void;
  fail(error: Error): void;
}

export class Bridge {
  onReport: (event: TestEvent) => void = () => {};
  private readonly queue: string[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private idle: ServerResponse | undefined;
  private count = 0;
  private connected!: () => void;
  /** Settles when the extension host has asked for work for the first time. */
  readonly ready = new Promise<void>((done) => (this.connected = done));

  private constructor(private readonly server: Server) {}

  /** Listens on a loopback port of the system's choice. */
  static async listen(): Promise<Bridge> {
    const server = createServer((request, response) => void bridge.handle(request, response));
    const bridge = new Bridge(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    server.unref();
    return bridge;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Runs a function, given as text, in the extension host. Rejects with the host's error or after 60 s. */
  call(source: string, args: readonly unknown[]): Promise<unknown> {
    const id = ++this.count;
    this.queue.push(JSON.stringify({ id, source, args }));
    this.deliver();
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        fail(new Error(`The extension host did not answer within 60 s: ${source.slice(0, 200)}`));
      }, 60_000);
      const settle = () => (clearTimeout(timer), this.waiting.delete(id));
      this.waiting.set(id, {
        done: (value) => (settle(), done(value)),
        fail: (error) => (settle(), fail(error)),
      });
    });
  }

  close(): void {
    this.idle?.end('null');
    for (const { fail } of [...this.waiting.values()]) fail(new Error('The workbench was closed.'));
    this.server.closeAllConnections();
    this.server.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    if (request.url === '/next') {
      this.connected();
      this.idle?.end('null');
      this.idle = response;
      this.deliver();
      return;
    }
    if (request.url === '/report') this.onReport(JSON.parse(body) as TestEvent);
    if (request.url === '/result')
      this.settle(JSON.parse(body) as { id: number; value?: unknown; error?: string });
    response.end('null');
  }

  private deliver(): void {
    if (!this.idle || this.queue.length === 0) return;
    this.idle.end(this.queue.shift());
    this.idle = undefined;
  }

  private settle({ id, value, error }: { id: number; value?: unknown; error?: string }): void {
    const caller = this.waiting.get(id);
    if (error === undefined) caller?.done(value);
    else caller?.fail(new Error(`In the extension host: ${error}`));
  }
}
