/** Frees what a computation made, whichever way it ended: with tidy, kept, as a variable, or broken off by an error. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '../demos/contract/demo';

/** The part of the engine through which every tensor and variable comes to life. */
interface Tracker {
  trackTensor(tensor: Tensor, backend: unknown): void;
}

const owners = new WeakMap<object, { current?: TensorOwner }>();

/** Collects the tensors that are made while it is the current owner. */
export class TensorOwner {
  readonly #tensors = new Set<Tensor>();
  #sweepAt = 1024;

  /** Makes this the current owner of `tf`. Returns a function that puts the former one back. */
  begin(tf: Tf): () => void {
    const slot = slotOf(tf);
    const former = slot.current;
    slot.current = this;
    return () => {
      slot.current = former;
    };
  }

  add(tensor: Tensor): void {
    this.#tensors.add(tensor);
    if (this.#tensors.size >= this.#sweepAt) this.#sweep();
  }

  /** Disposes every tensor that is still alive. */
  dispose(): void {
    for (const tensor of this.#tensors) tensor.dispose();
    this.#tensors.clear();
  }

  /** Forgets tensors that are gone; the next sweep waits until the living have doubled. */
  #sweep(): void {
    for (const tensor of this.#tensors) if (tensor.isDisposed) this.#tensors.delete(tensor);
    this.#sweepAt = 1024 + 2 * this.#tensors.size;
  }
}

function slotOf(tf: Tf): { current?: TensorOwner } {
  const tracker = tf.engine() as unknown as Tracker;
  const known = owners.get(tracker);
  if (known) return known;
  const slot: { current?: TensorOwner } = {};
  owners.set(tracker, slot);
  const trackTensor = tracker.trackTensor;
  tracker.trackTensor = function (tensor, backend) {
    trackTensor.call(this, tensor, backend);
    slot.current?.add(tensor);
  };
  return slot;
}
