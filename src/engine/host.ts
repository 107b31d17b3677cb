/** What every JavaScript host has and the language itself has not: a monotonic clock, a timer, WebAssembly. */

interface Host {
  readonly performance: { now(): number };
  setImmediate?(callback: () => void): unknown;
  readonly MessageChannel: new () => {
    readonly port1: { onmessage: (() => void) | null; close(): void };
    readonly port2: { postMessage(message: unknown): void };
  };
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  readonly WebAssembly?: { compile(bytes: ArrayBuffer): Promise<unknown> };
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (encoding: string) => { decode(bytes: Uint8Array): string };
}

export const host = globalThis as unknown as Host;

/** Milliseconds on a clock that never runs backwards. */
export function now(): number {
  return host.performance.now();
}

/** Lets the event loop turn, so that messages which have arrived are handled. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => later(resolve));
}

/** Calls back in the next turn. Browsers stretch a timer of 0 ms to 4 ms, a message to oneself comes at once. */
function later(callback: () => void): void {
  if (host.setImmediate) {
    host.setImmediate(callback);
    return;
  }
  const { port1, port2 } = new host.MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(null);
}

/** The value of `work`, or an error with `message` where it does not settle within `ms` milliseconds. */
export async function withinTime<T>(work: Promise<T>, ms: number, message: string): Promise<T> {
  let timer: unknown;
  const late = new Promise<never>((_, reject) => {
    timer = host.setTimeout(() => reject(new Error(message)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    host.clearTimeout(timer);
  }
}
