/** The frame of the l-diversity demo: the classes and what is in them, what the criterion costs and what it protects. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, HeatmapPlot, LinePlot, Metric, TablePlot } from '../contract/frame';
import { leastC, type ClassMeasures, type Criterion, type Demand, type Release } from './criteria';
import { diseases, type Grouped } from './table';

/** Share of the records that a criterion keeps, by l. */
export interface LevelCurve {
  readonly criterion: Criterion;
  readonly levels: readonly number[];
  readonly keptShare: readonly number[];
}

export interface Findings {
  readonly grouped: Grouped;
  readonly measures: ClassMeasures;
  /** Records of each disease in the whole table. */
  readonly totals: readonly number[];
  readonly demand: Demand;
  readonly published: Release;
  /** What the size of the classes alone would publish. */
  readonly byKAlone: Release;
  readonly curves: readonly LevelCurve[];
}

/** More columns than that cannot be told apart. */
const shownClasses = 150;
const worstClasses = 5;

const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(3)));
const percent = (share: number) => `${text(100 * share)} %`;

export function lDiversityFrame(findings: Findings): Frame {
  return {
    plots: [classPlot(findings), pricePlot(findings), levelPlot(findings), worstTable(findings)],
    metrics: metricsOf(findings),
    progress: 1,
    reading: readingOf(findings),
  };
}

const baselineOf = ({ totals }: Findings) =>
  Math.max(...totals) / totals.reduce((sum, count) => sum + count, 0);

/** `distinct 2`, `recursive (3, 2)`, `k = 5 alone`. */
function demandName({ k, criterion, l, c }: Demand): string {
  switch (criterion) {
    case 'none':
      return `k = ${k} alone`;
    case 'distinct':
      return `k = ${k} and distinct ${Math.ceil(l)}`;
    case 'entropy':
      return `k = ${k} and entropy ${text(l)}`;
    case 'recursive':
      return `k = ${k} and recursive (${text(c)}, ${Math.ceil(l)})`;
  }
}

/** One column a class, the largest first; what is suppressed is drawn in the negative colour. */
function classPlot({ grouped, measures, published }: Findings): HeatmapPlot {
  const bySize = grouped.classes
    .map((_, i) => i)
    .sort((a, b) => measures.size[b]! - measures.size[a]! || a - b)
    .slice(0, shownClasses);
  const kept = new Set(published.kept);
  const rows = diseases.map((_, s) => diseases.length - 1 - s);
  const shareOf = (i: number, s: number) => measures.counts[i * measures.values + s]! / measures.size[i]!;
  const alike = bySize.filter((i) => kept.has(i) && measures.distinct[i] === 1).length;
  const left = grouped.classes.length - bySize.length;
  return {
    kind: 'heatmap',
    id: 'classes',
    title: `Share of each disease in ${left > 0 ? `the ${bySize.length} largest classes` : 'each class'}, suppressed ones below 0`,
    x: { label: 'classes, largest first' },
    y: { label: '', categories: rows.map((s) => diseases[s]!) },
    grid: {
      columns: bySize.length,
      rows: rows.length,
      values: rows.flatMap((s) => bySize.map((i) => (kept.has(i) ? 1 : -1) * shareOf(i, s))),
      xMin: 0,
      xMax: bySize.length,
      yMin: 0,
      yMax: rows.length,
    },
    colors: 'diverging',
    text: `${published.kept.length} of ${grouped.classes.length} classes are published; of those shown, ${alike} hold one disease only.`,
  };
}

function pricePlot(findings: Findings): BarPlot {
  const { published, byKAlone, demand } = findings;
  const values = ({ attacker, worstPosterior, keptShare, t }: Release) => [
    attacker,
    worstPosterior,
    keptShare,
    t,
  ];
  const baseline = baselineOf(findings);
  return {
    kind: 'bar',
    id: 'price',
    title: `Protection and price of ${demandName(demand)}`,
    y: { label: 'share', min: 0, max: 1 },
    categories: ['guessed', 'worst', 'kept', 't'],
    series: [
      { name: 'published', values: values(published) },
      { name: 'by k alone', values: values(byKAlone), style: 'outline' },
    ],
    references: [{ axis: 'y', at: baseline, label: `blind ${text(baseline)}` }],
    text: `From the class alone ${percent(published.attacker)} of the published values are guessed, against ${percent(baseline)} without it; the surest guess is right with ${percent(published.worstPosterior)}; ${percent(published.keptShare)} of the records are kept.`,
  };
}

