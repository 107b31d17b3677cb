/**
 * Four small texts of one content. Tokenizers of one language and of all four, and toy language models of one size on
 * one language and on all four: what sharing costs, and how much of it more room or more steps give back.
 */
import { defineDemo } from './contract/demo';
import type { Language } from './language-specific-pretraining/corpora';
import { pretrainingFrame, type Shown } from './language-specific-pretraining/frame';
import { followCourses, noCurves } from './language-specific-pretraining/learning';
import { trainTokenizers } from './language-specific-pretraining/tokenizers';

export default defineDemo({
  id: 'language-specific-pretraining',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'merges',
      label: 'Merges of a tokenizer',
      tex: 'V',
      help: 'The texts have 14 sentences each, so one merge here stands for 320 entries of your vocabulary.',
      scale: 'integer',
      min: 50,
      max: 400,
      step: 10,
      default: 100,
      seeds: [{ role: 'vocab_size', expression: 'round(vocab_size / 320)', clamp: true }],
    },
    {
      kind: 'range',
      id: 'englishWeight',
      label: 'English counts',
      help: 'In one of the shared tokenizers, English words count this often, as if there were more English text.',
      scale: 'integer',
      min: 1,
      max: 8,
      step: 1,
      unit: 'times',
      default: 8,
    },
    {
      kind: 'choice',
      id: 'language',
      label: 'Language',
      options: [
        { value: 'en', label: 'English' },
        { value: 'de', label: 'German' },
        { value: 'es', label: 'Spanish' },
        { value: 'fi', label: 'Finnish' },
      ],
      default: 'fi',
    },
    { kind: 'text', id: 'word', label: 'Words to cut into pieces', maxLength: 40, default: 'veneestä' },
    {
      kind: 'range',
      id: 'hidden',
      label: 'Hidden units of the toy models',
      scale: 'integer',
      min: 4,
      max: 64,
      step: 4,
      default: 16,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed of the toy models',
      scale: 'integer',
      min: 0,
      max: 100,
      step: 1,
      default: 0,
    },
  ],

  // The tokenizers are quick; the models are trained again only where they change.
  prepare: {
    controls: ['language', 'hidden', 'seed'],
    build: (context, params) => {
      const shown = shownOf(params);
      return followCourses(context, shown, (curves, progress) =>
        context.emit(pretrainingFrame({ ...shown, curves, progress: 0.99 * progress })),
      );
    },
  },

  async run({ emit }, params, curves) {
    await emit(pretrainingFrame({ ...shownOf(params), curves, progress: 1 }));
  },
});

interface Settings {
  readonly merges: number;
  readonly englishWeight: number;
  readonly language: string;
  readonly word: string;
  readonly hidden: number;
  readonly seed: number;
}

const shownOf = (settings: Settings): Shown & { readonly seed: number } => ({
  ...settings,
  language: settings.language as Language,
  tokenizers: trainTokenizers(settings.merges, settings.englishWeight),
  curves: noCurves,
  progress: 0,
});
