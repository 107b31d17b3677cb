/** What outlives a run: models that demos share, and the prepared work of the demo that ran last. */
import type { Demo, DemoContext, Tf } from '../demos/contract/demo';
import type { Params } from '../demos/contract/control';
import { TensorOwner } from './tensor-owner';

interface Prepared {
  readonly key: string;
  readonly value: unknown;
  readonly free: () => void;
}

export class Workshop {
  readonly #models = new Map<string, { readonly model: unknown; readonly owner: TensorOwner }>();
  #prepared: Prepared | undefined;

  /** The model under `key`, built on first use. A build that throws leaves nothing behind. */
  keep<T>(tf: Tf, key: string, build: () => T): T {
    const kept = this.#models.get(key);
    if (kept) return kept.model as T;
    const owner = new TensorOwner();
    const end = owner.begin(tf);
    try {
      const model = build();
      this.#models.set(key, { model, owner });
      return model;
    } catch (error) {
      owner.dispose();
      throw error;
    } finally {
      end();
    }
  }

  /** The demo's prepared work for these parameters: what was kept where only other controls changed, else built anew. */
  async prepare(demo: Demo, context: DemoContext, params: Params): Promise<unknown> {
    const { prepare } = demo;
    if (!prepare) return undefined;
    const key = JSON.stringify([demo.id, ...prepare.controls.map((id) => params[id])]);
    if (this.#prepared?.key === key) return this.#prepared.value;
    this.#freePrepared();
    const owner = new TensorOwner();
    const end = owner.begin(context.tf);
    try {
      const value = await prepare.build(context, params);
      const free = () => {
        prepare.dispose?.(value);
        owner.dispose();
      };
      this.#prepared = { key, value, free };
      return value;
    } catch (error) {
      owner.dispose();
      throw error;
    } finally {
      end();
    }
  }

  /** Frees everything. */
  dispose(): void {
    this.#freePrepared();
    for (const { owner } of this.#models.values()) owner.dispose();
    this.#models.clear();
  }

  #freePrepared(): void {
    this.#prepared?.free();
    this.#prepared = undefined;
  }
}
