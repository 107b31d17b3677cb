/** The frame of the latency demo: predicted against measured times, errors, costs, and a small network as a whole. */
import { formatNumber } from '../../util/number';
import type { BackendName } from '../contract/demo';
import type { BarPlot, Frame, LinePlot, Metric, Series, TablePlot } from '../contract/frame';
import { median } from '../metrics/summary';
import { accuracyOf, type Accuracy } from './accuracy';
import { bytesOf, flopsOf, kinds, rooflineTime, type Operation } from './operations';
import {
  fitPredictor,
  predict,
  predictorNames,
  type Costs,
  type Predictor,
  type PredictorName,
} from './predictor';
import type { Measurement } from './bench';
import type { Timing } from './timer';

export interface Scene {
  readonly engine: BackendName;
  readonly predictor: PredictorName;
  /** The user's operation, and its time where it was measured. */
  readonly own: Operation;
  readonly ownTime?: Timing;
  /** Batches of each shape that are wanted, and that were measured. */
  readonly batches: number;
  readonly rounds: number;
  /** All that will have been measured in the end, and what has been. */
  readonly operations: readonly Operation[];
  readonly measured: readonly Measurement[];
  /** The small network in one go, and its operations one by one. */
  readonly whole?: Timing | undefined;
  readonly parts?: readonly Measurement[];
  /** Held-out operations on the other engine. */
  readonly elsewhere?: readonly Measurement[] | undefined;
}

const labels: Readonly<Record<PredictorName, string>> = {
  flops: 'FLOPs only',
  global: 'one cost for all',
  kinds: 'costs by kind',
};

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number) => `${text(100 * share)} %`;
/** Milliseconds as people say them. */
const duration = (ms: number) => (ms < 0.1 ? `${text(1000 * ms)} µs` : `${text(ms)} ms`);

/** What was learnt from the operations that are not held out. */
interface Learnt {
  readonly scene: Scene;
  readonly predictors: Readonly<Record<PredictorName, Predictor>>;
  readonly chosen: Predictor;
}

export function latencyFrame(scene: Scene, progress: number): Frame {
  const learnt = learn(scene);
  return {
    plots: [
      timesPlot(learnt),
      errorPlot(learnt),
      accuracyTable(learnt),
      costTable(learnt),
      networkPlot(learnt),
    ],
    metrics: metricsOf(learnt),
    progress,
    reading: readingOf(learnt, progress),
  };
}

function learn(scene: Scene): Learnt {
  const training = scene.measured
    .filter(({ operation }) => !operation.heldOut)
    .map(({ operation, least }) => ({ operation, time: least }));
  const predictors = Object.fromEntries(
    predictorNames.map((name) => [name, fitPredictor(name, training)]),
  ) as Record<PredictorName, Predictor>;
  return { scene, predictors, chosen: predictors[scene.predictor] };
}

/** Measured times with predicted ones, where there is a prediction. */
function pairs(predictor: Predictor, measured: readonly Measurement[]): { x: number[]; y: number[] } {
  const found = measured.flatMap(({ operation, least }) => {
    const predicted = predict(predictor, operation);
    return predicted !== undefined && predicted > 0 ? [{ least, predicted }] : [];
  });
  return { x: found.map(({ least }) => least), y: found.map(({ predicted }) => predicted) };
}

function accuracyFor(predictor: Predictor, measured: readonly Measurement[]): Accuracy | undefined {
  const { x, y } = pairs(predictor, measured);
  return accuracyOf(y, x);
}

const heldOut = ({ scene }: Learnt) => scene.measured.filter(({ operation }) => operation.heldOut);

function timesPlot(learnt: Learnt): LinePlot {
  const { scene, chosen } = learnt;
  const points = (name: string, measured: readonly Measurement[]): Series => ({
    name,
    ...pairs(chosen, measured),
    style: 'points',
  });
  const times = scene.measured.map(({ least }) => least);
  const ends = times.length > 0 ? [Math.min(...times), Math.max(...times)] : [];
  const found = accuracyFor(chosen, heldOut(learnt));
  return {
    kind: 'line',
    id: 'times',
    title: 'Predicted against measured',
    x: { label: 'measured', unit: 'ms', scale: 'log' },
    y: { label: 'predicted', unit: 'ms', scale: 'log' },
    series: [
      { name: 'exact', x: ends, y: ends, style: 'dashed' },
      ...kinds.map((kind) =>
        points(
          kind,
          scene.measured.filter(({ operation }) => operation.kind === kind && !operation.heldOut),
        ),
      ),
      points('held out', heldOut(learnt)),
    ],
    text: found
      ? `Held-out shapes are predicted with a mean error of ${percent(found.meanError)}; each shape was timed in ${scene.rounds} of ${scene.batches} batches.`
      : 'Not measured yet.',
  };
}

