/** What every JavaScript host has and the language itself has not: a monotonic clock, a timer, WebAssembly. */

interface Host {
  readonly performance: { now(): number };
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
  return new Promise((resolve) => host.setTimeout(resolve, 0));
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
