/** The contract of a demo: one file `demos/<id>.ts` exports `defineDemo({...})` as its default. */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Control, Params, ParamsOf } from './control';
import type { Frame } from './frame';

export type Tf = typeof tfjs;
export type BackendName = 'cpu' | 'wasm' | 'native';

/** The seeded generator of every demo (Mulberry32). Same seed, same numbers, on every engine. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Standard normal; two uniforms a draw. */
  normal(): number;
  /** In 0 … n-1. */
  integer(n: number): number;
  /** 0 … n-1 in random order. */
  shuffle(n: number): Uint32Array;
}

export interface DemoContext {
  readonly tf: Tf;
  random(seed: number): Random;
  /**
   * Shows a frame; the only suspension point. Await it at least every 50 ms of work: pause, step and
   * cancel happen here (cancel rejects, so a demo needs no code for it).
   */
  emit(frame: Frame): Promise<void>;
  /** A model that demos share: built once for a worker's life, owned by the host, never disposed by a demo. */
  keep<T>(key: string, build: () => T): T;
  /** Only with `measures: true`: milliseconds from a monotonic clock. */
  readonly clock?: () => number;
  /** Only with `measures: true`: switch the engine. */
  readonly backend?: (name: BackendName) => Promise<void>;
}

export interface DemoDefinition<C extends readonly Control[], P> {
  /** The id of the concept. */
  readonly id: string;
  readonly controls: C;
  /** The engine that measurement found quickest; `auto` on the user's side means this one. */
  readonly engine: 'cpu' | 'wasm';
  /** Work that only the listed controls change; its result is kept while they stay the same. */
  readonly prepare?: {
    readonly controls: readonly C[number]['id'][];
    build(context: DemoContext, params: ParamsOf<C>): Promise<P> | P;
    /** Frees what a result holds besides tensors; those the host frees when it is no longer wanted. */
    dispose?(prepared: P): void;
  };
  /**
   * Runs to the end, emitting frames. Tensors that are alive then, or when it is cancelled, are freed by the host; what
   * a step needs only for itself goes into `tf.tidy`, so that memory does not grow while it runs.
   */
  run(context: DemoContext, params: ParamsOf<C>, prepared: P): Promise<void>;
  /** Measures time: gets `clock` and `backend`. */
  readonly measures?: boolean;
}

/** A demo as the engine sees it: the types of its parameters forgotten. */
export interface Demo {
  readonly id: string;
  readonly controls: readonly Control[];
  readonly engine: 'cpu' | 'wasm';
  readonly prepare?: {
    readonly controls: readonly string[];
    build(context: DemoContext, params: Params): Promise<unknown> | unknown;
    dispose?(prepared: unknown): void;
  };
  run(context: DemoContext, params: Params, prepared: unknown): Promise<void>;
  readonly measures?: boolean;
}

/** Declares a demo. The parameters of `run` are typed from `controls`. */
export function defineDemo<const C extends readonly Control[], P = undefined>(
  definition: DemoDefinition<C, P>,
): Demo {
  return definition as unknown as Demo;
}
