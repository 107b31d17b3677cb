/** What every host has: Node, the worker of an editor in the browser, and a page. */
declare class TextDecoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
