/**
 * A plan for a budget by three published scaling laws, and beside it such a law in the making: toy models of a toy
 * language, trained live at three budgets, whose best size moves as the budget grows.
 */
import { defineDemo } from './contract/demo';
import { fitLaw } from './llm-pretraining/fit';
import { planningFrame, type Bowl, type Sweep, type Wanted } from './llm-pretraining/frame';
import { laws, type LawName } from './llm-pretraining/laws';
import { excessLoss, paramsOf, ranks, scheduleOf } from './llm-pretraining/student';
import { createTeacher } from './llm-pretraining/teacher';

const allBudgets = [5e7, 2e8, 8e8];
const mostBudgetsOnCpu = 2;
const dataSeed = 1000;
const stepsPerFrame = 4;

export default defineDemo({
  id: 'llm-pretraining',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'params',
      label: 'Parameters N',
      tex: 'N',
      scale: 'log',
      min: 1e7,
      max: 1e13,
      default: 70e9,
      seeds: [{ role: 'n_params', clamp: true }],
    },
    {
      kind: 'range',
      id: 'tokens',
      label: 'Training tokens D',
      tex: 'D',
      scale: 'log',
      min: 1e8,
      max: 1e14,
      default: 1.4e12,
      seeds: [
        { role: 'n_tokens', clamp: true },
        { role: 'ratio', expression: 'ratio * n_params', clamp: true },
      ],
      writes: 'n_tokens',
    },
    {
      kind: 'choice',
      id: 'law',
      label: 'Law',
      options: Object.entries(laws).map(([value, { label }]) => ({ value, label })),
      default: 'besiroglu',
    },
    {
      kind: 'range',
      id: 'gpus',
      label: 'GPUs',
      scale: 'log',
      min: 1,
      max: 1e5,
      default: 2000,
    },
    {
      kind: 'choice',
      id: 'peak',
      label: 'Peak of one, dense BF16',
      options: [
        { value: '989', label: 'H100, 989 TFLOP/s' },
        { value: '312', label: 'A100, 312 TFLOP/s' },
      ],
      default: '989',
    },
    {
      kind: 'range',
      id: 'mfu',
      label: 'Share of the peak (MFU)',
      scale: 'linear',
      min: 0.1,
      max: 0.7,
      step: 0.01,
      default: 0.4,
      seeds: [{ role: 'mfu', clamp: true }],
      writes: 'mfu',
    },
    {
      kind: 'range',
      id: 'budgets',
      label: 'Budgets of the toy sweep',
      help: '5e7, 2e8 and 8e8 FLOP. At most two where WebAssembly does not run.',
      scale: 'integer',
      min: 1,
      max: 3,
      step: 1,
      default: 3,
    },
    {
      kind: 'range',
      id: 'lr',
      label: 'Learning rate of the toy sweep',
      scale: 'log',
      min: 0.01,
      max: 0.4,
      default: 0.1,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed of the toy language',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  prepare: {
    controls: ['budgets', 'lr', 'seed'],
    async build({ tf, random, emit }, params): Promise<Sweep> {
      const wanted = wantedOf(params);
      await emit(planningFrame({ wanted, progress: 0 }));
      const teacher = createTeacher(random(params.seed));
      const { entropyRate, unigramEntropy } = teacher;
      const count = tf.getBackend() === 'cpu' ? Math.min(params.budgets, mostBudgetsOnCpu) : params.budgets;
      const budgets = allBudgets.slice(0, count);
      const total = budgets.flatMap((budget) => ranks.map((rank) => scheduleOf(budget, rank).steps));
      const steps = total.reduce((sum, some) => sum + some, 0);
      const bowls: Bowl[] = [];
      let done = 0;
      for (const budget of budgets) {
        bowls.push({ budget, points: [] });
        for (const rank of ranks) {
          const at = { rank, budget, rate: params.lr };
          const excess = await excessLoss(tf, random(dataSeed + rank), teacher, at, async () => {
            done += 1;
            if (done % stepsPerFrame > 0) return;
            const sweep = { bowls: [...bowls], entropyRate, unigramEntropy, isDone: false };
            await emit(planningFrame({ wanted, sweep, progress: (0.99 * done) / steps }));
          });
          const { tokens } = scheduleOf(budget, rank);
          const { points } = bowls.pop()!;
          bowls.push({ budget, points: [...points, { rank, params: paramsOf(rank), tokens, excess }] });
        }
      }
      const sweep = { bowls, entropyRate, unigramEntropy, isDone: true };
      return count > 1 ? { ...sweep, fit: fitLaw(bowls.flatMap(({ points }) => points)) } : sweep;
    },
  },

  async run({ emit }, params, sweep) {
    await emit(planningFrame({ wanted: wantedOf(params), sweep, progress: 1 }));
  },
});

function wantedOf(params: {
  readonly params: number;
  readonly tokens: number;
  readonly law: string;
  readonly gpus: number;
  readonly peak: string;
  readonly mfu: number;
}): Wanted {
  return {
    params: params.params,
    tokens: params.tokens,
    law: params.law as LawName,
    gpus: Math.round(params.gpus),
    peak: Number(params.peak) * 1e12,
    utilization: params.mfu,
  };
}
