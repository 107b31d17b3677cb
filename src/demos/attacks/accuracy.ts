/** What the attack demos with a radius have in common: accuracy by radius, for noise, one step and many. */
import type { LinePlot } from '../contract/frame';
import type { TrainingState } from '../models/digit-training';
import { percent, text, trainingReading, type Subject } from './plots';

/** What every attack demo knows of itself, from its first frame on. */
export interface AttackState {
  readonly subject: Subject;
  readonly training?: TrainingState;
  /** Share of the whole run. */
  readonly progress: number;
}

/** Accuracies at one radius. */
export interface CurvePoint {
  readonly eps: number;
  readonly noise: number;
  /** One step of the whole radius. */
  readonly oneStep: number;
  readonly pgd: number;
}

/** How a demo calls its attacks. */
export interface CurveNames {
  readonly noise: string;
  /** The noise as the subject of a sentence, with its verb. */
  readonly noiseLeaves: string;
  readonly oneStep: string;
  readonly pgd: string;
  readonly own: string;
}

export interface AccuracyCurve {
  /** Radius of the control, and the least end of the axis. */
  readonly eps: number;
  readonly end: number;
  /** By growing radius. */
  readonly curve: readonly CurvePoint[];
  /** At the radius of the control, once it is measured. */
  readonly own?: Omit<CurvePoint, 'eps'>;
  readonly names: CurveNames;
}

export function accuracyCurve({ eps, end, curve, own, names }: AccuracyCurve): LinePlot {
  const x = curve.map((point) => point.eps);
  const at = own ? [own.pgd] : [];
  return {
    kind: 'line',
    id: 'accuracy',
    title: 'Accuracy by radius',
    x: { label: 'ε', min: 0, max: Math.max(end, eps) },
    y: { label: 'accuracy', min: 0, max: 1 },
    series: [
      { name: names.noise, x, y: curve.map(({ noise }) => noise) },
      { name: names.oneStep, x, y: curve.map(({ oneStep }) => oneStep) },
      { name: names.pgd, x, y: curve.map(({ pgd }) => pgd) },
      { name: names.own, x: at.map(() => eps), y: at, style: 'points' },
    ],
    references: [{ axis: 'x', at: eps, label: `ε = ${text(eps)}` }],
    text: own
      ? `At ε = ${text(eps)} ${names.noiseLeaves} ${percent(own.noise)} right, ${names.oneStep} ${percent(own.oneStep)}, PGD ${percent(own.pgd)}.`
      : 'Not measured yet.',
  };
}

/** What is said before anything was attacked. */
export function readingBefore({ training }: Pick<AttackState, 'training'>): string {
  return training ? trainingReading(training) : 'An image to attack.';
}
