/**
 * A small digit classifier is attacked with the same budget on every pixel: by random signs, by one step along the sign
 * of the gradient (FGSM), and by many projected steps (PGD). Steps that are too short, and logits that are too large,
 * make it look stronger than it is.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { CurvePoint } from './attacks/accuracy';
import { imageControl, modelControl } from './attacks/controls';
import { linfStep, pgd, randomSigns, uniformStart } from './attacks/linf';
import { accuracyOn, changeSize, portrait, zeroRows } from './attacks/measure';
import type { Subject } from './attacks/plots';
import { defineDemo } from './contract/demo';
import { linfFrame, type LinfAttack, type Measured } from './l-infinity-attacks/frame';
import type { AttackLoss } from './models/digit-classifier';
import { evaluationSeed, trainedVictim, type Training } from './models/digit-training';
import { digitLabel, drawDigit, seedOfDigit } from './models/digits';

const noiseSeed = 5;
const startSeed = 7;
const radii = [0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2];
const curveSteps = 20;
/** Steps between two frames while the curve is measured. */
const stepsPerFrame = 5;
/** Shares of the whole run. */
const trained = 0.5;
const attacked = 0.7;

export default defineDemo({
  id: 'l-infinity-attacks',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'eps',
      label: 'Radius ε',
      tex: '\\varepsilon',
      help: 'How far each pixel may move; pixels lie between 0 and 1.',
      scale: 'linear',
      min: 0,
      max: 0.3,
      step: 0.001,
      default: 0.1,
      seeds: [{ role: 'eps', clamp: true }],
      writes: 'eps',
    },
    {
      kind: 'range',
      id: 'alpha',
      label: 'Step size α of PGD',
      tex: '\\alpha',
      scale: 'linear',
      min: 0.001,
      max: 0.3,
      step: 0.001,
      default: 0.025,
      seeds: [
        { role: 'alpha', clamp: true },
        { role: 'rel_alpha', expression: 'rel_alpha * eps', clamp: true },
      ],
      writes: 'alpha',
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Steps of PGD',
      scale: 'integer',
      min: 1,
      max: 40,
      step: 1,
      default: 10,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'toggle',
      id: 'start',
      label: 'Random start in the ball',
      default: false,
      seeds: [{ role: 'random_start' }, { role: 'restarts', expression: 'restarts > 0' }],
      writes: 'random_start',
    },
    {
      kind: 'choice',
      id: 'loss',
      label: 'Loss to climb',
      help: 'Cross-entropy saturates with large logits; the margin between the best wrong logit and the right one does not.',
      options: [
        { value: 'ce', label: 'cross-entropy' },
        { value: 'margin', label: 'margin' },
      ],
      default: 'ce',
    },
    {
      kind: 'range',
      id: 'scale',
      label: 'Factor on the logits',
      help: 'Multiplies the logits before the loss. No prediction changes, but float32 gradients can vanish.',
      scale: 'log',
      min: 1,
      max: 1000,
      default: 1,
    },
    modelControl,
    imageControl,
  ],

  /** What changes the curve; its points are kept, so that the other controls do not measure them anew. */
  prepare: { controls: ['start', 'loss', 'scale', 'model'], build: () => [] as CurvePoint[] },

  async run(context, { eps, alpha, steps, start, loss, scale, model, image }, curve) {
    const { tf, random, emit } = context;
    const label = digitLabel(image);
    const pixels = drawDigit(random(seedOfDigit(evaluationSeed, image)), label);
    let subject: Subject = { index: image, label, pixels };
    let measured: Measured | undefined;
    const show = (progress: number, training?: LinfAttack['training']) =>
      emit(linfFrame({ eps, alpha, steps, subject, measured, curve, training, progress }));
    await show(0);

    const victim = await trainedVictim(context, model as Training, (state) =>
      show(trained * state.share, state),
    );
    const x = victim.images;
    const gradient = (at: Tensor2D) =>
      victim.classifier.inputGradient(at, victim.oneHot, loss as AttackLoss, scale);
    const accuracy = (images: Tensor2D) => accuracyOn(tf, victim, images);
    const withNoise = (radius: number) =>
      tf.tidy(() => accuracy(randomSigns(tf, random(noiseSeed), x, radius)));
    const withFgsm = (radius: number) =>
      tf.tidy(() => accuracy(linfStep(tf, x, x, gradient(x), radius, radius)));
    const startOf = (radius: number) =>
      start ? uniformStart(tf, random(startSeed), x, radius) : tf.clone(x);

    const clean = portrait(tf, victim, x, image);
    const first = startOf(eps);
    const fixed = { clean: accuracy(x), noise: withNoise(eps), fgsm: withFgsm(eps) };
    const zeroGradients = tf.tidy(() => zeroRows(tf, gradient(first)));
    const accuracies = [accuracy(first)];
    await pgd(tf, x, first, gradient, { alpha, eps, steps }, (step, at) => {
      accuracies.push(accuracy(at));
      measured = { ...fixed, pgd: [...accuracies], change: changeSize(tf, x, at), zeroGradients };
      subject = { ...subject, clean, attacked: portrait(tf, victim, at, image) };
      return show(trained + ((attacked - trained) * step) / steps);
    });

    for (const radius of radii.slice(curve.length)) {
      const share = (step: number) => (curve.length + step / curveSteps) / radii.length;
      const settings = { alpha: radius / 4, eps: radius, steps: radius > 0 ? curveSteps : 0 };
      const last = await pgd(tf, x, startOf(radius), gradient, settings, async (step) => {
        if (step % stepsPerFrame === 0) await show(attacked + (1 - attacked) * share(step));
      });
      curve.push({ eps: radius, noise: withNoise(radius), oneStep: withFgsm(radius), pgd: accuracy(last) });
      last.dispose();
    }
    await show(1);
  },
});
