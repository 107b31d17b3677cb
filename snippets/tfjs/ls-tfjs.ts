// concept: label-smoothing
// prefix: [ls-tfjs, label-smoothing]
// description: Softmax cross-entropy on smoothed labels
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {labels: , numClasses: , logits: , 0.1: [0.1, 0.05, 0.2]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const numClasses = 5;
const logits = tf.tensor2d([[2, -1, 0.5, 0, 1], [0.1, 0.2, 3, -0.5, 0], [-1, 0, 1, 2, -2]]);
const labels = tf.tensor1d([0, 2, 1], 'int32');

// --- snippet
const loss = tf.losses.softmaxCrossEntropy(tf.oneHot(labels, numClasses), logits, undefined, 0.1);

// --- test
const mean = loss.dataSync()[0];
if (Math.abs(mean - 1.199728) > 1e-5) throw new Error(`the mean loss is ${mean}, not 1.199728`);