function levelPlot({ curves, demand }: Findings): LinePlot {
  const at = curves.map(({ criterion, levels, keptShare }) => {
    const i = levels.findIndex((level) => level >= demand.l);
    return `${criterion} keeps ${percent(keptShare[i]!)}`;
  });
  return {
    kind: 'line',
    id: 'levels',
    title: 'Records that are kept, by l',
    x: { label: 'l', min: 1, max: 6 },
    y: { label: 'share kept', min: 0, max: 1 },
    series: curves.map(({ criterion, levels, keptShare }) => ({
      name: criterion === 'recursive' ? `recursive, c = ${text(demand.c)}` : criterion,
      x: levels,
      y: keptShare,
    })),
    references: [{ axis: 'x', at: demand.l, label: `l = ${text(demand.l)}` }],
    text: `At l = ${text(demand.l)} ${at.join(', ')} of the records.`,
  };
}

function worstTable({ grouped, measures, published }: Findings): TablePlot {
  const worst = [...published.kept]
    .sort((a, b) => measures.posterior[b]! - measures.posterior[a]! || measures.size[b]! - measures.size[a]!)
    .slice(0, worstClasses);
  const commonest = (i: number) => {
    const counts = diseases.map((_, s) => measures.counts[i * measures.values + s]!);
    return diseases[counts.indexOf(Math.max(...counts))]!;
  };
  return {
    kind: 'table',
    id: 'worst',
    title: 'Published classes that tell most',
    columns: [
      { label: 'class' },
      { label: 'most frequent' },
      { label: 'records', digits: 4 },
      { label: 'its share', digits: 3 },
    ],
    rows: worst.map((i) => [
      grouped.classes[i]!.name,
      commonest(i),
      measures.size[i]!,
      measures.posterior[i]!,
    ]),
    text:
      worst.length > 0
        ? `In the class ${grouped.classes[worst[0]!]!.name}, ${percent(measures.posterior[worst[0]!]!)} of ${measures.size[worst[0]!]!} records have ${commonest(worst[0]!)}.`
        : 'No class is published.',
  };
}

function metricsOf(findings: Findings): Metric[] {
  const { grouped, measures, demand, published } = findings;
  const small = Array.from(measures.size).filter((size) => size < demand.k).length;
  const l = Math.max(2, Math.ceil(demand.l));
  const bounds = published.kept.map((i) => leastC(measures, i, l));
  const c = Math.max(0, ...bounds);
  const found: [id: string, label: string, value: number][] = [
    ['attacker', 'share that the best guess hits', published.attacker],
    ['worst', 'surest guess', published.worstPosterior],
    ['kept', 'records kept', published.keptRows],
    ['baseline', 'best guess without classes', baselineOf(findings)],
    ['homogeneous', 'classes with one disease', published.homogeneous],
    ['homogeneous-rows', 'records in them', published.homogeneousRows],
    ['classes', 'classes', grouped.classes.length],
    ['small', `classes below k = ${demand.k}`, small],
    ['published', 'classes published', published.kept.length],
    ['smallest', 'records in the smallest class', Math.min(...Array.from(measures.size))],
    ['distinct', 'distinct l that is reached', published.leastDistinct],
    ['entropy-l', 'entropy l that is reached', published.effectiveL],
    ...(Number.isFinite(c) ? [['least-c', `c must exceed, at l = ${l}`, c] as [string, string, number]] : []),
    ['t', 't of t-closeness', published.t],
    ['discernibility', 'discernibility, 1 is one class', published.discernibility],
  ];
  return found.map(([id, label, value]) => ({ id, label, value, digits: 4 }));
}

function readingOf(findings: Findings): string {
  const { demand, published } = findings;
  if (published.kept.length === 0)
    return `No class fulfils ${demandName(demand)}: nothing can be published at this coarseness.`;
  const kept = `With ${demandName(demand)}, ${published.keptRows} records are kept`;
  const worst =
    published.homogeneous > 0
      ? `${published.homogeneous} classes hold one disease only, so their ${published.homogeneousRows} patients are found out`
      : `the surest guess is right with ${percent(published.worstPosterior)}`;
  return `${kept} and a guess from the class hits ${percent(published.attacker)} of them, against ${percent(baselineOf(findings))} blindly; ${worst}.`;
}
