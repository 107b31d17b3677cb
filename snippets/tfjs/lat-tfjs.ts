// concept: latency-prediction
// prefix: [lat-tfjs, latency]
// description: Least time of an operation, in batches that are long enough for the clock of a browser
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {7: , 2: }

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** Milliseconds of one call. On WebGL and WebGPU make it async and await `result.data()` instead of `dataSync()`. */
function leastTime(compute: () => tf.Tensor, batches = 7, batchTime = 2): number {
  const run = (repeats: number): number => {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) {
      const result = compute();
      result.dataSync();
      result.dispose();
    }
    return performance.now() - start;
  };
  run(2);
  let repeats = 1;
  while (run(repeats) < batchTime) repeats *= 2;
  return Math.min(...Array.from({ length: batches }, () => run(repeats) / repeats));
}

// --- test
const [small, large] = [8, 96].map((size) => {
  const x: tf.Tensor2D = tf.ones([size, size]);
  return leastTime(() => tf.matMul(x, x));
});
if (!(small! > 0 && large! > 2 * small!)) throw new Error(`${small} ms and ${large} ms`);
