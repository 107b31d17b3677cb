/** The frame of the demo of layer-norm variants. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, Series, TablePlot } from '../contract/frame';
import { queryNorms, type Attention, type QueryNorm } from './attention';
import { labels, normNames, type VectorNorms } from './norms';
import { deepNorm, type Kind } from './perturbation';

/** Factors of query and key weights at which curves have points. */
export const weightScales: readonly number[] = Array.from({ length: 13 }, (_, i) => 0.25 * 2 ** (i / 2));

/** What is computed at once. */
export interface Attentions {
  readonly norms: VectorNorms;
  /** For each factor of `weightScales`, by the order of `queryNorms`. */
  readonly curves: readonly (readonly Attention[])[];
  /** At the chosen factor. */
  readonly here: readonly Attention[];
}

export interface Changes {
  readonly depths: readonly number[];
  readonly kinds: readonly Kind[];
  /** Mean relative change of the output over the draws so far, for as many of the depths as there are yet. */
  readonly byKind: Map<Kind, readonly number[]>;
}

interface Chosen {
  readonly depth: number;
  readonly scale: number;
  readonly share: number;
  readonly shift: number;
  readonly factor: number;
}

const queryLabels: Readonly<Record<QueryNorm, string>> = {
  none: 'no norm',
  layer: 'LayerNorm',
  rms: 'RMSNorm',
  length: 'length 1, scale 7.9',
};
const kindLabels: Readonly<Record<Kind, string>> = {
  post: 'Post-LN',
  deep: 'DeepNorm',
  pre: 'Pre-LN',
  rms: 'Pre-RMSNorm',
  sandwich: 'Sandwich-LN',
};

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
/** What single precision leaves of a zero. */
const clean = (value: number) => (Math.abs(value) < 1e-4 ? 0 : value);

export function variantsFrame(parts: Attentions, changes: Changes, chosen: Chosen, progress: number): Frame {
  return {
    plots: [
      vectorPlot(parts.norms),
      invarianceTable(parts.norms),
      entropyPlot(parts),
      logitPlot(parts),
      changePlot(changes, chosen),
    ],
    metrics: [...vectorMetrics(parts), ...changeMetrics(changes, chosen)],
    progress,
    reading: readingOf(parts, changes, chosen, progress),
  };
}

function vectorPlot({ vector, outputs }: VectorNorms): BarPlot {
  const list = (values: readonly number[]) => values.map((value) => text(clean(value))).join(', ');
  return {
    kind: 'bar',
    id: 'vector',
    title: `One token, (${list(vector)}), under five norms`,
    x: { label: 'feature' },
    categories: vector.map((_, i) => `x${i + 1}`),
    series: normNames.map((norm) => ({ name: labels[norm], values: outputs[norm] })),
    text: `LayerNorm gives ${list(outputs.layer)}; RMSNorm ${list(outputs.rms)}.`,
  };
}

function invarianceTable({ byShift, byFactor }: VectorNorms): TablePlot {
  return {
    kind: 'table',
    id: 'invariance',
    title: 'Largest change of an output',
    columns: [{ label: 'norm' }, { label: 'by the shift', digits: 3 }, { label: 'by the factor', digits: 3 }],
    rows: normNames.map((norm) => [labels[norm], clean(byShift[norm]), clean(byFactor[norm])]),
    text: `The shift changes LayerNorm by ${text(clean(byShift.layer))} and RMSNorm by ${text(clean(byShift.rms))}.`,
  };
}

const scaleAxis = { label: 'factor g of query and key weights', scale: 'log' } as const;

function curvesOf({ curves }: Attentions, of: (attention: Attention) => number): Series[] {
  return queryNorms.map((norm, i) => ({
    name: queryLabels[norm],
    x: weightScales,
    y: curves.map((at) => of(at[i]!)),
    style: norm === 'none' ? 'solid' : 'dashed',
  }));
}

function entropyPlot(parts: Attentions): LinePlot {
  const [none, layer] = parts.here;
  return {
    kind: 'line',
    id: 'entropy',
    title: 'Entropy of the attention weights',
    x: scaleAxis,
    y: { label: 'entropy', unit: 'nats', min: 0 },
    series: curvesOf(parts, ({ entropy }) => entropy),
    references: [{ axis: 'y', at: Math.log(16), label: 'all alike' }],
    text: `At the chosen factor the entropy is ${text(none!.entropy)} nats without a norm and ${text(layer!.entropy)} with LayerNorm on queries and keys.`,
  };
}

