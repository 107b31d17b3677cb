/**
 * A small classifier in TensorFlow.js, on points around five centres.
 *
 * Runs in Node after `npm install @tensorflow/tfjs tsx`: npx tsx train_tfjs.ts
 */
import * as tf from '@tensorflow/tfjs';

const numClasses = 5;
const count = 400;

/** Points around `numClasses` centres on a circle, and the index of the centre of each. */
function makePoints(seed: number): { points: tf.Tensor2D; labels: tf.Tensor1D } {
  return tf.tidy(() => {
    const labels = tf.range(0, count, 1, 'int32').mod(tf.scalar(numClasses, 'int32')) as tf.Tensor1D;
    const angles = labels.toFloat().mul((2 * Math.PI) / numClasses);
    const centres = tf.stack([angles.cos(), angles.sin()], 1).mul(2);
    const points = centres.add(tf.randomNormal([count, 2], 0, 0.8, 'float32', seed)) as tf.Tensor2D;
    return { points, labels };
  });
}

const model = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [2], units: 64, activation: 'relu' }),
    tf.layers.dropout({ rate: 0.1 }),
    tf.layers.dense({ units: numClasses }),
  ],
});

const { points, labels } = makePoints(7);
const onehot = tf.oneHot(labels, numClasses);
const optimizer = tf.train.adam(0.01);

function smoothedLoss(logits: tf.Tensor2D): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(onehot, logits, undefined, 0.1);
}

for (let step = 1; step <= 200; step++) {
  const loss = optimizer.minimize(() => smoothedLoss(model.apply(points, { training: true }) as tf.Tensor2D), true);
  if (step % 50 === 0) console.log(`step ${step}: loss ${loss?.dataSync()[0]?.toFixed(3)}`);
  loss?.dispose();
}

const predicted = (model.predict(points) as tf.Tensor2D).argMax(-1);
const accuracy = predicted.equal(labels).mean().dataSync()[0];
console.log(`accuracy ${accuracy?.toFixed(3)}`);
