// concept: langevin-dynamics
// prefix: [langevin-tfjs, annealed-langevin]
// description: Langevin steps over falling noise levels, with a score that knows the level
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {steps = 50: ["5", "50", "100"], scale = 0.2: ["0.05", "0.2"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const means = tf.tensor2d([[-2, 0], [2, 0]]);
const logWeights = tf.log(tf.tensor1d([0.8, 0.2]));
const sigmas = Array.from({ length: 10 }, (_, i) => 4 * (0.05 / 4) ** (i / 9));
const score = (x: tf.Tensor2D, sigma: number): tf.Tensor2D => {
  const v = 0.25 + sigma ** 2;
  const distance = tf.sum(tf.square(tf.sub(tf.expandDims(x, 1), means)), 2);
  const share = tf.softmax(tf.sub(logWeights, tf.div(distance, 2 * v)) as tf.Tensor2D);
  return tf.div(tf.sub(tf.matMul(share, means), x), v);
};

// --- snippet
/** `score(x, sigma)` of the density after noise `sigma`; levels fall from about the width of the data. */
function annealedLangevin(
  score: (x: tf.Tensor2D, sigma: number) => tf.Tensor2D, start: tf.Tensor2D, sigmas: number[],
  dataVariance: number, steps = 50, scale = 0.2,
): tf.Tensor2D {
  let x = start.clone();
  for (const sigma of sigmas) {
    const eps = scale * (dataVariance + sigma ** 2);
    for (let step = 0; step < steps; step++) {
      const next = tf.tidy(() => {
        const noise = tf.mul(tf.randomNormal(x.shape), Math.sqrt(eps));
        return tf.add(tf.add(x, tf.mul(score(x, sigma), eps / 2)), noise) as tf.Tensor2D;
      });
      x.dispose();
      x = next;
    }
  }
  return x;
}

// --- test
const check = score(tf.tensor2d([[0.5, -0.3]]), 2).dataSync();
if (Math.abs(check[0] + 0.319215) > 1e-5) throw new Error(`score ${check[0]}`);
const left = (x: tf.Tensor2D): number => x.dataSync().filter((value, i) => i % 2 === 0 && value < 0).length / 4000;
const all = annealedLangevin(score, tf.randomUniform([4000, 2], -4, 4, 'float32', 1), sigmas, 0.25);
if (Math.abs(left(all) - 0.8) > 0.05) throw new Error(`${left(all)} are left`);
const right = tf.add(tf.mul(tf.randomNormal([4000, 2], 0, 1, 'float32', 2), 0.5), [2, 0]) as tf.Tensor2D;
if (Math.abs(left(annealedLangevin(score, right, sigmas, 0.25)) - 0.8) > 0.05) throw new Error('the start is remembered');
if (left(annealedLangevin(score, right, [0.05], 0.25, 500)) > 0.4) throw new Error('plain steps should stay');
