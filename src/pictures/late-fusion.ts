/** Scores of two or three models and what the weights of the code make of them, as bars. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { bars, type Area, type Bar } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** Three classes; the first two models are the worked example of the article. */
const examples = [
  { name: 'A', scores: [0.7, 0.2, 0.1] },
  { name: 'B', scores: [0.4, 0.5, 0.1] },
  { name: 'C', scores: [0.2, 0.6, 0.2] },
];

export interface Fused {
  readonly models: readonly {
    readonly name: string;
    readonly scores: readonly number[];
    readonly weight: number;
  }[];
  /** Of all scores, or of the votes. */
  readonly scores: readonly number[];
  readonly rule: 'average' | 'votes';
}

/**
 * Soft voting averages scores, hard voting counts each model's best class; both with weights scaled to sum 1. Nothing for
 * APIs that do something else, for weights that are none, and for more than three models.
 */
export function fusedExample({
  symbol,
  roles,
  defaults,
}: Omit<PictureInput, 'palette' | 'width' | 'height'>): Fused | undefined {
  if (symbol !== undefined && !symbol.endsWith('.VotingClassifier')) return undefined;
  const weights = weightsOf(roles);
  const total = weights?.reduce((sum, weight) => sum + weight, 0);
  if (!weights || !total) return undefined;
  const models = weights.map((weight, m) => ({ ...examples[m]!, weight: weight / total }));
  const rule = (roles['voting'] ?? defaults['voting']) === 'hard' ? 'votes' : 'average';
  const part = (scores: readonly number[], k: number): number =>
    rule === 'average' ? scores[k]! : Number(k === scores.indexOf(Math.max(...scores)));
  const scores = [0, 1, 2].map((k) =>
    models.reduce((sum, model) => sum + model.weight * part(model.scores, k), 0),
  );
  return { models, scores, rule };
}

/** `weights=[0.6, 0.4]`, the share of A in own code, or equal ones. */
function weightsOf(roles: PictureInput['roles']): number[] | undefined {
  const { weights, share } = roles;
  if (weights !== undefined && weights !== null) {
    const list: readonly LiteralValue[] = Array.isArray(weights) ? weights : [];
    const usable = list.length > 1 && list.length <= examples.length && list.every(isWeight);
    return usable ? (list as number[]).slice() : undefined;
  }
  if (share === undefined) return [0.5, 0.5];
  return isWeight(share) && share <= 1 ? [share, 1 - share] : undefined;
}

const isWeight = (value: LiteralValue): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1e6;

const number = (value: number): string => formatNumber(Number(value.toFixed(4)), 2);

function captionOf({ rule, scores }: Fused): string {
  const best = Math.max(...scores);
  const tied = scores.filter((score) => Math.abs(score - best) < 1e-9).length > 1;
  return rule === 'votes' ? (tied ? 'votes: a tie' : 'votes') : tied ? 'average: a tie' : 'average';
}

/** One group of bars a model and one for what comes out, each with its name above or left of it. */
function picture(fused: Fused, { width, height, palette }: PictureInput): Shape[] {
  const flat = height < 100;
  const groups = [
    ...fused.models.map(({ name, scores, weight }) => ({
      scores,
      lines: [`model ${name}`, `weight ${number(weight)}`],
      color: palette.muted,
    })),
    { scores: fused.scores, lines: ['fused:', captionOf(fused)], color: palette.accent },
  ];
  const slot = width / groups.length;
  const highest = Math.max(...groups.flatMap(({ scores }) => scores));
  return groups.flatMap(({ scores, lines, color }, i): Shape[] => {
    const x = slot * i;
    const side = flat ? 62 : 6;
    const top = flat ? 13 : 52;
    const area: Area = {
      x: x + side,
      y: top,
      width: slot - side - (flat ? 2 : 8),
      height: height - top - (flat ? 2 : 16),
    };
    return [
      ...bars(area, barsOf(scores, color, flat), highest, palette),
      ...heading(lines, x, flat, height, palette),
    ];
  });
}

function barsOf(scores: readonly number[], color: string, flat: boolean): Bar[] {
  return scores.map((value, k) => ({
    value,
    color,
    label: number(value),
    name: flat ? undefined : `class ${k + 1}`,
  }));
}

function heading(
  lines: readonly string[],
  x: number,
  flat: boolean,
  height: number,
  palette: Palette,
): Shape[] {
  const middle = flat ? height / 2 : 14;
  return lines.map((line, i): Shape => ({
    kind: 'text',
    x: x + 4,
    y: middle + 14 * i,
    text: line,
    size: 11,
    fill: i === 0 ? palette.foreground : palette.muted,
  }));
}

const draw: Draw = (input) => {
  const fused = fusedExample(input);
  if (!fused) return undefined;
  const svg = renderSvg(input.width, input.height, picture(fused, input));
  if (svg === undefined) return undefined;
  const list = (scores: readonly number[]) => scores.map(number).join(', ');
  const models = fused.models.map(
    ({ name, scores, weight }) => `${name} (weight ${number(weight)}) scores ${list(scores)}`,
  );
  return {
    svg,
    text: `Example with three classes: ${models.join('; ')}. The ${captionOf(fused)} gives ${list(fused.scores)}.`,
  };
};

export default Object.assign(draw, { optional: ['cv'] }) satisfies Draw;
