/** The frame of the probing demo: one loop, the average, what averaging gains, the bits, and the image of a stuck node. */
import { formatNumber } from '../../util/number';
import type { Frame, HeatmapPlot, LinePlot, Metric, TextPlot } from '../contract/frame';
import { correlation } from '../metrics/summary';
import { pictureSize, pixelOf, pixels, type Image } from './imaging';
import { averagedCounts, loopCount, signalToNoise } from './loops';
import { lockInNoise, seenAt, signalAt, type Drain } from './optics';
import { decode, rms } from './waveform';

export interface Scene {
  readonly bits: readonly number[];
  /** Relative modulation of the light, and the waveform with it. */
  readonly depth: number;
  readonly waveform: readonly number[];
  /** Relative noise of a sample. */
  readonly sigma: number;
  /** Watts, hertz, nanometres, seconds. */
  readonly power: number;
  readonly bandwidth: number;
  readonly wavelength: number;
  readonly width: number;
  readonly pitch: number;
  readonly dwell: number;
  /** Loops that are averaged. */
  readonly count: number;
  readonly drains: readonly Drain[];
  readonly raw?: Float32Array;
  readonly average?: Float32Array;
  /** Signal to noise for each of `averagedCounts`. */
  readonly ratios?: readonly number[];
  readonly image?: Image;
  readonly clean?: readonly number[];
}

const wantedRatio = 10;
/** Seconds of a long test pattern. */
const longPattern = 100e-6;

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
const ppm = (value: number) => 1e6 * value;
const single = ({ waveform, sigma }: Scene) => rms(waveform) / sigma;
/** Nothing where the node never changes. */
const loopsNeeded = (scene: Scene): number | undefined => {
  const loops = Math.ceil((wantedRatio / single(scene)) ** 2);
  return Number.isFinite(loops) ? loops : undefined;
};

export function probingFrame(scene: Scene, progress: number): Frame {
  return {
    plots: [averagePlot(scene), rawPlot(scene), ratioPlot(scene), bitsPlot(scene), imagePlot(scene)],
    metrics: metricsOf(scene),
    progress,
    reading: readingOf(scene),
  };
}

/** Nanoseconds; samples come at twice the bandwidth. */
const timesOf = ({ waveform, bandwidth }: Scene): number[] =>
  waveform.map((_, i) => (1e9 * i) / (2 * bandwidth));

function averagePlot(scene: Scene): LinePlot {
  const { waveform, average, count } = scene;
  const x = timesOf(scene);
  const name = `average of ${formatNumber(count)}`;
  return {
    kind: 'line',
    id: 'average',
    title: `Average of ${formatNumber(count)} loops`,
    x: { label: 'time', unit: 'ns' },
    y: { label: 'reflected light', unit: 'ppm' },
    series: [
      average ? { name, x, y: Array.from(average, ppm) } : { name, x: [], y: [] },
      { name: 'node', x, y: waveform.map(ppm), style: 'dashed' },
    ],
    text: average
      ? `The average is ${text(signalToNoise(average, waveform))} times as large as the noise that is left in it.`
      : 'Not measured yet.',
  };
}

function rawPlot(scene: Scene): LinePlot {
  const { raw, waveform, sigma } = scene;
  const x = timesOf(scene);
  return {
    kind: 'line',
    id: 'raw',
    title: 'One loop',
    x: { label: 'time', unit: 'ns' },
    y: { label: 'reflected light', unit: 'ppm' },
    series: [
      raw ? { name: 'one loop', x, y: Array.from(raw, ppm) } : { name: 'one loop', x: [], y: [] },
      { name: 'node', x, y: waveform.map(ppm), style: 'dashed' },
    ],
    text: `The noise of a sample is ${text(ppm(sigma))} ppm, the waveform ${text(ppm(rms(waveform)))} ppm.`,
  };
}

function ratioPlot(scene: Scene): LinePlot {
  const { ratios, count } = scene;
  const law = (n: number) => single(scene) * Math.sqrt(n);
  const ends = [1, 1e6];
  return {
    kind: 'line',
    id: 'ratio',
    title: 'Signal to noise',
    x: { label: 'loops', scale: 'log', min: 1, max: 1e6 },
    y: { label: 'signal to noise', scale: 'log' },
    series: [
      { name: '√N', x: ends, y: ends.map(law), style: 'dashed' },
      { name: 'measured', x: ratios ? averagedCounts : [], y: ratios ?? [], style: 'points' },
    ],
    references: [{ axis: 'x', at: count, label: 'averaged' }],
    text: ratios
      ? `From ${text(ratios[0]!)} for one loop to ${text(ratios.at(-1)!)} for ${formatNumber(loopCount)}; ${text(wantedRatio)} takes ${formatNumber(loopsNeeded(scene) ?? Infinity)}.`
      : 'Not measured yet.',
  };
}

