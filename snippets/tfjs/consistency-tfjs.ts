// concept: latent-consistency-models
// prefix: [consistency-tfjs, consistency-scales]
// description: Scales that make a network a consistency function, and one step of its training
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {sigmaMin = 0.02: , sigmaData = 1.5: }

// --- setup
import * as tf from '@tensorflow/tfjs';

const ring = tf.tensor2d(Array.from({ length: 5 }, (_, k) => [2 * Math.cos(0.4 * Math.PI * k), 2 * Math.sin(0.4 * Math.PI * k)]));
/** Exact for five bumps of deviation 0.3 on a circle of radius 2. */
const denoise = (x: tf.Tensor2D, sigma: number): tf.Tensor2D =>
  tf.tidy(() => {
    const v = 0.09 + sigma ** 2;
    const distance = tf.sum(tf.squaredDifference(tf.expandDims(x, 1), ring), 2);
    const nearest = tf.matMul(tf.softmax(tf.div(distance, -2 * v) as tf.Tensor2D), ring);
    return tf.add(nearest, tf.mul(tf.sub(x, nearest), 0.09 / v)) as tf.Tensor2D;
  });
const levels = [0.02, 0.1, 0.5, 1.5, 5];
const seeded = (seed: number) => tf.initializers.glorotNormal({ seed });
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'swish', inputShape: [3], kernelInitializer: seeded(1) }),
    tf.layers.dense({ units: 2, kernelInitializer: seeded(2) }),
  ],
});
const network = (x: tf.Tensor2D, sigma: number): tf.Tensor2D =>
  model.apply(tf.concat([x, tf.fill([x.shape[0], 1], Math.log(sigma) / 4)], 1)) as tf.Tensor2D;
const optimizer = tf.train.adam(0.01);

// --- snippet
/** Skip 1 and out 0 at `sigmaMin`: the end of a trajectory stays where it is. */
function consistencyScales(sigma: number, sigmaMin = 0.02, sigmaData = 1.5) {
  const total = sigma ** 2 + sigmaData ** 2;
  return {
    skip: sigmaData ** 2 / ((sigma - sigmaMin) ** 2 + sigmaData ** 2),
    out: ((sigma - sigmaMin) * sigmaData) / Math.sqrt(total),
    in: 1 / Math.sqrt(total),
  };
}

type Network = (x: tf.Tensor2D, sigma: number) => tf.Tensor2D;

/** Where the trajectory through `x` of noise `sigma` ends. */
function jump(network: Network, x: tf.Tensor2D, sigma: number): tf.Tensor2D {
  const scale = consistencyScales(sigma);
  const answer = network(tf.mul(x, scale.in) as tf.Tensor2D, sigma);
  return tf.add(tf.mul(x, scale.skip), tf.mul(answer, scale.out)) as tf.Tensor2D;
}

/** One DDIM step of the teacher from `sigma` to `next`; both ends have to be answered alike. */
function distillStep(network: Network, denoise: Network, x: tf.Tensor2D, sigma: number, next: number): number {
  return tf.tidy(() => {
    const clean = denoise(x, sigma);
    const nearer = tf.add(clean, tf.mul(tf.sub(x, clean), next / sigma)) as tf.Tensor2D;
    const target = jump(network, nearer, next);
    const loss = optimizer.minimize(() => {
      const square = tf.sum(tf.squaredDifference(jump(network, x, sigma), target), 1);
      return tf.sub(tf.mean(tf.sqrt(tf.add(square, 0.03 ** 2))), 0.03) as tf.Scalar;
    }, true)!;
    return loss.dataSync()[0];
  });
}

// --- test
for (const [sigma, skip, out, scaled] of [[0.02, 1, 0, 0.666607], [0.5, 0.907112, 0.455368, 0.632456], [5, 0.083178, 1.430992, 0.191565]]) {
  const scale = consistencyScales(sigma);
  if (Math.hypot(scale.skip - skip, scale.out - out, scale.in - scaled) > 2e-6) throw new Error(`scales at ${sigma}`);
}
const point = tf.tensor2d([[1, 0.5]]);
if (tf.max(tf.abs(tf.sub(jump(network, point, 0.02), point))).dataSync()[0] > 1e-6) throw new Error('the end moves');
const means = denoise(point, 0.5).dataSync();
if (Math.hypot(means[0] - 1.511128, means[1] - 0.438299) > 1e-5) throw new Error(`denoised ${means}`);
const far = denoise(tf.tensor2d([[3, -2]]), 2).dataSync();
if (Math.hypot(far[0] - 1.115505, far[1] + 0.7367) > 1e-5) throw new Error(`denoised ${far}`);
const losses = Array.from({ length: 200 }, (_, i) => {
  const n = 1 + (i % 4);
  const noise = tf.randomNormal([64, 2], 0, 1, 'float32', i);
  const x = tf.tidy(() => tf.add(tf.gather(ring, tf.range(0, 64, 1, 'int32').mod(5).toInt()), tf.mul(noise, levels[n])) as tf.Tensor2D);
  return distillStep(network, denoise, x, levels[n], levels[n - 1]);
});
const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
if (!(mean(losses.slice(-40)) < 0.85 * mean(losses.slice(0, 40)))) throw new Error(`${mean(losses.slice(0, 40))}, ${mean(losses.slice(-40))}`);
