/** Requests, replies and events over one message port: the same class at the host's end and at the page's. */
import * as v from 'valibot';
import type { HostEvent, PanelMethod, PanelParams, PanelReplies, WireMessage } from './messages';
import { panelRequests } from './messages';

/** A pair of pipes. Messages are cloned on the way: plain data only. */
export interface MessagePort {
  post(message: WireMessage): void;
  /** Calls `receive` for every message that arrives; the result stops that. */
  listen(receive: (message: unknown) => void): () => void;
}

/** Calls `run` once after `ms`; the result calls it off. */
export type Timer = (ms: number, run: () => void) => () => void;

/** What answers the requests of the page. A rejection travels as its message. */
export type PanelHandlers = {
  readonly [M in PanelMethod]: (params: PanelParams<M>) => Promise<PanelReplies[M]> | PanelReplies[M];
};

export interface ChannelOptions {
  readonly timer: Timer;
  /** One line for each message that is dropped. */
  readonly log: (line: string) => void;
  /** Milliseconds until a request without a reply fails; 10,000 where absent. */
  readonly timeout?: number;
  /** The host's end: answers requests. */
  readonly handlers?: PanelHandlers;
  /** The page's end: takes events. */
  readonly onEvent?: (event: HostEvent) => void;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const wireMessage = v.variant('kind', [
  v.object({ kind: v.literal('request'), id: count, method: v.string(), params: v.unknown() }),
  v.object({ kind: v.literal('reply'), id: count, result: v.unknown() }),
  v.object({ kind: v.literal('error'), id: count, message: v.string() }),
  v.object({
    kind: v.literal('event'),
    event: v.looseObject({ event: v.picklist(['show', 'light', 'theme']) }),
  }),
]);

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  stopTimer(): void;
}

const shortened = (text: string) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function isMethod(name: string): name is PanelMethod {
  return Object.hasOwn(panelRequests, name);
}

export class Channel {
  private readonly pending = new Map<number, Pending>();
  private readonly stopListening: () => void;
  private lastId = 0;
  private closed = false;

  constructor(
    private readonly port: MessagePort,
    private readonly options: ChannelOptions,
  ) {
    this.stopListening = port.listen((message) => this.receive(message));
  }

  /** Asks the host. Rejects with the host's sentence, after the time-out, or when the channel closes. */
  request<M extends PanelMethod>(method: M, params: PanelParams<M>): Promise<PanelReplies[M]> {
    if (this.closed) return Promise.reject(new Error('The panel is closed.'));
    const id = ++this.lastId;
    return new Promise<PanelReplies[M]>((resolve, reject) => {
      const stopTimer = this.options.timer(this.options.timeout ?? 10_000, () => {
        this.pending.delete(id);
        reject(new Error('The editor did not answer in time.'));
      });
      this.pending.set(id, { resolve: resolve as (result: unknown) => void, reject, stopTimer });
      this.port.post({ kind: 'request', id, method, params });
    });
  }

  /** Tells the page something that it did not ask for. */
  send(event: HostEvent): void {
    if (!this.closed) this.port.post({ kind: 'event', event });
  }

  /** Stops listening; requests that wait are rejected, later replies are not sent. */
  dispose(): void {
    if (this.closed) return;
    this.closed = true;
    this.stopListening();
    for (const pending of this.pending.values()) {
      pending.stopTimer();
      pending.reject(new Error('The panel was closed.'));
    }
    this.pending.clear();
  }

  private receive(message: unknown): void {
    const parsed = v.safeParse(wireMessage, message);
    if (!parsed.success) return this.drop('a message of no known form');
    const wire = parsed.output;
    if (wire.kind === 'request') void this.answer(wire.id, wire.method, wire.params);
    else if (wire.kind === 'event') this.takeEvent(wire.event as unknown as HostEvent);
    else this.settle(wire);
  }

  private async answer(id: number, method: string, params: unknown): Promise<void> {
    const { handlers } = this.options;
    if (!handlers || !isMethod(method)) return this.drop(`a request for ${shortened(method)}`);
    const parsed = v.safeParse(panelRequests[method], params);
    if (!parsed.success) {
      return this.drop(`a "${method}" request: ${shortened(parsed.issues[0].message)}`);
    }
    let reply: WireMessage;
    try {
      const handler = handlers[method] as (params: unknown) => unknown;
      reply = { kind: 'reply', id, result: await handler(parsed.output) };
    } catch (error) {
      reply = { kind: 'error', id, message: messageOf(error) };
    }
    if (!this.closed) this.port.post(reply);
  }

  private takeEvent(event: HostEvent): void {
    if (this.options.onEvent) this.options.onEvent(event);
    else this.drop('an event at the end that sends them');
  }

  private settle(
    reply: { kind: 'reply'; id: number; result: unknown } | { kind: 'error'; id: number; message: string },
  ) {
    const pending = this.pending.get(reply.id);
    if (!pending) return this.drop(`a reply to request ${reply.id}, which nobody waits for`);
    this.pending.delete(reply.id);
    pending.stopTimer();
    if (reply.kind === 'reply') pending.resolve(reply.result);
    else pending.reject(new Error(reply.message));
  }

  private drop(what: string): void {
    this.options.log(`Dropped ${what}.`);
  }
}
