/** Trains the toy transformer on sequences drawn for each step. */
import type { Scalar } from '@tensorflow/tfjs-core';
import type { DemoContext, Random } from '../contract/demo';
import { createTransformer, embed, run, type Transformer } from './model';
import { answerOf, codeWidth, drawSequences, encode, positions, values, type Sequence } from './task';
import { variableAdam } from '../models/variable-adam';

export const batchSize = 32;
const learningRate = 0.01;

export interface Trained {
  readonly model: Transformer;
  /** Loss of each step's batch. */
  readonly losses: readonly number[];
}

/**
 * Adam on the cross-entropy of the answer, which is asked for at the last position alone.
 * @param report after each step, with the losses so far
 */
export async function train(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  seed: number,
  steps: number,
  report: (losses: readonly number[]) => Promise<void>,
): Promise<Trained> {
  const model = createTransformer(tf, random(seed));
  const data: Random = random(seed + 1000);
  const optimizer = variableAdam(tf, model.variables);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const batch = drawSequences(data, batchSize);
    losses.push(
      tf.tidy(() => {
        const code = codeTensor(tf, batch);
        const target = tf.oneHot(tf.tensor1d(batch.map(answerOf), 'int32'), values);
        const loss = (): Scalar =>
          tf.losses.softmaxCrossEntropy(target, run(tf, model, embed(tf, model, code)).logits);
        return optimizer.minimize(loss, learningRate);
      }),
    );
    await report(losses);
  }
  return { model, losses };
}

export const codeTensor = (tf: DemoContext['tf'], sequences: readonly Sequence[]) =>
  tf.tensor2d(encode(sequences), [sequences.length * positions, codeWidth]);
