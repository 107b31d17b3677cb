/**
 * A random graph of three classes in which a few nodes are labelled. Each step gives every node the weighted mean of its
 * neighbours; whether the seeds are reset, left alone or mixed in again decides where that ends.
 */
import { defineDemo } from './contract/demo';
import { labelPropagationFrame } from './label-propagation/frame';
import { createPropagation, modes, propagate } from './label-propagation/propagation';
import { createTask, measure, createRun } from './label-propagation/task';

const nodes = 120;
const classes = 3;
const steps = 200;

export default defineDemo({
  id: 'label-propagation',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'mode',
      label: 'Known labels in the graph',
      help: 'Reset after each step, left alone, or mixed in again with weight 1 − α; the curves show all three.',
      options: [
        { value: 'clamped', label: 'clamped' },
        { value: 'unclamped', label: 'unclamped' },
        { value: 'spreading', label: 'spreading' },
      ],
      default: 'clamped',
      seeds: [{ role: 'alpha', expression: "'spreading'" }],
    },
    {
      kind: 'range',
      id: 'alpha',
      label: 'Share α from the neighbours',
      tex: '\\alpha',
      help: 'For spreading: a label travels α/(1 − α) edges on average.',
      scale: 'linear',
      min: 0.05,
      max: 0.99,
      step: 0.01,
      default: 0.9,
      seeds: [{ role: 'alpha', clamp: true }],
      writes: 'alpha',
    },
    {
      kind: 'range',
      id: 'step',
      label: 'Step t that is shown',
      tex: 't',
      help: 'All 200 steps are computed; graph and readings show this one.',
      scale: 'integer',
      min: 0,
      max: steps,
      step: 1,
      default: steps,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'range',
      id: 'homophily',
      label: 'Homophily h',
      tex: 'h',
      help: 'The share of edges that join nodes of one class: 1/3 is no better than chance.',
      scale: 'linear',
      min: 0.05,
      max: 0.98,
      step: 0.01,
      default: 0.85,
    },
    {
      kind: 'range',
      id: 'degree',
      label: 'Neighbours of a node',
      scale: 'integer',
      min: 3,
      max: 12,
      step: 1,
      default: 6,
    },
    {
      kind: 'range',
      id: 'known',
      label: 'Known labels per class',
      scale: 'integer',
      min: 1,
      max: 10,
      step: 1,
      default: 3,
    },
    {
      kind: 'toggle',
      id: 'classMass',
      label: 'Weigh classes by their mass',
      help: 'Divides each score by the total of its class, so that a class with well placed seeds does not flood the rest.',
      default: false,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Another graph.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, params) {
    const { alpha, step: shownStep, homophily, degree, known: knownPerClass, classMass, seed } = params;
    const task = createTask(random(seed), { nodes, classes, degree, homophily, knownPerClass });
    const weights = tf.tensor2d(task.graph.weights, [nodes, nodes]);
    const seeds = tf.tensor2d(task.known, [nodes, classes]);
    const runs = modes.map((mode) => createRun(task, mode, alpha));
    const shown = runs.find(({ mode }) => mode === params.mode)!;
    const decision = classMass ? 'mass' : 'largest';
    const show = () => emit(labelPropagationFrame({ task, runs, shown, alpha, decision, shownStep, steps }));
    await show();

    const walkers = runs.map((run) => {
      const propagation = createPropagation(tf, weights, seeds, run.mode, alpha);
      let y = seeds.clone();
      return () => {
        const next = propagate(tf, propagation, y);
        const [before, scores] = [y, next].map((tensor) => tensor.dataSync<'float32'>());
        y.dispose();
        y = next;
        measure(task, run, scores!, before);
      };
    });
    for (let step = 1; step <= steps; step++) {
      for (const takeStep of walkers) takeStep();
      await show();
    }
  },
});
