/** The frame of the interpretability demo: three maps over layers and positions, and the numbers that weigh them. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, HeatmapPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import type { Experiment } from './experiment';
import { placeOf, type Inspection } from './inspect';
import { answerOf, positions, tokensOf, values, type Sequence } from './task';

export interface Findings {
  readonly sequence: Sequence;
  /** Whether the sequence is the one that was typed. */
  readonly understood?: boolean;
  readonly steps: number;
  readonly losses: readonly number[];
  readonly inspection?: Inspection;
  readonly experiment?: Experiment;
  readonly progress: number;
}

const layerNames = ['input', 'block 1', 'block 2'];
const blockNames = layerNames.slice(1);
const chance = 1 / values;

const text = (value: number) => {
  const rounded = Number(value.toFixed(3));
  return formatNumber(rounded === 0 ? 0 : rounded);
};
const percent = (share: number) => `${text(Math.round(1000 * share) / 10)} %`;
const zeros = (rows: number) => Array.from({ length: rows }, () => new Array<number>(positions).fill(0));

export function toyFrame(findings: Findings): Frame {
  return {
    plots: [
      attentionPlot(findings),
      recoveryPlot(findings),
      probePlot(findings),
      answerPlot(findings),
      lensPlot(findings),
      ablationTable(findings),
      lossPlot(findings),
    ],
    metrics: metricsOf(findings),
    progress: findings.progress,
    reading: readingOf(findings),
  };
}

/** @param rows from the lowest layer up */
function map(
  { sequence }: Findings,
  plot: Pick<HeatmapPlot, 'id' | 'title' | 'text' | 'marks'>,
  names: readonly string[],
  rows: readonly (readonly number[])[],
): HeatmapPlot {
  return {
    kind: 'heatmap',
    ...plot,
    x: { label: '', categories: tokensOf(sequence) },
    y: { label: '', categories: names },
    grid: {
      columns: positions,
      rows: names.length,
      values: rows.flat().map((value) => Math.round(1000 * value) / 1000),
      xMin: 0,
      xMax: positions,
      yMin: 0,
      yMax: names.length,
    },
    colors: 'sequential',
  };
}

function attentionPlot(findings: Findings): HeatmapPlot {
  const { experiment, sequence } = findings;
  const rows = experiment?.attention;
  const onPair = rows?.map((row) => percent(row[sequence.queried]!)).join(', then ');
  return map(
    findings,
    {
      id: 'attention',
      title: 'Where the query looks',
      text: onPair ? `Attention on the queried pair: ${onPair}.` : 'Nothing is measured yet.',
    },
    blockNames,
    rows ?? zeros(blockNames.length),
  );
}

function recoveryPlot(findings: Findings): HeatmapPlot {
  const { experiment } = findings;
  const rows = experiment?.recovery;
  const { layer, position } = experiment?.at ?? { layer: 0, position: 0 };
  const nothing = experiment
    ? `Corrupting this pair changes the lead of the answer by ${text(experiment.damage)}: nothing to restore.`
    : 'Nothing is measured yet.';
  return map(
    findings,
    {
      id: 'recovery',
      title: 'Recovery by patching one cell',
      text: rows
        ? `Patching ${layerNames[layer]!} at position ${position + 1} restores ${percent(rows[layer]![position]!)}.`
        : nothing,
      marks: experiment ? [{ column: position, row: layer }] : [],
    },
    layerNames,
    rows ?? zeros(layerNames.length),
  );
}

function probePlot(findings: Findings): HeatmapPlot {
  const { inspection, sequence } = findings;
  const rows = inspection?.probes.queried.map((byPlace) =>
    Array.from({ length: positions }, (_, t) => byPlace[placeOf(sequence, t)]),
  );
  const query = inspection?.probes.queried.map((byPlace) => text(byPlace.query)).join(', ');
  return map(
    findings,
    {
      id: 'probe',
      title: 'Can a probe read the answer there?',
      text: query
        ? `Accuracy of a linear probe at the query, layer by layer: ${query}; chance is ${text(chance)}.`
        : 'Nothing is probed yet.',
    },
    layerNames,
    rows ?? zeros(layerNames.length),
  );
}

function answerPlot({ experiment, sequence }: Findings): BarPlot {
  const none = new Array<number>(values).fill(0);
  const round = (shares: readonly number[] | undefined) =>
    (shares ?? none).map((share) => Math.round(1000 * share) / 1000);
  const answer = answerOf(sequence);
  const ablation = experiment && experiment.ablated.length > 0;
  return {
    kind: 'bar',
    id: 'answer',
    title: 'What the toy answers',
    x: { label: 'value' },
    y: { label: 'probability', min: 0, max: 1 },
    categories: Array.from({ length: values }, (_, v) => String(v)),
    series: [
      { name: 'clean', values: round(experiment?.clean), style: 'outline' },
      { name: 'corrupted', values: round(experiment?.corrupt) },
      { name: 'patched', values: round(experiment?.patched) },
      ...(ablation ? [{ name: 'ablated', values: round(experiment.withAblation) }] : []),
    ],
    text: experiment
      ? `The answer ${answer} has ${text(experiment.clean[answer]!)} in the clean run, ${text(experiment.corrupt[answer]!)} in the corrupted and ${text(experiment.patched[answer]!)} in the patched one${ablation ? `, ${text(experiment.withAblation[answer]!)} with heads ablated` : ''}.`
      : 'Nothing is answered yet.',
  };
}

