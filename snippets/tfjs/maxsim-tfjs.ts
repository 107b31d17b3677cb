// concept: late-interaction
// prefix: [maxsim-tfjs, late-interaction]
// description: MaxSim of one query and one document
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {query: , passage: }

// --- setup
import * as tf from '@tensorflow/tfjs';

const query = tf.tensor2d([[1, 0], [0, 1]]);
const passage = tf.tensor2d([[0.6, 0.8], [0.8, -0.6]]);

// --- snippet
const score = tf.sum(tf.max(tf.matMul(query, passage, false, true), 1));

// --- test
const value = score.dataSync()[0]!;
if (Math.abs(value - 1.6) > 1e-6) throw new Error(`the score is ${value}, not 1.6`);
