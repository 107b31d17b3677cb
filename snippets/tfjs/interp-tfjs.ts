// concept: language-model-interpretability
// prefix: [interp-tfjs, layer-activations]
// description: Activations of each layer of a model, and the gradient of a score by its input
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {model: , x: , target: }

// --- setup
import * as tf from '@tensorflow/tfjs';

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 8, activation: 'tanh', inputShape: [4] }),
    tf.layers.dense({ units: 3 }),
  ],
});
const x = tf.tensor2d([[0.1, -0.4, 0.3, 0.9]]);
const target = 2;

// --- snippet
const probe = tf.model({ inputs: model.inputs, outputs: model.layers.map((layer) => layer.output as tf.SymbolicTensor) });
const activations = probe.predict(x) as tf.Tensor[];
const score = (input: tf.Tensor) => tf.sum(tf.slice(model.predict(input) as tf.Tensor2D, [0, target], [-1, 1]));
const attribution = tf.mul(x, tf.grad(score)(x));

// --- test
if (activations.length !== 2 || activations[0]!.shape[1] !== 8) throw new Error('activations');
const again = model.layers[1]!.apply(activations[0]!) as tf.Tensor;
if (tf.max(tf.abs(tf.sub(again, activations[1]!))).dataSync()[0]! > 1e-6) throw new Error('not the same activations');
const step = 1e-2;
const gradient = tf.div(attribution, x).dataSync();
for (let i = 0; i < 4; i++) {
  const along = tf.oneHot(tf.tensor1d([i], 'int32'), 4).mul(step);
  const change = tf.sub(score(tf.add(x, along)), score(tf.sub(x, along))).dataSync()[0]! / (2 * step);
  if (Math.abs(change - gradient[i]!) > 1e-3) throw new Error(`gradient ${i}: ${gradient[i]} and ${change}`);
}
