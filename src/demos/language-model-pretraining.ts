/**
 * The same small transformer learns a story of 2493 characters in two ways: to say the next one from the left, and to
 * say hidden ones from both sides. A toy of characters: what it shows is how the two objectives learn.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { pretrainingFrame, type Course, type Pretraining } from './language-model-pretraining/frame';
import {
  createLanguageModel,
  heads,
  type LanguageModel,
  type Objective,
} from './language-model-pretraining/model';
import { endBits, scoreOf, trainer, trainingBatch, type Masking } from './language-model-pretraining/train';
import { attentionOf, fillGaps, write } from './language-model-pretraining/use';

/** Most steps of each objective and the window, by what the engine can do in ten seconds. */
const sizes = {
  full: { clm: 150, mlm: 400, length: 32 },
  shortened: { clm: 50, mlm: 90, length: 16 },
} as const;
const scoreEvery = 25;
const trainingShare = 0.95;
const charactersPerFrame = 6;

interface Trained {
  readonly models: readonly LanguageModel[];
  readonly state: Pretraining;
}

export default defineDemo({
  id: 'language-model-pretraining',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'objective',
      label: 'Objective',
      options: [
        { value: 'both', label: 'both, side by side' },
        { value: 'false', label: 'causal' },
        { value: 'true', label: 'masked' },
      ],
      default: 'both',
      seeds: [{ role: 'mlm' }],
    },
    {
      kind: 'range',
      id: 'rate',
      label: 'Share of characters chosen',
      tex: 'p',
      help: 'By the masked objective; only these are scored.',
      scale: 'linear',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.15,
      seeds: [{ role: 'mlm_prob', clamp: true }],
      writes: 'mlm_prob',
    },
    {
      kind: 'range',
      id: 'hidden',
      label: 'Share of the chosen that is hidden',
      help: 'Of the others half become a random character and half stay.',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.1,
      default: 0.8,
      seeds: [{ role: 'masked', clamp: true }],
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Training steps',
      help: 'The causal model stops at 150.',
      scale: 'integer',
      min: 25,
      max: 400,
      step: 25,
      default: 400,
    },
    {
      kind: 'choice',
      id: 'axis',
      label: 'Curves over',
      options: [
        { value: 'steps', label: 'steps' },
        { value: 'terms', label: 'predictions scored' },
      ],
      default: 'steps',
    },
    {
      kind: 'range',
      id: 'temperature',
      label: 'Temperature of writing',
      scale: 'linear',
      min: 0.2,
      max: 1.5,
      step: 0.1,
      default: 0.7,
    },
    { kind: 'range', id: 'seed', label: 'Seed', scale: 'integer', min: 0, max: 100, step: 1, default: 1 },
  ],

  prepare: {
    controls: ['objective', 'rate', 'hidden', 'steps', 'seed'],
    async build(context, { objective, rate, hidden, steps, seed }): Promise<Trained> {
      const { tf, random, emit } = context;
      const isShortened = tf.getBackend() === 'cpu';
      const size = isShortened ? sizes.shortened : sizes.full;
      const chosen: Objective[] =
        objective === 'both' ? ['clm', 'mlm'] : [objective === 'true' ? 'mlm' : 'clm'];
      const most = (name: Objective) =>
        Math.max(1, Math.min(size[name], Math.round((steps / 400) * size.mlm)));
      const masking = { rate, hidden };
      const runs = chosen.map((name) => {
        const model = createLanguageModel(tf, random(seed), name, size.length);
        return training(context, model, masking, seed, most(name));
      });
      const longest = Math.max(...runs.map(({ steps: count }) => count));
      const stateAt = (progress: number): Pretraining => ({
        courses: Object.fromEntries(runs.map(({ model, course }) => [model.objective, course()])),
        length: size.length,
        rate,
        axis: 'steps',
        isShortened,
        progress,
      });
      await emit(pretrainingFrame(stateAt(0)));
      for (let step = 1; step <= longest; step++) {
        for (const run of runs) if (step <= run.steps) run.step();
        await emit(pretrainingFrame(stateAt((trainingShare * step) / longest)));
      }
      return { models: runs.map(({ model }) => model), state: stateAt(trainingShare) };
    },
  },

  async run({ tf, random, emit }, { axis, temperature, seed }, { models, state }) {
    const shown: Pretraining = { ...state, axis: axis === 'terms' ? 'terms' : 'steps' };
    const use = { end: {}, written: {}, fillings: [] };
    for (const model of models) {
      let characters = 0;
      const text = await write(tf, random(seed + 2000), model, temperature, async () => {
        characters += 1;
        if (characters % charactersPerFrame === 0) await emit(pretrainingFrame(shown));
      });
      Object.assign(use.written, { [model.objective]: text });
      Object.assign(use.end, { [model.objective]: endBits(tf, random, model) });
      if (model.objective === 'mlm') Object.assign(use, { fillings: fillGaps(tf, model) });
    }
    await emit(pretrainingFrame({ ...shown, use, progress: 1 }));
  },
});

/** One model with its optimizer and its curve so far. */
function training(
  { tf, random }: DemoContext,
  model: LanguageModel,
  masking: Masking,
  seed: number,
  steps: number,
) {
  const data = random(seed + 1000);
  const { step } = trainer(tf, model);
  const scores: Course['scores'][number][] = [];
  let done = 0;
  let terms = 0;
  let seen: Pick<Course, 'attention' | 'bias'>;
  const look = () => {
    scores.push({ ...scoreOf(tf, random, model, masking), step: done, terms });
    const bias = model.bias.dataSync<'float32'>();
    const offsets = bias.length / heads;
    seen = {
      attention: attentionOf(tf, model),
      bias: Array.from({ length: heads }, (_, head) => bias.slice(head * offsets, (head + 1) * offsets)),
    };
  };
  look();
  return {
    model,
    steps,
    step() {
      tf.tidy(() => {
        terms += step(trainingBatch(data, model, masking));
      });
      done += 1;
      if (done % scoreEvery === 0 || done === steps) look();
    },
    course: (): Course => ({ scores: [...scores], terms, steps: done, ...seen }),
  };
}
