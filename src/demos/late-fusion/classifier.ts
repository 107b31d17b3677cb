/** A small network for two classes, trained on all examples at once. */
import type { Rank, Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { createMlp } from '../models/mlp';
import { variableAdam } from '../models/variable-adam';

const learningRate = 0.02;
/** Times the sum of squared weights. */
const decay = 1e-3;
/** With modality dropout, the share of rows that lose A, and of those that lose B. */
const lost = 0.2;

export interface Classifier {
  /** One step of Adam. */
  train(): void;
  logits(x: Tensor2D): Tensor2D;
}

/**
 * @param x training examples, one a row
 * @param targets one-hot
 * @param dropout draws anew in each step which rows lose a modality (Neverova et al. 2016); its columns become 0
 */
export function createClassifier(
  tf: Tf,
  random: Random,
  [inputs, hidden]: readonly [inputs: number, hidden: number],
  x: Tensor2D,
  targets: Tensor2D,
  dropout?: Random,
): Classifier {
  const mlp = createMlp(tf, random, [inputs, hidden, 2]);
  const matrices = mlp.variables.filter((variable): variable is Variable<Rank.R2> => variable.rank === 2);
  const optimizer = variableAdam(tf, mlp.variables);
  const penalty = () => tf.addN(matrices.map((weights) => tf.sum(tf.square(weights))));
  return {
    train: () =>
      tf.tidy(() => {
        const seen: Tensor2D = dropout ? tf.mul(x, keptInputs(tf, dropout, x.shape[0])) : x;
        const loss = (): Scalar =>
          tf.add(tf.losses.softmaxCrossEntropy(targets, mlp.logits(seen)), tf.mul(penalty(), decay));
        optimizer.minimize(loss, learningRate);
      }),
    logits: (examples) => tf.tidy(() => mlp.logits(examples)),
  };
}

/** 1 where an input stays: columns 0 and 1 belong to A, 2 and 3 to B. */
function keptInputs(tf: Tf, random: Random, rows: number): Tensor2D {
  const kept = new Float32Array(4 * rows).fill(1);
  for (let i = 0; i < rows; i++) {
    const draw = random.uniform();
    if (draw < lost) kept.fill(0, 4 * i, 4 * i + 2);
    else if (draw < 2 * lost) kept.fill(0, 4 * i + 2, 4 * i + 4);
  }
  return tf.tensor2d(kept, [rows, 4]);
}