function errorPlot(learnt: Learnt): BarPlot {
  const measured = kinds.filter((kind) => heldOut(learnt).some(({ operation }) => operation.kind === kind));
  const errors = (predictor: Predictor) =>
    measured.map((kind) => {
      const some = heldOut(learnt).filter(({ operation }) => operation.kind === kind);
      return accuracyFor(predictor, some)?.meanError ?? 0;
    });
  const series = predictorNames.map((name) => ({
    name: labels[name],
    values: errors(learnt.predictors[name]),
  }));
  return {
    kind: 'bar',
    id: 'errors',
    title: 'Mean error on held-out shapes',
    x: { label: '' },
    y: { label: 'share of the time', min: 0 },
    categories: measured,
    series,
    text:
      measured.length === 0
        ? 'Not measured yet.'
        : `Mean errors: ${series.map(({ name, values }) => `${name} ${values.map((value, i) => `${percent(value)} for ${measured[i]}`).join(', ')}`).join('; ')}.`,
  };
}

function accuracyTable(learnt: Learnt): TablePlot {
  const rows = predictorNames.map((name) => {
    const found = accuracyFor(learnt.predictors[name], heldOut(learnt));
    if (!found) return [labels[name], '–', '–', '–', '–'];
    const { meanError, medianError, near, rank } = found;
    return [labels[name], 100 * meanError, 100 * medianError, 100 * near, rank];
  });
  const chosen = accuracyFor(learnt.chosen, heldOut(learnt));
  return {
    kind: 'table',
    id: 'accuracy',
    title: 'Errors on held-out shapes',
    columns: [
      { label: 'from' },
      { label: 'mean', unit: '%', digits: 3 },
      { label: 'median', unit: '%', digits: 3 },
      { label: 'in 10 %', unit: '%', digits: 3 },
      { label: 'rank', digits: 3 },
    ],
    rows,
    highlight: predictorNames.indexOf(learnt.scene.predictor),
    text: chosen
      ? `With ${labels[learnt.scene.predictor]} the mean error is ${percent(chosen.meanError)}, ${percent(chosen.near)} lie within 10 %, and the rank correlation is ${text(chosen.rank)}.`
      : 'Not measured yet.',
  };
}

function costTable({ scene, chosen }: Learnt): TablePlot {
  const seen = kinds.flatMap((kind) => {
    const costs = chosen.costsOf(kind);
    return costs ? [{ kind, costs }] : [];
  });
  const call = ({ call: cost }: Costs) => 1000 * cost;
  return {
    kind: 'table',
    id: 'costs',
    title: `What it costs on ${scene.engine}`,
    columns: [
      { label: 'operation' },
      { label: 'call', unit: 'µs', digits: 3 },
      { label: 'MFLOP', unit: 'µs', digits: 3 },
      { label: 'MB', unit: 'µs', digits: 3 },
    ],
    rows: seen.map(({ kind, costs }) => [kind, call(costs), 1e9 * costs.flop, 1e9 * costs.byte]),
    text:
      seen.length === 0
        ? 'Not measured yet.'
        : `A call costs ${seen.map(({ kind, costs }) => `${text(call(costs))} µs for ${kind}`).join(', ')}.`,
  };
}

/** Milliseconds of the small network: in one go, and added up from its parts. */
function networkTimes({ scene, chosen }: Learnt) {
  if (!scene.whole || !scene.parts) return undefined;
  const predicted = scene.parts.map(({ operation }) => predict(chosen, operation));
  if (predicted.some((time) => time === undefined)) return undefined;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    whole: scene.whole.least,
    measured: sum(scene.parts.map(({ least }) => least)),
    predicted: sum(predicted as number[]),
  };
}

function networkPlot(learnt: Learnt): BarPlot {
  const times = networkTimes(learnt);
  return {
    kind: 'bar',
    id: 'network',
    title: 'matMul, relu, matMul, softmax',
    x: { label: '' },
    y: { label: 'time', unit: 'ms', min: 0 },
    categories: ['at once', 'in parts', 'predicted'],
    series: [{ name: 'time', values: times ? [times.whole, times.measured, times.predicted] : [0, 0, 0] }],
    text: times
      ? `In one go it takes ${duration(times.whole)}; its parts add up to ${duration(times.measured)} measured and ${duration(times.predicted)} predicted.`
      : 'Not measured yet.',
  };
}

