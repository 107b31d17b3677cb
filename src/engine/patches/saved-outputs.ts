/**
 * Second derivatives through operations whose gradient is written in terms of their output (tanh, sigmoid, exp, elu,
 * softmax, logSoftmax, pow, max, min). TensorFlow.js puts the saved copy of the output on the tape before the operation
 * that makes the output; the search for the path from x to y walks the tape forwards and so never finds that copy: the
 * gradient of a gradient fails, or is silently too small where another path exists. Here the copies move behind.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

interface TapeNode {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
}

/** The part of the engine that records operations. */
interface Recorder {
  readonly state: { readonly activeTape: TapeNode[] };
  addTapeNode(
    kernel: string,
    inputs: unknown,
    outputs: readonly Tensor[],
    gradient: unknown,
    saved: readonly Tensor[],
    attributes: unknown,
  ): void;
}

export function orderSavedOutputs(tf: Tf): void {
  const recorder = tf.engine() as unknown as Recorder;
  const addTapeNode = recorder.addTapeNode;
  recorder.addTapeNode = function (...args) {
    addTapeNode.apply(this, args);
    const [, , outputs, , saved] = args;
    if (saved.length > 0) moveCopiesBehind(this.state.activeTape, outputs, saved);
  };
}

/** `saved` were copied just before the last node was recorded, so their nodes lie near the end of the tape. */
function moveCopiesBehind(tape: TapeNode[], outputs: readonly Tensor[], saved: readonly Tensor[]): void {
  const oldest = Math.max(0, tape.length - 1 - saved.length);
  for (let i = tape.length - 2; i >= oldest; i--) {
    const copied = tape[i]!.inputs.x;
    if (copied && outputs.some((output) => output.id === copied.id)) tape.push(...tape.splice(i, 1));
  }
}
