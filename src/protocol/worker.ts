/** Every message between the panel's page and the worker that computes a demo. Both sides are ours. */
import type { Params } from '../demos/contract/control';
import type { BackendName } from '../demos/contract/demo';
import type { Frame } from '../demos/contract/frame';

export type ToWorker =
  /** First message. `wasm`: the bytes of the SIMD binary, fetched by the page (a worker made from a blob cannot). */
  | { readonly type: 'load'; readonly wasm?: ArrayBuffer; readonly wasmProblem?: string }
  /** Starts a run; a run that is under way is cancelled first. */
  | {
      readonly type: 'run';
      readonly run: number;
      readonly demo: string;
      readonly params: Params;
      readonly engine: 'auto' | 'cpu' | 'wasm';
      readonly paused: boolean;
    }
  | { readonly type: 'pause' | 'resume' | 'step' | 'cancel'; readonly run: number };

export type FromWorker =
  | { readonly type: 'loaded' }
  | { readonly type: 'started'; readonly run: number; readonly engine: BackendName; readonly note?: string }
  | { readonly type: 'frame'; readonly run: number; readonly frame: Frame }
  | { readonly type: 'paused' | 'resumed'; readonly run: number }
  /** `ms` of computing, pauses not counted. */
  | { readonly type: 'done'; readonly run: number; readonly ms: number; readonly frames: number }
  | { readonly type: 'cancelled'; readonly run: number }
  /** One sentence for a person. */
  | { readonly type: 'failed'; readonly run: number; readonly message: string };
