/** The frame of the world-model demo: what the latents hold, how far imagination reaches, and how planning goes. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, ImageGridPlot, LinePlot, Metric, ScatterPlot } from '../contract/frame';
import type { Objective } from './model';
import { planHorizon, planSteps, type Imagined, type Played } from './scores';
import { trainingSteps } from './train';

export interface LatentView {
  /** True positions of the ball, and the latent of each. */
  readonly positions: readonly number[];
  readonly rows: readonly (readonly number[])[];
  /** One observation, and what the decoder makes of its latent. */
  readonly seen: Float32Array;
  readonly decoded: Float32Array;
}

export interface Scores {
  /** Share of the variance that the latents explain. */
  readonly position: number;
  readonly velocity: number;
  readonly variance: number;
  /** Share of the latents' variance that comes from the television. */
  readonly noise: number;
  readonly imagined: Imagined;
}

export interface Findings {
  readonly objective: Objective;
  readonly label: string;
  readonly television: number;
  readonly view: LatentView;
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  readonly scores?: Scores;
  readonly played?: Played;
  /** Mean reward a step of an agent that plans in the true world, and of one that does not plan. */
  readonly truth?: number;
  readonly chance?: number;
  readonly progress: number;
}

const two = (value: number) => formatNumber(Math.round(100 * value) / 100);
const shown = (value: number) => Math.max(0, value);

export function worldFrame(findings: Findings): Frame {
  return {
    plots: [
      latentPlot(findings),
      scorePlot(findings),
      rewardPlot(findings),
      pathPlot(findings),
      imaginedPlot(findings),
      lossPlot(findings),
      picturePlot(findings),
    ],
    metrics: metricsOf(findings),
    progress: findings.progress,
    reading: readingOf(findings),
  };
}

function latentPlot({ view: { positions, rows } }: Findings): ScatterPlot {
  const parts: [name: string, keeps: (p: number) => boolean][] = [
    ['ball left', (p) => p < -1 / 3],
    ['middle', (p) => Math.abs(p) <= 1 / 3],
    ['right', (p) => p > 1 / 3],
  ];
  return {
    kind: 'scatter',
    id: 'latents',
    title: 'Latent states, by position',
    x: { label: 'first latent', min: -2, max: 2 },
    y: { label: 'second latent', min: -2, max: 2 },
    points: parts.map(([name, keeps]) => {
      const own = rows.filter((_, i) => keeps(positions[i]!));
      return { name, x: own.map((row) => row[0]!), y: own.map((row) => row[1]!) };
    }),
    text: `${rows.length} states of ${rows[0]!.length} latent dimensions, the first two drawn.`,
  };
}

function scorePlot({ scores }: Findings): BarPlot {
  const values = scores ? [scores.position, scores.velocity, scores.noise] : [0, 0, 0];
  return {
    kind: 'bar',
    id: 'scores',
    title: 'What the latents hold',
    y: { label: 'share', min: 0, max: 1.1 },
    categories: ['position', 'velocity', 'television'],
    series: [{ name: 'share', values: values.map(shown) }],
    text: scores
      ? `They explain ${two(values[0]!)} of the position and ${two(values[1]!)} of the velocity; ${two(values[2]!)} of their variance is television.`
      : 'Known when the training is done.',
  };
}

function rewardPlot({ played, truth, chance }: Findings): BarPlot {
  const values = [chance ?? 0, played?.reward ?? 0, truth ?? 0];
  return {
    kind: 'bar',
    id: 'reward',
    title: 'Reward a step when planning',
    y: { label: 'reward', min: 0, max: 1 },
    categories: ['no plan', 'in the model', 'in the world'],
    series: [{ name: 'reward', values }],
    text: played
      ? `No plan ${two(values[0]!)}, in the model ${two(values[1]!)}, in the true world ${two(values[2]!)}.`
      : 'Nothing is planned yet.',
  };
}

