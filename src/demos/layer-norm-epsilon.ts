/**
 * What ε does to a token of any size: above √ε the output has deviation 1, below it the token fades. Then the same in
 * the number formats of half precision, operation by operation, where ε itself can round to 0.
 */
import { defineDemo } from './contract/demo';
import { layerNormEpsilonFrame, type Experiment, type SweepPoint } from './layer-norm-epsilon/frame';
import { gainOf } from './layer-norm-epsilon/gain';
import {
  deviationOf,
  modeNames,
  normalizeExactly,
  normalizeIn,
  type ModeName,
} from './layer-norm-epsilon/stepwise';
import { makeToken, type TokenName } from './layer-norm-epsilon/token';

const sweep = { from: 1e-8, to: 1e5, points: 40 };

export default defineDemo({
  id: 'layer-norm-epsilon',
  engine: 'cpu',
  controls: [
    {
      kind: 'range',
      id: 'eps',
      label: 'Epsilon ε',
      tex: '\\varepsilon',
      help: 'Added to the variance before the root.',
      scale: 'log',
      min: 1e-12,
      max: 0.1,
      default: 1e-5,
      seeds: [{ role: 'eps', clamp: true }],
      writes: 'eps',
    },
    {
      kind: 'choice',
      id: 'mode',
      label: 'Arithmetic of the steps',
      help: 'The formats that the token is held in and that each operation rounds to.',
      options: [
        { value: 'fp32', label: 'fp32' },
        { value: 'fp16', label: 'fp16' },
        { value: 'bf16', label: 'bf16' },
        { value: 'mixed', label: 'fp16, statistics in fp32' },
      ],
      default: 'fp16',
    },
    {
      kind: 'choice',
      id: 'token',
      label: 'Token of the steps',
      options: [
        { value: 'normal', label: 'normal, σ about 1' },
        { value: 'tiny', label: 'tiny, σ about 1e-4' },
        { value: 'constant', label: 'constant, 0.1' },
        { value: 'offset', label: 'offset, 10 ± 0.01' },
        { value: 'outlier', label: 'one outlier, 300' },
      ],
      default: 'tiny',
    },
    {
      kind: 'range',
      id: 'offset',
      label: 'Added to all features',
      help: 'Exact arithmetic takes it away again with the mean.',
      scale: 'linear',
      min: 0,
      max: 1000,
      step: 1,
      default: 0,
    },
    {
      kind: 'range',
      id: 'features',
      label: 'Features D',
      tex: 'D',
      help: 'Longer tokens make longer sums, and sums in half precision stall.',
      scale: 'integer',
      min: 4,
      max: 1024,
      step: 1,
      default: 4,
      seeds: [{ role: 'features', clamp: true }],
    },
    {
      kind: 'toggle',
      id: 'onePass',
      label: 'Variance in one pass, E[x²] − E[x]²',
      help: 'Quicker, and exact arithmetic sees no difference.',
      default: false,
    },
  ],

  async run({ tf, emit }, params) {
    const { eps, features, offset, onePass } = params;
    const mode = params.mode as ModeName;
    const token = makeToken(params.token as TokenName, features, offset);
    const experiment: Experiment = {
      eps,
      mode,
      onePass,
      features,
      steps: normalizeIn(mode, token, eps, onePass),
      exact: normalizeExactly(token, eps),
      points: [],
      constantGain: gainOf(tf, makeToken('constant', features), eps),
    };
    await emit(layerNormEpsilonFrame(experiment, 0));

    const unit = makeToken('normal', features);
    for (let i = 0; i < sweep.points; i++) {
      const scale = sweep.from * (sweep.to / sweep.from) ** (i / (sweep.points - 1));
      const scaled = unit.map((value) => value * scale);
      const shifted = scaled.map((value) => value + offset);
      const outputs = modeNames.map((name): [ModeName, number] => [
        name,
        deviationOf(normalizeIn(name, shifted, eps, onePass).output),
      ]);
      experiment.points.push({
        deviation: deviationOf(scaled),
        outputs: Object.fromEntries(outputs) as SweepPoint['outputs'],
        gain: gainOf(tf, scaled, eps),
      });
      await emit(layerNormEpsilonFrame(experiment, (i + 1) / sweep.points));
    }
  },
});
