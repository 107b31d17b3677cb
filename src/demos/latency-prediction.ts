/**
 * Times small operations on this machine, learns what a call, an operation and a byte cost, and predicts shapes that it has
 * not seen. FLOPs alone miss: what is small or moves much is paid for otherwise.
 */
import { defineDemo, type BackendName, type Tf } from './contract/demo';
import { Bench } from './latency-prediction/bench';
import { latencyFrame, type Scene } from './latency-prediction/frame';
import {
  chooseOperations,
  flopsOf,
  kinds,
  network,
  prepareNetwork,
  type Operation,
} from './latency-prediction/operations';
import type { PredictorName } from './latency-prediction/predictor';

const shapeSeed = 3;
/** Of the user's operation, about 40 ms; a longer call would hold up everything else. */
const mostFlops: Readonly<Record<BackendName, number>> = { cpu: 4e7, wasm: 1e9, native: 4e9 };

export default defineDemo({
  id: 'latency-prediction',
  engine: 'wasm',
  measures: true,
  controls: [
    {
      kind: 'choice',
      id: 'predictor',
      label: 'Predicted from',
      options: [
        { value: 'kinds', label: 'call, FLOPs and bytes, by kind' },
        { value: 'global', label: 'call, FLOPs and bytes' },
        { value: 'flops', label: 'FLOPs only' },
      ],
      default: 'kinds',
    },
    {
      kind: 'range',
      id: 'm',
      label: 'Your matMul: rows M',
      tex: 'M',
      help: 'The batch, or batch times sequence.',
      scale: 'integer',
      min: 1,
      max: 512,
      default: 128,
      seeds: [{ role: 'm', clamp: true }],
      writes: 'm',
    },
    {
      kind: 'range',
      id: 'k',
      label: 'Inner size K',
      tex: 'K',
      scale: 'integer',
      min: 1,
      max: 4096,
      default: 256,
      seeds: [{ role: 'k', clamp: true }],
      writes: 'k',
    },
    {
      kind: 'range',
      id: 'n',
      label: 'Columns N',
      tex: 'N',
      scale: 'integer',
      min: 1,
      max: 4096,
      default: 256,
      seeds: [{ role: 'n', clamp: true }],
      writes: 'n',
    },
    {
      kind: 'button',
      id: 'check',
      label: 'Measure your matMul',
      help: 'Times it, to compare with what was predicted; not where a call takes more than about 40 ms.',
      default: 0,
    },
    {
      kind: 'range',
      id: 'shapes',
      label: 'Shapes to measure',
      help: 'A third of them is held out: never shown to the predictor.',
      scale: 'integer',
      min: 14,
      max: 42,
      step: 7,
      default: 42,
    },
    {
      kind: 'multi-choice',
      id: 'kinds',
      label: 'Operations',
      options: kinds.map((kind) => ({ value: kind, label: kind })),
      default: [...kinds],
    },
    {
      kind: 'range',
      id: 'batches',
      label: 'Batches of each shape',
      scale: 'integer',
      min: 3,
      max: 15,
      default: 7,
    },
    {
      kind: 'toggle',
      id: 'load',
      label: 'Busy machine',
      help: 'Two of three batches are held up for 1 to 4 ms.',
      default: false,
    },
    {
      kind: 'toggle',
      id: 'other',
      label: 'Try it on the other engine',
      help: 'Measures the held-out shapes there and compares them with what was learnt here.',
      default: false,
    },
  ],

  prepare: {
    controls: ['shapes', 'kinds', 'batches', 'load', 'other'],
    async build(context, params) {
      const { tf, random, emit } = context;
      const operations = chooseOperations(random(shapeSeed), params.shapes, params.kinds);
      const bench = new Bench(context, random(shapeSeed + 1), params);
      const scene = { ...sceneOf(tf, params), operations };
      bench.show = (soFar, progress) =>
        emit(latencyFrame({ ...scene, measured: soFar.slice(0, operations.length) }, 0.9 * progress));
      await bench.show([], 0);

      const whole = prepareNetwork(tf);
      const { measured, others } = await bench.measure([...operations, ...network], [whole]);
      bench.show = () =>
        emit(latencyFrame({ ...scene, measured: measured.slice(0, operations.length) }, 0.9));
      const heldOut = operations.filter((operation) => operation.heldOut);
      return {
        operations,
        measured: measured.slice(0, operations.length),
        parts: measured.slice(operations.length),
        whole: others[0],
        rounds: bench.rounds,
        elsewhere: params.other ? await bench.elsewhere(heldOut) : undefined,
      };
    },
  },

  async run(context, params, learnt) {
    const { tf, random, emit } = context;
    const scene = { ...sceneOf(tf, params), ...learnt };
    const isMeasured = params.check > 0 && flopsOf(scene.own) <= mostFlops[scene.engine];
    await emit(latencyFrame(scene, isMeasured ? 0.95 : 1));
    if (!isMeasured) return;
    const bench = new Bench(context, random(shapeSeed + 2), params);
    const { measured } = await bench.measure([scene.own]);
    await emit(latencyFrame({ ...scene, ownTime: measured[0] }, 1));
  },
});

interface Settings {
  readonly predictor: string;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly batches: number;
}

function sceneOf(tf: Tf, { predictor, m, k, n, batches }: Settings): Scene {
  const own: Operation = { kind: 'matMul', m, k, n, heldOut: true };
  return {
    engine: tf.getBackend() as BackendName,
    predictor: predictor as PredictorName,
    own,
    batches,
    rounds: 0,
    operations: [],
    measured: [],
  };
}
