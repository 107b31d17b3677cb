/** The frame of the relevance demo: one explanation as images and sums, and what the rules are worth on many images. */
import { formatNumber } from '../../util/number';
import type {
  BarPlot,
  Frame,
  HeatmapPlot,
  ImageGridPlot,
  LinePlot,
  Metric,
  TablePlot,
} from '../contract/frame';
import { mean } from '../metrics/summary';
import { nextClass, type Explanation } from './explain';
import { cosine, type Measured } from './measure';
import type { Trained } from './network';
import { side, strokeNames, tagPixels } from './strokes';

export interface Subject {
  readonly index: number;
  readonly label: number;
  readonly pixels: Float32Array;
  /** 1 on the stroke. */
  readonly mask: Float32Array;
  readonly pasted: boolean;
}

export interface MeasuredRule extends Measured {
  readonly name: string;
}

export interface Findings {
  readonly subject: Subject;
  /** Of training, as long as it goes on. */
  readonly loss?: number;
  readonly trained?: Trained;
  readonly explanation?: Explanation;
  /** The chosen rules first, then those they are compared with. */
  readonly rows: readonly MeasuredRule[];
  /** Mean score when pixels go in an order drawn by lot. */
  readonly byLot?: readonly number[];
  readonly progress: number;
}

const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(3)));
const percent = (share: number) => `${text(Math.round(1000 * share) / 10)} %`;
const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
/** Height of a deletion curve: its mean once pixels are gone. */
export const deletionArea = (curve: readonly number[]) => mean(curve.slice(1));

export function lrpFrame(findings: Findings): Frame {
  return {
    plots: [
      imagePlot(findings),
      ...mapPlots(findings),
      sumPlot(findings),
      deletionPlot(findings),
      rulesTable(findings),
    ],
    metrics: metricsOf(findings),
    progress: findings.progress,
    reading: readingOf(findings),
  };
}

const titleOf = ({ index, label, pasted }: Subject) =>
  `Image ${index}, a ${strokeNames[label]!} stroke${pasted ? ' with a tag' : ''}`;

function imagePlot({ subject, explanation }: Findings): ImageGridPlot {
  const { label, pixels } = subject;
  const input = { width: side, height: side, channels: 1, pixels } as const;
  const seen = explanation && strokeNames[explanation.predicted]!;
  const mark = explanation?.predicted === label ? 'good' : 'bad';
  return {
    kind: 'images',
    id: 'image',
    title: titleOf(subject),
    images: [seen ? { ...input, label: `read as ${seen}`, mark } : { ...input, label: 'input' }],
    perRow: 1,
    text: `${titleOf(subject)}${seen ? `, is read as ${seen}` : ''}.`,
  };
}

/** Relevance pixel by pixel; stroke and tag are framed. */
function mapPlot(
  id: string,
  title: string,
  { mask, pasted }: Subject,
  map: Float32Array | undefined,
  text: string,
): HeatmapPlot {
  const rows = Array.from({ length: side }, (_, row) => map?.slice(row * side, (row + 1) * side));
  const framed = [...mask.keys()].filter((p) => mask[p] === 1 || (pasted && tagPixels.includes(p)));
  return {
    kind: 'heatmap',
    id,
    title,
    grid: {
      columns: side,
      rows: side,
      values: rows.reverse().flatMap((row) => (row ? [...row] : new Array<number>(side).fill(0))),
      xMin: 0,
      xMax: side,
      yMin: 0,
      yMax: side,
    },
    colors: 'diverging',
    marks: framed.map((p) => ({ column: p % side, row: side - 1 - Math.floor(p / side) })),
    text,
  };
}

function mapPlots({ subject, explanation }: Findings): HeatmapPlot[] {
  if (!explanation) {
    const none = 'Nothing is explained yet.';
    return ['relevance', 'next-relevance'].map((id) => mapPlot(id, 'Relevance', subject, undefined, none));
  }
  const { explained, map, nextMap, onStroke, onTag } = explanation;
  const [name, next] = [strokeNames[explained]!, strokeNames[nextClass(explained)]!];
  const where = `${percent(onStroke)} lies on the stroke and ${percent(onTag)} on the corner of the tag`;
  return [
    mapPlot('relevance', `Why ${name}`, subject, map, `Of the positive relevance for ${name}, ${where}.`),
    mapPlot(
      'next-relevance',
      `Why ${next}, from a score of 1`,
      subject,
      nextMap,
      `The cosine with the map for ${name} is ${text(cosine(map, nextMap))}.`,
    ),
  ];
}

