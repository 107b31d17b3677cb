/** The frame of the demo of Pre-LN and Post-LN: gradients by layer and by depth, the stream, and training. */
import { formatNumber } from '../../util/number';
import type { Axis, Frame, LinePlot, Metric, Series } from '../contract/frame';
import { mean } from '../metrics/summary';
import { logSlope, type BlockKind, type Gradients } from './gradients';
import { steps, symbols } from './reversal';

export interface Measured {
  readonly depth: number;
  readonly block: BlockKind;
  /** Depths that are compared. */
  readonly depths: readonly number[];
  readonly post: Learned;
  readonly pre: Learned;
  /** Losses of Post-LN whose learning rate rises slowly. */
  readonly warmed: number[];
}

interface Learned {
  /** By depth, one for each draw of weights. */
  readonly stacks: Map<number, readonly Gradients[]>;
  readonly losses: number[];
}

type Side = 'post' | 'pre';
const names = { post: 'Post-LN', pre: 'Pre-LN' } as const;
const sides = ['post', 'pre'] as const;

/** The loss of answering every symbol with the same probability, in nats. */
const guessing = Math.log(symbols);
const text = (value: number) => formatNumber(Number(value.toPrecision(3)));

export function prePostFrame(measured: Measured, isPre: boolean, progress: number): Frame {
  const facts = factsOf(measured);
  const chosen: Side = isPre ? 'pre' : 'post';
  return {
    plots: [
      layerPlot(measured, facts, chosen),
      depthPlot(measured, facts, chosen),
      streamPlot(measured, facts, chosen),
      trainingPlot(measured, chosen),
    ],
    metrics: metricsOf(measured, facts, chosen),
    progress,
    reading: progress < 1 ? waiting(measured) : readingOf(measured, facts, chosen),
  };
}

interface Facts {
  readonly norms: readonly number[];
  readonly deviations: readonly number[];
  /** Of the last layer, at each depth that is there yet. */
  readonly last: readonly number[];
  /** Of ln(last gradient) over ln(depth). */
  readonly slope?: number;
  /** Gradient of the last layer over that of the first. */
  readonly ratio?: number;
}

/** Means over the draws. */
function factsOf(measured: Measured): Record<Side, Facts> {
  return { post: sideFacts(measured, 'post'), pre: sideFacts(measured, 'pre') };
}

function sideFacts({ depth, depths, ...measured }: Measured, side: Side): Facts {
  const { stacks } = measured[side];
  const draws = stacks.get(depth) ?? [];
  const averaged = (of: (draw: Gradients) => readonly number[]) =>
    (draws[0] ? of(draws[0]) : []).map((_, layer) => mean(draws.map((draw) => of(draw)[layer]!)));
  const norms = averaged((draw) => draw.norms);
  const last = depths.flatMap((layers) => {
    const of = stacks.get(layers);
    return of ? [mean(of.map((draw) => draw.norms.at(-1)!))] : [];
  });
  return {
    norms,
    deviations: averaged((draw) => draw.deviations),
    last,
    ...(last.length === depths.length && { slope: logSlope(depths, last) }),
    ...(norms.length > 0 && { ratio: norms.at(-1)! / norms[0]! }),
  };
}

/** The chosen one is drawn in full. */
function bothSides(
  chosen: Side,
  points: (side: Side) => { readonly x: readonly number[]; readonly y: readonly number[] },
): Series[] {
  return sides.map((side) => ({
    name: names[side],
    ...points(side),
    style: side === chosen ? 'solid' : 'dashed',
  }));
}

const layerNumbers = (values: readonly number[]) => values.map((_, layer) => layer + 1);
const layers = { label: 'layer, from the input' };
const gradient: Axis = { label: 'size of the gradient', scale: 'log' };

function layerPlot({ depth }: Measured, facts: Record<Side, Facts>, chosen: Side): LinePlot {
  const { ratio } = facts[chosen];
  return {
    kind: 'line',
    id: 'by-layer',
    title: `Gradient of each of ${depth} layers before training`,
    x: layers,
    y: gradient,
    series: bothSides(chosen, (side) => ({ x: layerNumbers(facts[side].norms), y: facts[side].norms })),
    text:
      ratio === undefined
        ? 'The gradients are being computed.'
        : `${names[chosen]}: the gradient of the last layer is ${text(ratio)} times that of the first.`,
  };
}

function depthPlot({ depths }: Measured, facts: Record<Side, Facts>, chosen: Side): LinePlot {
  const known = (side: Side) => ({ x: depths.slice(0, facts[side].last.length), y: facts[side].last });
  const [first] = facts.pre.last;
  const guide = first === undefined ? [] : depths.map((layers) => first * Math.sqrt(depths[0]! / layers));
  const { slope } = facts[chosen];
  return {
    kind: 'line',
    id: 'by-depth',
    title: 'Gradient of the last layer in stacks of different depth',
    x: { label: 'layers of the stack', scale: 'log' },
    y: gradient,
    series: [
      ...bothSides(chosen, known),
      { name: '1/√L', x: guide.length > 0 ? depths : [], y: guide, style: 'dashed' },
    ],
    text:
      slope === undefined
        ? 'Deeper stacks are being computed.'
        : `${names[chosen]}: the gradient of the last layer changes as L to the power of ${text(slope)}.`,
  };
}

