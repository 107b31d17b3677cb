/** The frame of the L-infinity demo: accuracy by radius and by step, one image, and whether the evaluation is sound. */
import { accuracyCurve, readingBefore, type AttackState, type CurvePoint } from '../attacks/accuracy';
import type { ChangeSize } from '../attacks/measure';
import { percent, subjectImages, subjectProbabilities, text } from '../attacks/plots';
import type { Frame, LinePlot, Metric, TablePlot } from '../contract/frame';

/** Accuracies with the settings of the controls. */
export interface Measured {
  readonly clean: number;
  readonly noise: number;
  readonly fgsm: number;
  /** After each step of PGD, the start first. */
  readonly pgd: readonly number[];
  readonly change: ChangeSize;
  /** Share of the images whose gradient at the start is zero in every pixel. */
  readonly zeroGradients: number;
}

export interface LinfAttack extends AttackState {
  readonly eps: number;
  readonly alpha: number;
  readonly steps: number;
  readonly measured?: Measured;
  /** By growing radius; PGD with 20 steps of a quarter of it. */
  readonly curve: readonly CurvePoint[];
}

const names = {
  noise: 'random signs',
  noiseLeaves: 'random signs leave',
  oneStep: 'FGSM',
  pgd: 'PGD, 20 steps of ε/4',
  own: 'PGD, your α and steps',
};

export function linfFrame(attack: LinfAttack): Frame {
  return {
    plots: [
      curvePlot(attack),
      subjectImages(attack.subject, attack.eps, 'ε'),
      subjectProbabilities(attack.subject),
      stepPlot(attack),
      healthTable(attack),
    ],
    metrics: metricsOf(attack),
    progress: attack.progress,
    reading: readingOf(attack),
  };
}

const pgdAccuracy = ({ pgd }: Measured): number => pgd.at(-1)!;

function curvePlot({ eps, curve, measured }: LinfAttack): LinePlot {
  const own = measured && { ...measured, oneStep: measured.fgsm, pgd: pgdAccuracy(measured) };
  return accuracyCurve({ eps, end: 0.2, curve, own, names });
}

function stepPlot({ eps, alpha, steps, measured }: LinfAttack): LinePlot {
  const pgd = measured?.pgd ?? [];
  const reach = eps / alpha;
  return {
    kind: 'line',
    id: 'steps',
    title: 'Accuracy by step of PGD',
    x: { label: 'step', min: 0, max: steps },
    y: { label: 'accuracy', min: 0, max: 1 },
    series: [{ name: 'PGD', x: pgd.map((_, step) => step), y: pgd }],
    references: reach <= steps ? [{ axis: 'x', at: reach, label: 'reaches ε' }] : [],
    text:
      pgd.length > 0
        ? `${percent(pgd[0]!)} at the start, ${percent(pgd.at(-1)!)} after step ${pgd.length - 1}.`
        : 'Not attacked yet.',
  };
}

/** The checks that an attack has to pass before its number may be called robust accuracy (Carlini et al. 2019). */
function healthTable({ eps, alpha, steps, curve, measured }: LinfAttack): TablePlot {
  const row = (check: string, value: string, passed: boolean | undefined) => [
    check,
    value,
    passed === undefined ? '–' : passed ? 'yes' : 'no',
  ];
  const falls = curve.every(({ pgd }, i) => i === 0 || pgd <= curve[i - 1]!.pgd + 0.01);
  const last = curve.at(-1);
  const rows = [
    row('The steps can reach ε', `α · steps = ${text(alpha * steps)}`, reaches({ eps, alpha, steps })),
    row('No step jumps across the ball', `α = ${text(alpha)}`, alpha <= 2 * eps),
    row(
      'Many steps beat one',
      measured ? `${percent(pgdAccuracy(measured))} ≤ ${percent(measured.fgsm)}` : '–',
      measured && pgdAccuracy(measured) <= measured.fgsm,
    ),
    row(
      'Gradients are not zero',
      measured ? `${percent(measured.zeroGradients)} zero` : '–',
      measured && measured.zeroGradients < 0.05,
    ),
    row('Accuracy falls as ε grows', `${curve.length} radii`, curve.length > 1 ? falls : undefined),
    row(
      'A large ball fools all',
      last ? `${percent(last.pgd)} at ${text(last.eps)}` : '–',
      last && last.eps >= 0.2 ? last.pgd === 0 : undefined,
    ),
  ];
  const failed = rows.filter((cells) => cells[2] === 'no').map((cells) => cells[0]!);
  return {
    kind: 'table',
    id: 'health',
    title: 'Is the attack sound?',
    columns: [{ label: 'check' }, { label: 'measured' }, { label: 'passed' }],
    rows,
    text: failed.length === 0 ? 'No check fails.' : `Fails: ${failed.join('; ').toLowerCase()}.`,
  };
}

type Settings = Pick<LinfAttack, 'eps' | 'alpha' | 'steps'>;

const reaches = ({ eps, alpha, steps }: Settings): boolean => alpha * steps >= eps * (1 - 1e-6);

function metricsOf({ alpha, steps, measured, subject }: LinfAttack): Metric[] {
  if (!measured) return [];
  const metrics: Metric[] = [
    { id: 'accuracy-clean', label: 'accuracy without attack', value: measured.clean },
    { id: 'accuracy-noise', label: 'accuracy, random signs', value: measured.noise },
    { id: 'accuracy-fgsm', label: 'accuracy, FGSM', value: measured.fgsm },
    { id: 'accuracy-pgd', label: 'accuracy, PGD', value: pgdAccuracy(measured) },
    { id: 'largest-change', label: 'largest change of a pixel', value: measured.change.largest },
    { id: 'l2-change', label: 'mean L2 length of the change', value: measured.change.meanLength },
    { id: 'zero-gradients', label: 'images with a zero gradient', value: measured.zeroGradients },
    { id: 'reach', label: 'farthest that α and steps can go', value: alpha * steps },
  ];
  if (subject.attacked)
    metrics.push({
      id: 'true-class',
      label: `probability of the true class, image ${subject.index}`,
      value: subject.attacked.probabilities[subject.label]!,
    });
  return metrics;
}

function readingOf(attack: LinfAttack): string {
  const { eps, alpha, steps, measured } = attack;
  if (!measured) return readingBefore(attack);
  const pgd = percent(pgdAccuracy(measured));
  if (measured.pgd.length <= steps)
    return `After step ${measured.pgd.length - 1} of PGD ${pgd} of the images are still read correctly.`;
  if (measured.zeroGradients >= 0.05)
    return `${percent(measured.zeroGradients)} of the gradients are exactly zero, so the attack is blind: FGSM leaves ${percent(measured.fgsm)} right without the model being any stronger.`;
  if (!reaches(attack))
    return `PGD leaves ${pgd} right only because ${steps} steps of ${text(alpha)} get no farther than ${text(alpha * steps)}, while ε is ${text(eps)}.`;
  return `With ε = ${text(eps)} random signs leave ${percent(measured.noise)} of the images right, one sign step ${percent(measured.fgsm)}, and ${steps} steps of PGD ${pgd}.`;
}