function pathPlot({ played }: Findings): LinePlot {
  const paths = played?.paths.slice(0, 4) ?? [];
  return {
    kind: 'line',
    id: 'paths',
    title: 'The ball of four planned episodes',
    x: { label: 'step', min: 0, max: planSteps },
    y: { label: 'position', min: -1, max: 1 },
    references: [{ axis: 'y', at: 0, label: 'reward' }],
    series: paths.map((path, i) => ({
      name: `episode ${i + 1}`,
      x: path.map((_, t) => t),
      y: path.map(({ p }) => p),
    })),
    text: played
      ? `They end at ${paths.map((path) => two(path.at(-1)!.p)).join(', ')}.`
      : 'Nothing is planned yet.',
  };
}

function imaginedPlot({ scores }: Findings): LinePlot {
  const y = scores?.imagined.each ?? [];
  return {
    kind: 'line',
    id: 'imagined',
    title: 'Reward, imagined and true',
    x: { label: 'steps ahead', min: 1, max: planHorizon },
    y: { label: 'share explained, 0 where below', min: 0, max: 1 },
    series: [{ name: 'explained', x: y.map((_, k) => k + 1), y: y.map(shown) }],
    text: scores
      ? `${two(y[0]!)} one step ahead, ${two(y.at(-1)!)} at step ${y.length}, ${two(scores.imagined.all)} over all; below 0 drawn as 0.`
      : 'Known when the training is done.',
  };
}

function lossPlot({ losses }: Findings): LinePlot {
  return {
    kind: 'line',
    id: 'loss',
    title: 'Loss in training',
    x: { label: 'step', min: 0, max: trainingSteps },
    y: { label: 'loss', scale: 'log' },
    series: [
      { name: 'loss', x: losses.map(({ step }) => step), y: losses.map(({ loss }) => Math.max(loss, 1e-6)) },
    ],
    text: losses.length > 0 ? `Now ${losses.at(-1)!.loss.toPrecision(3)}.` : 'No step yet.',
  };
}

/** Rows of 16 pixels: the ball, its motion, the television. */
function picturePlot({ objective, view: { seen, decoded } }: Findings): ImageGridPlot {
  const image = (label: string, pixels: Float32Array) => ({
    label,
    width: 16,
    height: 3,
    channels: 1 as const,
    pixels: pixels.map((x) => Math.min(1, Math.max(-1, x))),
    signed: true,
  });
  const reconstructs = objective === 'reconstruction';
  return {
    kind: 'images',
    id: 'pictures',
    title: 'Ball, motion and television',
    images: [image('seen', seen), ...(reconstructs ? [image('reconstructed', decoded)] : [])],
    perRow: 2,
    text: reconstructs
      ? 'What is seen, and what the decoder makes of its latent.'
      : 'What is seen; this loss trains no decoder.',
  };
}

function metricsOf({ scores, played }: Findings): Metric[] {
  if (!scores) return [];
  return [
    ...(played ? [{ id: 'reward', label: 'reward a step, planned', value: played.reward }] : []),
    { id: 'position', label: 'position explained', value: scores.position },
    { id: 'noise', label: 'television in the latents', value: scores.noise },
    { id: 'imagined', label: `reward explained, ${planHorizon} steps`, value: scores.imagined.all },
    { id: 'velocity', label: 'velocity explained', value: scores.velocity },
    { id: 'variance', label: 'variance of the latents', value: scores.variance },
  ];
}

function readingOf({ label, losses, scores, played, truth, chance, progress }: Findings): string {
  if (losses.length === 0) return `A world model is about to learn by ${label}.`;
  if (!scores) return `It learns by ${label}: the loss is at ${two(losses.at(-1)!.loss)}.`;
  if (!played) return `It has learned by ${label}; first the true world is planned in, to compare.`;
  const brings = `planning in it brings ${two(played.reward)} a step`;
  if (progress < 1) return `After ${played.paths[0]!.length - 1} of ${planSteps} steps ${brings}.`;
  const result = `${brings}, against ${two(chance!)} without a plan and ${two(truth!)} in the true world`;
  if (scores.variance < 0.05) return `The latents have collapsed to a point: ${result}.`;
  if (scores.noise > 0.5) return `The latents hold the television and have dropped the ball: ${result}.`;
  return `The latents know ${Math.round(100 * scores.position)} % of the position: ${result}.`;
}