function metricsOf(learnt: Learnt): Metric[] {
  const { scene, chosen, predictors } = learnt;
  const { own, ownTime, measured, elsewhere, operations } = scene;
  const predicted = predict(chosen, own);
  const found: [id: string, label: string, value: number | undefined, unit?: string][] = [
    ['own-predicted', 'your matMul, predicted', predicted, 'ms'],
    ['own-measured', 'your matMul, measured', ownTime?.least, 'ms'],
    ...predictorNames.map((name): [string, string, number | undefined, string] => {
      const error = accuracyFor(predictors[name], heldOut(learnt))?.meanError;
      return [`error-${name}`, `mean error, ${labels[name]}`, error && 100 * error, '%'];
    }),
    ['rank', 'rank correlation', accuracyFor(chosen, heldOut(learnt))?.rank],
    ['own-flops', 'its operations', flopsOf(own) / 1e6, 'MFLOP'],
    ['own-bytes', 'its traffic', bytesOf(own) / 1e6, 'MB'],
    ['own-roofline', 'its roofline bound', rooflineOf(learnt), 'ms'],
    ['trained', 'shapes learnt from', operations.filter((operation) => !operation.heldOut).length],
    ['held-out', 'shapes held out', operations.filter((operation) => operation.heldOut).length],
    ['rounds', 'batches of each shape', scene.rounds],
    ['calls', 'calls timed', measured.reduce((sum, { calls }) => sum + calls, 0)],
    ['unrest', 'median over least time', unrestOf(measured)],
    ['network-ratio', 'parts over network', ratioOf(learnt)],
    ['elsewhere-error', 'mean error on the other engine', errorElsewhere(learnt), '%'],
    ['elsewhere-ratio', 'time there over time here', elsewhere && slowdown(heldOut(learnt), elsewhere)],
  ];
  return found.flatMap(([id, label, value, unit]) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ id, label, value, ...(unit ? { unit } : {}) }],
  );
}

/** What arithmetic and memory of this machine allow, without the cost of a call. */
function rooflineOf({ chosen, scene }: Learnt): number | undefined {
  const costs = chosen.costsOf('matMul');
  if (!costs || costs.flop === 0) return undefined;
  const [peak, bandwidth] = [1000 / costs.flop, costs.byte > 0 ? 1000 / costs.byte : Infinity];
  return rooflineTime(flopsOf(scene.own), bytesOf(scene.own), peak, bandwidth);
}

function unrestOf(measured: readonly Measurement[]): number | undefined {
  if (measured.length === 0) return undefined;
  return median(measured.map(({ least, median: middle }) => middle / least));
}

function ratioOf(learnt: Learnt): number | undefined {
  const times = networkTimes(learnt);
  return times && times.predicted / times.whole;
}

function errorElsewhere({ chosen, scene }: Learnt): number | undefined {
  const error = scene.elsewhere && accuracyFor(chosen, scene.elsewhere)?.meanError;
  return error === undefined ? undefined : 100 * error;
}

function slowdown(here: readonly Measurement[], there: readonly Measurement[]): number | undefined {
  const ratios = there.map(({ least }, i) => least / (here[i]?.least ?? NaN));
  return ratios.length > 0 ? median(ratios) : undefined;
}

function readingOf(learnt: Learnt, progress: number): string {
  const { scene, chosen, predictors } = learnt;
  if (scene.operations.length === 0) return 'No operation is chosen, so there is nothing to measure.';
  const found = accuracyFor(chosen, heldOut(learnt));
  const naive = accuracyFor(predictors.flops, heldOut(learnt));
  if (progress < 0.95 || !found || !naive)
    return `${scene.measured.length} of ${scene.operations.length} shapes are timed on ${scene.engine}, a third of them held out.`;
  const { m, k, n } = scene.own;
  const own = predict(chosen, scene.own);
  const size = `${m} × ${k} × ${n}`;
  const yours =
    own === undefined
      ? ''
      : scene.ownTime
        ? `; ${size} was predicted to take ${duration(own)} and takes ${duration(scene.ownTime.least)}`
        : `; ${size} should take ${duration(own)}`;
  const elsewhere = errorElsewhere(learnt);
  if (elsewhere !== undefined)
    return `What was learnt on ${scene.engine} misses by ${percent(found.meanError)} there, and by ${text(elsewhere)} % on the other engine: a predictor belongs to one device and runtime.`;
  const unrest = unrestOf(scene.measured)!;
  const busy =
    unrest > 1.5 ? `The machine is busy (median ${text(unrest)} times the least): unseen` : 'Unseen';
  const error = `${busy} shapes are missed by ${percent(found.meanError)} on average`;
  return scene.predictor === 'flops'
    ? `${error} from FLOPs alone, since small operations cost a call and large ones memory${yours}.`
    : `${error}, and by ${percent(naive.meanError)} from FLOPs alone${yours}.`;
}