function lensPlot({ inspection }: Findings): BarPlot {
  const lens = inspection?.lens ?? [0, 0, 0];
  return {
    kind: 'bar',
    id: 'lens',
    title: 'Logit lens: accuracy read out early',
    y: { label: 'accuracy', min: 0, max: 1 },
    categories: layerNames,
    series: [{ name: 'logit lens', values: lens }],
    references: [{ axis: 'y', at: chance, label: 'chance' }],
    text: inspection ? `Accuracy layer by layer: ${lens.map(text).join(', ')}.` : 'Nothing is read yet.',
  };
}

function ablationTable({ inspection }: Findings): TablePlot {
  const { ablated, attention } = inspection ?? {};
  const looks = (block: number) => (attention ? percent(attention[block]!.queried) : '–');
  return {
    kind: 'table',
    id: 'ablation',
    title: 'Attention replaced by its mean, 256 sequences',
    columns: [{ label: 'replaced' }, { label: 'looked at the pair' }, { label: 'accuracy then', digits: 3 }],
    rows: ablated
      ? [
          ['nothing', '–', ablated.none],
          ['block 1', looks(0), ablated.first],
          ['block 2', looks(1), ablated.second],
          ['both', '–', ablated.both],
        ]
      : [],
    text: ablated
      ? `Accuracy is ${text(ablated.none)}, without block 1's attention ${text(ablated.first)}, without block 2's ${text(ablated.second)}, without both ${text(ablated.both)}.`
      : 'Nothing is ablated yet.',
  };
}

function lossPlot({ losses, steps }: Findings): LinePlot {
  return {
    kind: 'line',
    id: 'loss',
    title: 'Training of the toy transformer',
    x: { label: 'step', min: 0, max: steps },
    y: { label: 'loss', unit: 'nats', min: 0 },
    series: [{ name: 'loss', x: losses.map((_, i) => i + 1), y: [...losses] }],
    text:
      losses.length > 0
        ? `After ${losses.length} steps the loss is ${text(losses.at(-1)!)}.`
        : 'Not trained yet.',
  };
}

function metricsOf({ inspection, experiment }: Findings): Metric[] {
  if (!inspection) return [];
  const { probes, recovery, ablated, effect, lens, attention } = inspection;
  const found: [id: string, label: string, value: number][] = [
    ['accuracy', 'accuracy', inspection.accuracy],
    ['ablate-both', 'accuracy without attention', ablated.both],
    ['effect-queried', 'logit moves with the queried value', effect.queried],
    ['effect-control', 'logit moves with an unqueried value', effect.control],
    ['ablate-1', 'accuracy without attention of block 1', ablated.first],
    ['ablate-2', 'accuracy without attention of block 2', ablated.second],
    ...lens.map((value, l): [string, string, number] => [
      `lens-${l}`,
      `logit lens, ${layerNames[l]!}`,
      value,
    ]),
    ...attention.map(({ queried }, b): [string, string, number] => [
      `attention-${b + 1}`,
      `attention on the pair, ${blockNames[b]!}`,
      queried,
    ]),
    ...recovery.flatMap(({ queried, other, query }, l): [string, string, number][] => [
      [`recovery-queried-${l}`, `recovery at the queried pair, ${layerNames[l]!}`, queried],
      [`recovery-other-${l}`, `recovery at other pairs, ${layerNames[l]!}`, other],
      [`recovery-query-${l}`, `recovery at the query, ${layerNames[l]!}`, query],
    ]),
    ...probes.queried.map(({ query }, l): [string, string, number] => [
      `probe-query-${l}`,
      `probe of the answer at the query, ${layerNames[l]!}`,
      query,
    ]),
    ...probes.unqueried.map(({ own }, l): [string, string, number] => [
      `probe-unqueried-${l}`,
      `probe of an unqueried value, ${layerNames[l]!}`,
      own,
    ]),
    ...probes.control.map((value, l): [string, string, number] => [
      `probe-control-${l}`,
      `probe of shuffled values, ${layerNames[l]!}`,
      value,
    ]),
  ];
  if (experiment) {
    const answer = answerOf(experiment.sequence);
    const { at, recovery: cells } = experiment;
    found.push(
      ['shown-effect', 'logit moves by the corruption shown', experiment.effect],
      ['shown-patched', 'probability of the answer, patched', experiment.patched[answer]!],
      ['shown-ablated', 'probability of the answer, ablated', experiment.withAblation[answer]!],
    );
    if (cells) found.push(['shown-recovery', 'recovery in the marked cell', cells[at.layer]![at.position]!]);
  }
  return found.map(([id, label, value]) => ({ id, label, value }));
}

function readingOf({ sequence, understood, losses, steps, inspection, experiment }: Findings): string {
  if (!inspection || !experiment) {
    if (losses.length < steps) return `The toy transformer learns: step ${losses.length} of ${steps}.`;
    return 'The toy transformer is read, probed, patched and ablated.';
  }
  const tokens = tokensOf(sequence);
  const note = understood ? '' : 'Four pairs like a3 and a query like a? are wanted, so one is drawn: ';
  const asked = `${note}${tokens.at(-1)!} has the answer ${answerOf(sequence)}`;
  const { at, recovery, corruptedPair, effect } = experiment;
  if (!recovery)
    return `${asked}; another value in ${tokens[corruptedPair]!} moves its logit by ${text(effect)} only, though a probe reads that value with ${percent(inspection.probes.unqueried.at(-1)!.own)}.`;
  const where = at.layer === 0 ? 'in the embedding' : `after ${layerNames[at.layer]!}`;
  return `${asked}; patching ${tokens[at.position]!} ${where} restores ${percent(recovery[at.layer]![at.position]!)} of what another value in ${tokens[corruptedPair]!} destroys.`;
}
