/**
 * A toy transformer, no language model, learns to recall the value of a key. Reading, probing, patching and ablating it
 * show how far each of these goes as an explanation.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { toyFrame } from './language-model-interpretability/frame';
import { drawTest, inspect } from './language-model-interpretability/inspect';
import { experiment, type Experiment } from './language-model-interpretability/experiment';
import { drawSequence, pairs, parseSequence, type Sequence } from './language-model-interpretability/task';
import { train } from './language-model-interpretability/train';

const sequenceSeed = 5;
/** Shares of the progress that training and inspection take, where they have to be done. */
const trainingShare = 0.7;
const inspectionShare = 0.25;
/** Reports of an inspection. */
const inspectionParts = 6;

export default defineDemo({
  id: 'language-model-interpretability',
  engine: 'wasm',
  controls: [
    {
      kind: 'text',
      id: 'sequence',
      label: 'Sequence',
      help: 'Four pairs of a key a to h and a value 0 to 5, then a key with a question mark.',
      maxLength: 24,
      default: 'a3 c1 f5 b2 c?',
    },
    {
      kind: 'choice',
      id: 'corrupt',
      label: 'Pair to corrupt',
      help: 'Gets another value; patching then brings activations of the clean run back.',
      options: [
        { value: 'queried', label: 'the queried one' },
        ...Array.from({ length: pairs }, (_, i) => ({ value: String(i), label: String(i + 1) })),
      ],
      default: 'queried',
    },
    {
      kind: 'range',
      id: 'layer',
      label: 'Layer to patch',
      help: '0 is the embedding, then the residual stream after each block.',
      scale: 'integer',
      min: 0,
      max: 2,
      step: 1,
      default: 1,
    },
    {
      kind: 'range',
      id: 'position',
      label: 'Position to patch',
      help: '5 is the query.',
      scale: 'integer',
      min: 1,
      max: 5,
      step: 1,
      default: 5,
    },
    {
      kind: 'multi-choice',
      id: 'ablated',
      label: 'Attention replaced by its mean',
      options: [
        { value: '0', label: 'block 1' },
        { value: '1', label: 'block 2' },
      ],
      default: [],
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Training steps',
      scale: 'integer',
      min: 20,
      max: 150,
      step: 10,
      default: 70,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other weights. Not every run learns the same circuit: seed 3 splits the work between the blocks.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  prepare: {
    controls: ['steps', 'seed'],
    async build(context, params) {
      const { steps, seed } = params;
      const { sequence } = shownSequence(context, params.sequence);
      const show = (losses: readonly number[], progress: number) =>
        context.emit(toyFrame({ sequence, steps, losses, progress }));
      await show([], 0);
      const { model, losses } = await train(context, seed, steps, (sofar) =>
        show(sofar, (trainingShare * sofar.length) / steps),
      );
      let parts = 0;
      const inspection = await inspect(context, model, drawTest(context.random), () =>
        show(losses, trainingShare + (inspectionShare * ++parts) / inspectionParts),
      );
      return { model, losses, inspection };
    },
  },

  async run(context, params, { model, losses, inspection }) {
    const { tf, random, emit } = context;
    const { sequence, understood } = shownSequence(context, params.sequence);
    const corruptedPair = params.corrupt === 'queried' ? sequence.queried : Number(params.corrupt);
    const at = { layer: params.layer, position: params.position - 1 };
    const ablated = params.ablated.map(Number);
    const test = drawTest(random).clean;
    let seen: Experiment | undefined;
    tf.tidy(() => {
      seen = experiment(tf, model, { sequence, corruptedPair, at, ablated, test });
    });
    const { steps } = params;
    await emit(toyFrame({ sequence, understood, steps, losses, inspection, experiment: seen, progress: 1 }));
  },
});

/** What the text says, or one drawn by lot where it says nothing. */
function shownSequence(
  { random }: Pick<DemoContext, 'random'>,
  text: string,
): { readonly sequence: Sequence; readonly understood: boolean } {
  const sequence = parseSequence(text);
  return sequence
    ? { sequence, understood: true }
    : { sequence: drawSequence(random(sequenceSeed)), understood: false };
}
