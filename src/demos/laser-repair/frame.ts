/** The frame of the laser-repair demo: the mask, the pulse, and what the test shots tell of it. */
import { formatNumber } from '../../util/number';
import type { Frame, ImageGridPlot, LinePlot, Metric } from '../contract/frame';
import { energyFor, type Beam, type LiuFit } from './beam';
import { pixels, pixelSize, type Repair } from './mask';
import type { Shot } from './shots';

export interface Scene {
  /** Of the test shots, and of the repair. */
  readonly test: Beam;
  readonly beam: Beam;
  /** J/cm². */
  readonly threshold: number;
  readonly quartz: number;
  /** Peak fluence over threshold. */
  readonly ratio: number;
  /** Micrometres: of the outer pulses from the edge, and the radius of a hole. */
  readonly offset: number;
  readonly reach: number;
  readonly mended: Repair;
  readonly shots?: readonly Shot[];
  readonly fit?: LiuFit | undefined;
}

const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
const fluence = ({ ratio, threshold }: Scene) => ratio * threshold;
const harmsQuartz = (scene: Scene) => fluence(scene) > scene.quartz;

export function laserRepairFrame(scene: Scene, progress: number): Frame {
  return {
    plots: [maskPlot(scene), pulsePlot(scene), liuPlot(scene)],
    metrics: metricsOf(scene),
    progress,
    reading: readingOf(scene),
  };
}

const colours = {
  glass: [0.93, 0.94, 0.95],
  line: [0.3, 0.32, 0.36],
  defect: [0.75, 0.48, 0.1],
  cleared: [0.55, 0.78, 0.92],
  eaten: [0.82, 0.2, 0.2],
} as const;

/** From the top, as images are; the mask is kept from the lowest y. */
function maskPlot({ mended }: Scene): ImageGridPlot {
  const { before, removed, residual, lineLoss, pulses } = mended;
  const image = (label: string, colourOf: (k: number) => readonly number[]) => ({
    label,
    width: pixels,
    height: pixels,
    channels: 3 as const,
    pixels: Array.from({ length: pixels * pixels }, (_, k) =>
      colourOf((pixels - 1 - Math.floor(k / pixels)) * pixels + (k % pixels)),
    ).flat(),
  });
  const after = (k: number) => {
    const material = before[k]!;
    if (!removed[k] || material === 'glass') return colours[material];
    return material === 'line' ? colours.eaten : colours.cleared;
  };
  return {
    kind: 'images',
    id: 'mask',
    title: `The mask, ${text(pixels * pixelSize)} µm wide`,
    images: [image('before', (k) => colours[before[k]!]), image('after', after)],
    perRow: 2,
    text: `${pulses} pulses leave ${text(100 * residual)} % of the bridge (orange) and take ${text(lineLoss)} µm² of the lines (red); what is removed is blue.`,
  };
}

function pulsePlot(scene: Scene): LinePlot {
  const { beam, ratio, reach } = scene;
  const peak = (beam.w0 / beam.heated) ** 2;
  const x = Array.from({ length: 121 }, (_, i) => (i / 60 - 1) * 2 * beam.heated);
  const heated = x.map((r) => ratio * peak * Math.exp((-2 * r * r) / beam.heated ** 2));
  return {
    kind: 'line',
    id: 'pulse',
    title: 'One pulse of the repair',
    x: { label: 'distance', unit: 'µm' },
    y: { label: 'fluence over threshold', min: 0 },
    series: [
      { name: 'light', x, y: x.map((r) => ratio * Math.exp((-2 * r * r) / beam.w0 ** 2)), style: 'dashed' },
      { name: 'heat', x, y: heated },
    ],
    references: [{ axis: 'y', at: 1, label: 'threshold' }],
    text:
      reach > 0
        ? `The hole is ${text(2 * reach)} µm wide, the pulse ${text(1.1774 * beam.w0)} µm at half its height.`
        : `Heat spreads and the peak falls to ${text(ratio * peak)} of the threshold: no hole.`,
  };
}

function liuPlot({ shots = [], fit }: Scene): LinePlot {
  const holes = shots.filter(({ diameter }) => diameter > 0);
  const energies = holes.map(({ energy }) => energy);
  const ends = fit ? [fit.thresholdEnergy, energies.at(-1)!] : [];
  return {
    kind: 'line',
    id: 'liu',
    title: 'Holes of the test shots',
    x: { label: 'pulse energy', unit: 'nJ', scale: 'log' },
    y: { label: 'D²', unit: 'µm²', min: 0 },
    series: [
      {
        name: 'fit',
        x: ends,
        y: ends.map((energy) => 2 * fit!.w0 ** 2 * Math.log(energy / fit!.thresholdEnergy)),
        style: 'dashed',
      },
      { name: 'shots', x: energies, y: holes.map(({ diameter }) => diameter ** 2), style: 'points' },
    ],
    text: fit
      ? `The slope gives a radius of ${text(fit.w0)} µm, the intercept a threshold of ${text(fit.thresholdEnergy)} nJ or ${text(fit.threshold)} J/cm².`
      : 'Not shot yet.',
  };
}

function metricsOf(scene: Scene): Metric[] {
  const { mended, fit, test, beam, threshold, reach } = scene;
  const found: [id: string, label: string, value: number | undefined, unit?: string][] = [
    ['residual', 'bridge that stays', 100 * mended.residual, '%'],
    ['line-loss', 'lost of the lines', mended.lineLoss, 'µm²'],
    ['fit-w0', 'radius by the fit', fit?.w0, 'µm'],
    ['fit-threshold', 'threshold by the fit', fit?.threshold, 'J/cm²'],
    ['edge-loss', 'into a line', 1000 * mended.edgeLoss, 'nm'],
    ['pulses', 'pulses', mended.pulses],
    ['reach', 'radius of a hole', reach, 'µm'],
    ['fluence', 'peak fluence', fluence(scene), 'J/cm²'],
    ['quartz-share', 'of what quartz bears', (100 * fluence(scene)) / scene.quartz, '%'],
    ['quartz', 'damages quartz', Number(harmsQuartz(scene))],
    ['heated', 'radius with heat', beam.heated, 'µm'],
    ['fit-energy', 'threshold energy by the fit', fit?.thresholdEnergy, 'nJ'],
    ['energy', 'threshold energy without heat', energyFor(threshold, test.w0), 'nJ'],
    ['test-heated', 'radius of the test shots with heat', test.heated, 'µm'],
  ];
  return found.flatMap(([id, label, value, unit]) =>
    value === undefined ? [] : [{ id, label, value, ...(unit ? { unit } : {}) }],
  );
}

function readingOf(scene: Scene): string {
  const { mended, reach, offset } = scene;
  const { residual, lineLoss, edgeLoss } = mended;
  const quartz = harmsQuartz(scene)
    ? ` and its peak of ${text(fluence(scene))} J/cm² damages the quartz`
    : '';
  if (reach === 0) return `The pulse does not reach the threshold, so the whole bridge stays${quartz}.`;
  const hole = `Holes of radius ${text(reach)} µm, ${text(offset)} µm inside the edge,`;
  if (lineLoss > 0)
    return `${hole} eat ${text(1000 * edgeLoss)} nm into a line and leave ${text(100 * residual)} % of the bridge${quartz}.`;
  return residual > 0
    ? `${hole} spare the lines and leave ${text(100 * residual)} % of the bridge${residual < 0.05 ? ', in its corners' : ''}${quartz}.`
    : `${hole} take the whole bridge and spare the lines${quartz}.`;
}
