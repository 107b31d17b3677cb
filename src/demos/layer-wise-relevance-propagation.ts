/**
 * A small network reads strokes, and in training one class may carry a tag that gives it away. Relevance propagation
 * shows which pixels its answers came from, and how far the rule that is chosen can be trusted with that.
 */
import { defineDemo, type DemoContext } from './contract/demo';
import { explain } from './layer-wise-relevance-propagation/explain';
import {
  lrpFrame,
  type Findings,
  type MeasuredRule,
  type Subject,
} from './layer-wise-relevance-propagation/frame';
import { measureRules, randomDeletion } from './layer-wise-relevance-propagation/measure';
import { drawTest, testImages, train, trainingSteps } from './layer-wise-relevance-propagation/network';
import {
  presetNames,
  presets,
  ruleName,
  type Preset,
  type RuleSet,
} from './layer-wise-relevance-propagation/rules';
import { paste, pixels, strokeNames } from './layer-wise-relevance-propagation/strokes';

const deletionSeed = 5000;
/** Share of the progress that training takes, where it has to be done. */
const trainingShare = 0.8;

const hidden = [
  { value: 'zero', label: 'LRP-0' },
  { value: 'epsilon', label: 'ε' },
  { value: 'gamma', label: 'γ' },
  { value: 'zplus', label: 'z⁺' },
] as const;

export default defineDemo({
  id: 'layer-wise-relevance-propagation',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'rules',
      label: 'Rules',
      help: 'One rule for all layers, one for each from the input up, or the three that are set below.',
      options: [
        { value: 'own', label: 'as set for each layer' },
        ...presetNames.map((value) => ({ value, label: presets[value].name })),
      ],
      default: 'own',
      seeds: [
        { role: 'gamma', expression: "'gamma'" },
        { role: 'eps', expression: "'epsilon'" },
      ],
    },
    { kind: 'choice', id: 'output', label: 'Rule of the output layer', options: hidden, default: 'zero' },
    { kind: 'choice', id: 'middle', label: 'Rule of the middle layer', options: hidden, default: 'zero' },
    {
      kind: 'choice',
      id: 'input',
      label: 'Rule of the input layer',
      options: [...hidden, { value: 'zbox', label: 'zᴮ' }],
      default: 'zero',
    },
    {
      kind: 'range',
      id: 'eps',
      label: 'Stabiliser ε',
      tex: '\\varepsilon',
      help: 'A unit with sum z passes on |z|/(|z| + ε) of its relevance.',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.25,
      seeds: [{ role: 'eps', clamp: true }],
      writes: 'eps',
    },
    {
      kind: 'range',
      id: 'gamma',
      label: 'Favour γ',
      tex: '\\gamma',
      help: 'Positive weights count 1 + γ times, negative ones once.',
      scale: 'linear',
      min: 0,
      max: 10,
      step: 0.05,
      default: 0.25,
      seeds: [{ role: 'gamma', clamp: true }],
      writes: 'gamma',
    },
    {
      kind: 'range',
      id: 'image',
      label: 'Image',
      scale: 'integer',
      min: 0,
      max: testImages - 1,
      step: 1,
      default: 1,
    },
    { kind: 'toggle', id: 'pasted', label: 'Paste the tag on this image', default: true },
    {
      kind: 'choice',
      id: 'explained',
      label: 'Class to explain',
      options: [
        { value: 'predicted', label: 'the one it sees' },
        ...strokeNames.map((name, i) => ({ value: String(i), label: name })),
      ],
      default: 'predicted',
    },
    {
      kind: 'range',
      id: 'tagged',
      label: 'Vertical training strokes with a tag',
      help: 'Probability of 2 × 2 white pixels in the corner.',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.05,
      default: 1,
    },
    {
      kind: 'toggle',
      id: 'biases',
      label: 'Biases',
      help: 'They keep a share of the relevance.',
      default: false,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other images and other initial weights.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  prepare: {
    controls: ['tagged', 'biases', 'seed'],
    build: (context, params) => {
      const subject = subjectOf(context, params);
      return train(context, params, (step, loss) =>
        context.emit(lrpFrame({ subject, rows: [], loss, progress: (trainingShare * step) / trainingSteps })),
      );
    },
  },

  async run(context, params, trained) {
    const { tf, random, emit } = context;
    const { seed, eps, gamma, explained } = params;
    const settings = { eps, gamma };
    const chosen = chosenRules(params.rules, [params.input, params.middle, params.output]);
    const subject = subjectOf(context, params);
    const { layers, test, likeTraining } = trained;
    const label = explained === 'predicted' ? undefined : Number(explained);
    const explanation = explain(tf, layers, subject.pixels, subject.mask, label, chosen, settings);
    const rows: MeasuredRule[] = [];
    const findings: Findings = { subject, trained, explanation, rows, progress: trainingShare };
    await emit(lrpFrame(findings));

    const bench = { layers, images: likeTraining, labels: test.labels, masks: test.masks };
    const byLot = randomDeletion(tf, random(seed + deletionSeed), bench);
    const rule = (name: string, rules: RuleSet) => ({
      name,
      ...measureRules(tf, bench, rules, settings),
    });
    const known = presetNames.map((preset) => () => rule(ruleName(preset, settings), presets[preset].rules));
    for (const measured of [() => rule('chosen', chosen), ...known]) {
      rows.push(measured());
      const progress = trainingShare + ((1 - trainingShare) * rows.length) / (known.length + 1);
      await emit(lrpFrame({ ...findings, byLot, progress }));
    }
  },
});

/** A set of rules, or one rule for each layer. */
function chosenRules(preset: string, own: readonly string[]): RuleSet {
  return preset === 'own' ? (own as unknown as RuleSet) : presets[preset as Preset].rules;
}

/** The test image that is looked at, with its tag. */
function subjectOf(
  { random }: Pick<DemoContext, 'random'>,
  { seed, image, pasted }: { readonly seed: number; readonly image: number; readonly pasted: boolean },
): Subject {
  const { images, labels, masks } = drawTest(random, seed);
  const pixelsOf = (values: Float32Array) => values.slice(image * pixels, (image + 1) * pixels);
  const shown = pixelsOf(images);
  if (pasted) paste(shown);
  return { index: image, label: labels[image]!, pixels: shown, mask: pixelsOf(masks), pasted };
}
