/** The few globals that the desktop host and the web worker host both have. */
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const crypto: { randomUUID(): string };
declare class URLSearchParams {
  constructor(init: string | readonly (readonly [string, string])[]);
  forEach(use: (value: string, name: string) => void): void;
  toString(): string;
}

/** The bytes of a base64 text, one character each. */
declare function atob(base64: string): string;
