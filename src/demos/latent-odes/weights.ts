/** The trained weights, by tools/train-latent-ode.ts. */
import type { Tf } from '../contract/demo';
import trained from '../data/latent-ode-weights.json';
import { layerNames, layers, type Weights } from './model';

export const loadWeights = (tf: Tf): Weights =>
  Object.fromEntries(
    layerNames.map((name) => {
      const [rows, columns] = layers[name];
      return [
        name,
        { w: tf.tensor2d(trained[name].w, [rows, columns]), b: tf.tensor2d(trained[name].b, [1, columns]) },
      ];
    }),
  ) as Weights;