function logitPlot(parts: Attentions): LinePlot {
  const [none, layer] = parts.here;
  return {
    kind: 'line',
    id: 'logits',
    title: 'Largest attention logit',
    x: scaleAxis,
    y: { label: 'largest |logit|', scale: 'log' },
    series: curvesOf(parts, ({ logit }) => logit),
    text: `At the chosen factor the largest logit is ${text(none!.logit)} without a norm and ${text(layer!.logit)} with LayerNorm.`,
  };
}

function changePlot({ depths, kinds, byKind }: Changes, { share }: Chosen): LinePlot {
  const series = kinds.map((kind): Series => {
    const y = byKind.get(kind) ?? [];
    return { name: kindLabels[kind], x: depths.slice(0, y.length), y };
  });
  return {
    kind: 'line',
    id: 'change',
    title: `Change of the output when every weight changes by ${text(100 * share)} %`,
    x: { label: 'layers of the stack', scale: 'log' },
    y: { label: 'relative change', scale: 'log' },
    series,
    text:
      kinds.length === 0
        ? 'No stack is chosen.'
        : `Stacks of ${depths.join(', ')} layers: ${told(kinds, byKind)}.`,
  };
}

function told(kinds: readonly Kind[], byKind: Changes['byKind']): string {
  return kinds
    .map((kind) => {
      const values = byKind.get(kind) ?? [];
      return values.length < 2
        ? `${kindLabels[kind]} being computed`
        : `${kindLabels[kind]} from ${text(values[0]!)} to ${text(values.at(-1)!)}`;
    })
    .join(', ');
}

function vectorMetrics({ norms: { byShift, byFactor }, here }: Attentions): Metric[] {
  const [none, layer, rms, length] = here;
  const nats = { unit: 'nats' };
  return [
    { id: 'shift-layer', label: 'shift changes LayerNorm by', value: clean(byShift.layer) },
    { id: 'shift-rms', label: 'shift changes RMSNorm by', value: clean(byShift.rms) },
    { id: 'factor-rms', label: 'factor changes RMSNorm by', value: clean(byFactor.rms) },
    { id: 'entropy-none', label: 'entropy, no norm', value: none!.entropy, ...nats },
    { id: 'entropy-layer', label: 'entropy, LayerNorm on q, k', value: layer!.entropy, ...nats },
    { id: 'entropy-rms', label: 'entropy, RMSNorm on q, k', value: rms!.entropy, ...nats },
    { id: 'entropy-length', label: 'entropy, length 1', value: length!.entropy, ...nats },
    { id: 'logit-none', label: 'largest logit, no norm', value: none!.logit },
    { id: 'logit-rms', label: 'largest logit, RMSNorm', value: rms!.logit },
  ];
}

function changeMetrics({ depths, kinds, byKind }: Changes, { depth }: Chosen): Metric[] {
  const { alpha, beta } = deepNorm(depth);
  const at = depths.indexOf(depth);
  const measured = kinds.flatMap((kind): Metric[] => {
    const values = byKind.get(kind) ?? [];
    if (values.length < depths.length) return [];
    return [
      { id: `change-${kind}`, label: `change of ${depth} layers, ${kindLabels[kind]}`, value: values[at]! },
      {
        id: `growth-${kind}`,
        label: `32 against 2 layers, ${kindLabels[kind]}`,
        value: values.at(-1)! / values[0]!,
      },
    ];
  });
  return [
    ...measured,
    { id: 'alpha', label: `DeepNorm’s α for ${depth} layers`, value: alpha },
    { id: 'beta', label: `DeepNorm’s β for ${depth} layers`, value: beta },
  ];
}

function readingOf(
  { norms: { byShift }, here }: Attentions,
  { depths, byKind }: Changes,
  { depth, scale, shift }: Chosen,
  progress: number,
): string {
  const [none, , rms] = here;
  const moved = `Adding ${text(shift)} moves RMSNorm’s output by ${text(clean(byShift.rms))} and LayerNorm’s by ${text(clean(byShift.layer))}`;
  const heads = `at g = ${text(scale)} attention has ${text(none!.entropy)} nats of entropy bare and ${text(rms!.entropy)} with QK-norm`;
  if (progress < 1) return `${moved}; ${heads}; stacks are being compared.`;
  const at = depths.indexOf(depth);
  const [post, other] = [byKind.get('post'), byKind.get('deep') ?? byKind.get('pre') ?? byKind.get('rms')];
  if (!post || !other) return `${moved}; ${heads}.`;
  const name = byKind.get('deep') ? kindLabels.deep : kindLabels.pre;
  return `${moved}; ${heads}; changed weights change the output of ${depth} Post-LN layers ${text(post[at]! / other[at]!)} times as much as with ${name}.`;
}