function streamPlot(_: Measured, facts: Record<Side, Facts>, chosen: Side): LinePlot {
  const end = facts[chosen].deviations.at(-1);
  return {
    kind: 'line',
    id: 'stream',
    title: 'Deviation of the residual stream behind each layer',
    x: layers,
    y: { label: 'standard deviation', min: 0 },
    series: bothSides(chosen, (side) => ({
      x: layerNumbers(facts[side].deviations),
      y: facts[side].deviations,
    })),
    text:
      end === undefined
        ? 'The stream is being computed.'
        : `${names[chosen]}: the stream has a deviation of ${text(end)} behind the last layer.`,
  };
}

function trainingPlot({ post, pre, warmed }: Measured, chosen: Side): LinePlot {
  const of = { post: post.losses, pre: pre.losses };
  const line = (losses: readonly number[]) => ({ x: losses.map((_, step) => step), y: [...losses] });
  const shown = of[chosen].at(-1);
  return {
    kind: 'line',
    id: 'training',
    title: 'Training six layers to reverse a sequence',
    x: { label: 'step', min: 0, max: steps },
    y: { label: 'loss', unit: 'nats', min: 0 },
    series: [
      ...bothSides(chosen, (side) => line(of[side])),
      { name: 'Post-LN with warm-up', ...line(warmed), style: 'points' },
    ],
    references: [{ axis: 'y', at: guessing, label: 'guessing' }],
    text:
      shown === undefined
        ? `Guessing among ${symbols} symbols costs ${text(guessing)} nats.`
        : `${names[chosen]} reaches a loss of ${text(shown)} nats; guessing costs ${text(guessing)}.`,
  };
}

/** Without the last digits of single precision. */
const rounded = (value: number | undefined) => value && Number(value.toFixed(4));
/** Mean of the last ten losses, or of what is there. */
const settled = (losses: readonly number[]) => mean(losses.slice(-10));

function metricsOf(measured: Measured, facts: Record<Side, Facts>, chosen: Side): Metric[] {
  const order = chosen === 'post' ? sides : ([...sides].reverse() as Side[]);
  const metrics = order.flatMap((side): (Metric | undefined)[] => {
    const { slope, ratio, deviations } = facts[side];
    const { losses } = measured[side];
    const metric = (id: string, label: string, value: number | undefined, unit?: string) =>
      value === undefined || !Number.isFinite(value)
        ? undefined
        : { id: `${id}-${side}`, label: `${label}, ${names[side]}`, value, ...(unit && { unit }) };
    return [
      metric('slope', 'power of L', slope),
      metric('ratio', 'last over first gradient', ratio),
      metric('deviation', 'deviation of the stream', rounded(deviations.at(-1))),
      metric('loss', 'loss in the end', losses.length === steps ? settled(losses) : undefined, 'nats'),
    ];
  });
  if (measured.warmed.length === steps)
    metrics.push({
      id: 'loss-warmed',
      label: 'loss in the end, Post-LN with warm-up',
      value: settled(measured.warmed),
      unit: 'nats',
    });
  return metrics.filter((metric) => metric !== undefined);
}

function waiting({ post, pre }: Measured): string {
  if (post.losses.length === 0)
    return 'Gradients of stacks of 2 to 24 layers are computed at their first step.';
  const last = (losses: readonly number[]) => (losses.length > 0 ? text(losses.at(-1)!) : 'not begun');
  return `Training: the loss is ${last(post.losses)} for Post-LN and ${last(pre.losses)} for Pre-LN; guessing costs ${text(guessing)} nats.`;
}

function readingOf({ depth, ...measured }: Measured, facts: Record<Side, Facts>, chosen: Side): string {
  const { ratio, deviations } = facts[chosen];
  const slope = facts[chosen].slope!;
  const { losses } = measured[chosen];
  const towards =
    ratio! > 3
      ? `shrink ${text(ratio!)}-fold towards the input`
      : ratio! < 1 / 3
        ? `grow ${text(1 / ratio!)}-fold towards the input`
        : 'are about even over the layers';
  const byDepth =
    slope < -0.2
      ? `that of the last layer falls as L^${text(slope)}`
      : 'that of the last layer does not shrink with depth';
  const end = settled(losses);
  const learns =
    end < guessing / 3
      ? `it learns, down to ${text(end)} nats`
      : `without warm-up it stays at ${text(end)} of ${text(guessing)} nats`;
  return `${names[chosen]}, ${depth} layers: gradients ${towards}, ${byDepth}, the stream ends with deviation ${text(deviations.at(-1)!)}; trained, ${learns}.`;
}