function bitsPlot({ bits, average }: Scene): TextPlot {
  const found = average ? decode(average) : [];
  const wrong = found.filter((bit, i) => bit !== bits[i]).length;
  return {
    kind: 'text',
    id: 'bits',
    title: 'Bits that are read',
    spans: found.length
      ? found.flatMap((bit, i) => [
          { text: String(bit), mark: bit === bits[i] ? ('good' as const) : ('error' as const) },
          { text: ' ' },
        ])
      : [{ text: bits.join(' ') }],
    text: average
      ? `${found.join('')} is read, ${bits.join('')} is sent: ${wrong === 0 ? 'all right' : `${wrong} wrong`}.`
      : 'Not measured yet.',
  };
}

function imagePlot(scene: Scene): HeatmapPlot {
  const { image, drains } = scene;
  const half = pictureSize / 2;
  const visible = drains.filter(({ x }) => Math.abs(x) < half);
  const { stuck, healthy } = stuckAndHealthy(scene);
  return {
    kind: 'heatmap',
    id: 'image',
    title: 'Toggling at one frequency, in step',
    x: { label: 'x', unit: 'nm' },
    y: { label: 'y', unit: 'nm' },
    grid: {
      columns: pixels,
      rows: pixels,
      values: image ? Array.from(image.inPhase, ppm) : Array.from({ length: pixels ** 2 }, () => 0),
      xMin: -half,
      xMax: half,
      yMin: -half,
      yMax: half,
    },
    colors: 'diverging',
    unit: 'ppm',
    marks: visible.map(({ x, y }) => ({ column: pixelOf(x), row: pixelOf(y) })),
    text: image
      ? `Twelve transistors, bordered; where the third of the lower row is stuck, the spot sees ${text(stuck)} of a transistor, all from its neighbours, and ${text(healthy)} at the fifth.`
      : 'Not measured yet.',
  };
}

/** What the spot sees on the stuck node, and on the next healthy one of the same sign, of a whole transistor. */
function stuckAndHealthy({ drains, width }: Scene): { stuck: number; healthy: number } {
  const at = (column: number) => {
    const { x, y } = drains[column]!;
    return signalAt(drains, x, y, width);
  };
  return { stuck: at(2), healthy: at(4) };
}

function metricsOf(scene: Scene): Metric[] {
  const { waveform, sigma, average, count, width, pitch, image, clean, dwell, power, bits, bandwidth } =
    scene;
  const { stuck, healthy } = stuckAndHealthy(scene);
  const wrong = average && decode(average).filter((bit, i) => bit !== bits[i]).length;
  const needed = loopsNeeded(scene);
  const found: [id: string, label: string, value: number | undefined, unit?: string][] = [
    ['ratio', 'signal to noise', average && signalToNoise(average, waveform)],
    ['law', 'by √N', single(scene) * Math.sqrt(count)],
    ['needed', `loops for ${wantedRatio}`, needed],
    ['wrong', 'bits read wrong', wrong],
    ['sigma', 'noise of a sample', ppm(sigma), 'ppm'],
    ['rms', 'size of the waveform', ppm(rms(waveform)), 'ppm'],
    ['time', 'time for that with 100 µs', needed && needed * longPattern, 's'],
    ['rise', 'rise time of the receiver', 1e12 * (0.35 / bandwidth), 'ps'],
    ['width', 'width of the spot', width, 'nm'],
    ['crosstalk', 'seen of the next transistor', seenAt(pitch, width)],
    ['stuck', 'signal at the stuck node', stuck],
    ['healthy', 'at a healthy one', healthy],
    ['image-noise', 'noise of a pixel', ppm(lockInNoise(dwell, power)), 'ppm'],
    ['quadrature', 'measured out of step', image && ppm(rms(image.quadrature)), 'ppm'],
    ['likeness', 'image with and without noise', image && clean && correlation(image.inPhase, clean)],
  ];
  return found.flatMap(([id, label, value, unit]) =>
    value === undefined ? [] : [{ id, label, value, ...(unit ? { unit } : {}) }],
  );
}

function readingOf(scene: Scene): string {
  const { average, bits, count, waveform, sigma } = scene;
  if (rms(waveform) === 0) return 'The node never changes, so there is nothing to see but noise.';
  if (!average)
    return `The light changes by ${text(ppm(rms(waveform)))} ppm, in noise of ${text(ppm(sigma))} ppm.`;
  const wrong = decode(average).filter((bit, i) => bit !== bits[i]).length;
  const read = wrong === 0 ? 'all bits are read' : `${wrong} of ${bits.length} bits are read wrong`;
  const { stuck, healthy } = stuckAndHealthy(scene);
  const seen =
    Math.abs(stuck) > Math.abs(healthy)
      ? `the stuck node looks more alive (${text(stuck)}) than a healthy one (${text(healthy)}), by crosstalk alone`
      : `the stuck node (${text(stuck)}) stands out from a healthy one (${text(healthy)})`;
  return `${formatNumber(count)} loops leave a signal of ${text(signalToNoise(average, waveform))} times the noise, and ${read}; ${seen}.`;
}