function sumPlot({ explanation }: Findings): BarPlot {
  const sums = explanation?.sums ?? [0, 0, 0, 0];
  const score = explanation?.score ?? 0;
  return {
    kind: 'bar',
    id: 'sums',
    title: 'Sum of the relevance, layer by layer',
    y: { label: 'sum' },
    categories: ['score', 'hidden 2', 'hidden 1', 'input'],
    series: [
      { name: 'relevance', values: sums, style: 'filled' },
      { name: 'score', values: sums.map(() => score), style: 'outline' },
    ],
    text: explanation
      ? `Of a score of ${text(score)}, ${text(sums.at(-1)!)} reaches the input: ${sums.map(text).join(', ')}.`
      : 'Nothing is explained yet.',
  };
}

function deletionPlot({ rows, byLot }: Findings): LinePlot {
  const curves = [
    ...(rows[0] ? [{ name: 'most relevant first', y: rows[0].deletion }] : []),
    ...(byLot ? [{ name: 'by lot', y: byLot }] : []),
  ];
  return {
    kind: 'line',
    id: 'deletion',
    title: 'Score of the own class as pixels go',
    x: { label: 'pixels set to 0' },
    y: { label: 'mean score' },
    series: curves.map(({ name, y }) => ({ name, x: y.map((_, i) => i), y })),
    text:
      curves.length > 1
        ? `Without its ${rows[0]!.deletion.length - 1} most relevant pixels the mean score is ${text(rows[0]!.deletion.at(-1)!)}, without as many drawn by lot ${text(byLot!.at(-1)!)}.`
        : 'Nothing is taken away yet.',
  };
}

function rulesTable({ rows }: Findings): TablePlot {
  const share = (value: number) => Math.round(1000 * value) / 10;
  return {
    kind: 'table',
    id: 'rules',
    title: 'Rules on 90 images',
    columns: [
      { label: 'rule' },
      { label: 'kept', unit: '%' },
      { label: 'on stroke', unit: '%' },
      { label: 'on tag', unit: '%' },
      { label: 'cosine, next class', digits: 3 },
    ],
    rows: rows.map((row) => [
      row.name,
      share(row.kept),
      share(row.strokeShare),
      share(row.tagShare),
      row.swapCosine,
    ]),
    ...(rows.length > 0 && { highlight: 0 }),
    text:
      rows.length > 0
        ? `Cosine of the maps of two classes: ${rows.map(({ name, swapCosine }) => `${name} ${text(swapCosine)}`).join('; ')}.`
        : 'No rule is measured yet.',
  };
}

function metricsOf({ trained, explanation, rows, byLot }: Findings): Metric[] {
  const metrics: Metric[] = [];
  const add = (id: string, label: string, value: number) => metrics.push({ id, label, value });
  if (explanation) {
    add('score', 'score of the explained class', explanation.score);
    add('sum', 'sum of its relevance', explanation.sums.at(-1)!);
    add('on-tag', 'positive relevance on the tag', explanation.onTag);
    add('on-stroke', 'positive relevance on the stroke', explanation.onStroke);
    const difference = explanation.map.map((value, i) => value - explanation.gradientTimesInput[i]!);
    add('gradient-difference', 'largest difference to gradient × input', largest(difference));
  }
  if (trained) {
    add('accuracy', 'accuracy without tags', trained.accuracy);
    add('accuracy-vertical', 'of vertical strokes without tags', trained.verticalAccuracy);
    add('flipped', 'horizontal strokes that a tag makes vertical', trained.flipped);
  }
  const chosen = rows[0];
  if (chosen) {
    add('kept', 'relevance that reaches the input', chosen.kept);
    add('defect', 'largest |ΣR − f|/|f| of an image', chosen.defect);
    add('stroke-share', 'on the stroke, all images', chosen.strokeShare);
    add('tag-share', 'on the tag, vertical strokes', chosen.tagShare);
    add('swap-cosine', 'cosine with the next class', chosen.swapCosine);
    add('deletion', 'mean score as pixels go', deletionArea(chosen.deletion));
  }
  if (byLot) add('deletion-by-lot', 'the same by lot', deletionArea(byLot));
  return metrics;
}

function readingOf({ subject, loss, explanation, rows }: Findings): string {
  if (!explanation)
    return loss === undefined ? 'The network is about to learn.' : `The network learns: loss ${text(loss)}.`;
  const { predicted, explained, onStroke, onTag, sums, score } = explanation;
  const seen = `A ${strokeNames[subject.label]!} stroke is read as ${strokeNames[predicted]!}`;
  const tag = subject.pasted ? ` and ${percent(onTag)} on the tag` : '';
  const where = `of what speaks for ${strokeNames[explained]!}, ${percent(onStroke)} lies on the stroke${tag}`;
  const sum = `the map sums to ${text(sums.at(-1)!)} of a score of ${text(score)}`;
  const blind =
    rows[0] && rows[0].swapCosine > 0.9 ? ', and it hardly changes with the class it is asked about' : '';
  return `${seen}: ${where}; ${sum}${blind}.`;
}
