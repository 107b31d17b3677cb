import { strict as assert } from 'node:assert';
import { canonicalSymbol, scriptPackage } from '../../../src/resolver/canonical';
import { fieldOf, starName } from '../../../src/resolver/packages';

describe('canonical symbols', () => {
  const cases: readonly [string, string][] = [
    ['py:tensorflow.keras.losses.CategoricalCrossentropy', 'py:keras.losses.CategoricalCrossentropy'],
    ['py:tensorflow.compat.v1.keras.activations.softmax', 'py:keras.activations.softmax'],
    ['py:tensorflow.compat.v1.reduce_sum', 'py:tensorflow.reduce_sum'],
    ['py:keras.src.losses.losses.CategoricalCrossentropy', 'py:keras.losses.CategoricalCrossentropy'],
    ['py:tf_keras.losses.BinaryCrossentropy', 'py:keras.losses.BinaryCrossentropy'],
    ['py:torch.nn.modules.loss.CrossEntropyLoss', 'py:torch.nn.CrossEntropyLoss'],
    ['py:torch.nn.modules.batchnorm._BatchNorm', 'py:torch.nn._BatchNorm'],
    ['py:torch.nn.functional.cross_entropy', 'py:torch.nn.functional.cross_entropy'],
    ['py:torch.nn.utils.rnn.PackedSequence', 'py:torch.nn.utils.rnn.PackedSequence'],
    ['py:torch.optim.adamw.AdamW', 'py:torch.optim.AdamW'],
    ['py:torch.optim.lr_scheduler.OneCycleLR', 'py:torch.optim.lr_scheduler.OneCycleLR'],
    ['py:torch.utils.data.dataloader.DataLoader', 'py:torch.utils.data.DataLoader'],
    ['py:optax.losses.smooth_labels', 'py:optax.smooth_labels'],
    ['py:timm.data.mixup.Mixup', 'py:timm.data.Mixup'],
    ['py:timm.models.layers.DropPath', 'py:timm.layers.DropPath'],
    ['py:transformers.training_args.TrainingArguments', 'py:transformers.TrainingArguments'],
    ['py:transformers.trainer_pt_utils.LabelSmoother', 'py:transformers.trainer_pt_utils.LabelSmoother'],
    ['py:transformers.models.gpt2.modeling_gpt2.GPT2Model', 'py:transformers.GPT2Model'],
    ['py:flax.linen.normalization.LayerNorm', 'py:flax.linen.LayerNorm'],
    ['js:@tensorflow/tfjs-node.losses.softmaxCrossEntropy', 'js:@tensorflow/tfjs.losses.softmaxCrossEntropy'],
    ['py:constructor.__proto__', 'py:constructor.__proto__'],
    ['py:', 'py:'],
  ];
  for (const [symbol, expected] of cases) {
    it(symbol, () => {
      assert.equal(canonicalSymbol(symbol), expected);
      assert.equal(canonicalSymbol(expected), expected, 'is its own public spelling');
    });
  }
});

describe('import specifiers', () => {
  const cases: readonly [string, string | undefined][] = [
    ['@tensorflow/tfjs', '@tensorflow/tfjs'],
    ['@tensorflow/tfjs-core/dist/tensor', '@tensorflow/tfjs-core'],
    ['https://cdn.jsdelivr.net/npm/@tensorflow/tfjs@4.22.0/+esm', '@tensorflow/tfjs'],
    ['https://esm.sh/brain.js@2', 'brain.js'],
    ['npm:onnxruntime-web@1.17', 'onnxruntime-web'],
    ['./local', undefined],
    ['/abs', undefined],
    ['https://host', undefined],
  ];
  for (const [specifier, name] of cases) it(specifier, () => assert.equal(scriptPackage(specifier), name));
});

describe('packages', () => {
  const cases: readonly [string, string | undefined][] = [
    ['py:torch.nn', 'ml'],
    ['py:numpy', 'numeric'],
    ['py:os.path', undefined],
    ['py:torch_but_not', undefined],
    ['js:@tensorflow/tfjs.losses', 'ml'],
    ['js:mathjs', 'numeric'],
    ['js:react', undefined],
    ['py:constructor', undefined],
    ['', undefined],
  ];
  for (const [symbol, field] of cases)
    it(`${symbol} is ${field}`, () => assert.equal(fieldOf(symbol), field));

  it('gives star imports the names that they can bring', () => {
    assert.equal(starName(['torch.nn'], 'LayerNorm'), 'torch.nn.LayerNorm');
    assert.equal(starName(['torch.nn'], 'helper'), undefined);
    assert.equal(starName(['torch.nn', 'keras.layers'], 'Dropout'), undefined, 'two could bring it');
    assert.equal(starName(['fastai.vision.all'], 'nn'), 'torch.nn');
    assert.equal(starName(['numpy'], 'print'), undefined, 'a name of Python itself');
    assert.equal(starName(['unknown'], 'LayerNorm'), undefined);
  });
});
