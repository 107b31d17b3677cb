/** A network of two inputs, two hidden units and one output, as the code's rule splits its score. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** What a link hands to its lower unit, from the contribution a·w and the lists of all contributions to its upper unit. */
interface Rule {
  readonly name: string;
  /** Shares of the upper unit's relevance, one a contribution. */
  readonly shares: (contributions: readonly number[]) => number[];
}

interface Explained {
  readonly rule: string;
  /** Relevance that each link carries: [input][hidden], and of each hidden unit's link to the output. */
  readonly lower: readonly (readonly number[])[];
  readonly upper: readonly number[];
  /** Relevance of the inputs. */
  readonly inputs: readonly number[];
}

const x = [1, 2] as const;
/** From input to hidden. */
const first = [
  [1, -1],
  [0.5, 1],
] as const;
const second = [1, -0.5] as const;
const score = 1.5;
const greatest = 1e6;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const positive = (value: number) => Math.max(0, value);

const ruleNames: Readonly<Record<string, string>> = {
  LRP: 'zero',
  LayerLRP: 'zero',
  Epsilon: 'epsilon',
  EpsilonRule: 'epsilon',
  Gamma: 'gamma',
  GammaRule: 'gamma',
  AlphaBeta: 'alphaBeta',
  ZPlus: 'zplus',
  Alpha1_Beta0_Rule: 'zplus',
};

/** Where the code names no rule, the quantity that it gives does. */
function ruleOfRoles(roles: PictureInput['roles']): string {
  if (roles['gamma'] !== undefined) return 'gamma';
  return roles['eps'] !== undefined ? 'epsilon' : 'zero';
}

const weighted = (rho: (contribution: number) => number, eps = 0) => {
  return (contributions: readonly number[]) => {
    const changed = contributions.map(rho);
    const z = sum(changed);
    return changed.map((value) => value / (z + (z >= 0 ? eps : -eps)));
  };
};

/** α times the share among what speaks for it, less β times the share among what speaks against it. */
const split = (alpha: number, beta: number) => (contributions: readonly number[]) => {
  const [up, down] = [sum(contributions.map(positive)), sum(contributions.map((c) => positive(-c)))];
  return contributions.map((c) => (c > 0 ? (alpha * c) / up : down > 0 ? (-beta * positive(-c)) / down : 0));
};

function ruleOf({ symbol, roles, defaults }: PictureInput): Rule | undefined {
  const read = (role: string, unlessSaid: number) => {
    const value = roles[role] ?? defaults[role] ?? unlessSaid;
    return typeof value === 'number' && value >= 0 && value <= greatest ? value : NaN;
  };
  const name = symbol?.slice(symbol.lastIndexOf('.') + 1);
  switch (name === undefined ? ruleOfRoles(roles) : ruleNames[name]) {
    case 'zero':
      return { name: name === undefined ? 'LRP-0' : 'LRP-0, as by default', shares: weighted((c) => c) };
    case 'epsilon': {
      const eps = read('eps', 0);
      return { name: `LRP-ε, ε = ${formatNumber(eps)}`, shares: weighted((c) => c, eps) };
    }
    case 'gamma': {
      const gamma = read('gamma', 0.25);
      return {
        name: `LRP-γ, γ = ${formatNumber(gamma)}`,
        shares: weighted((c) => c + gamma * positive(c)),
      };
    }
    case 'zplus':
      return { name: 'z⁺, positive weights alone', shares: weighted(positive) };
    case 'alphaBeta': {
      const [alpha, beta] = [read('alpha', 2), read('beta', 1)];
      return { name: `α = ${formatNumber(alpha)}, β = ${formatNumber(beta)}`, shares: split(alpha, beta) };
    }
    default:
      return undefined;
  }
}

/** The score of 1.5 sent back through the network by the rule of the code; nothing where that is not known. */
export function explainedScore(input: PictureInput): Explained | undefined {
  const rule = ruleOf(input);
  if (!rule) return undefined;
  const hidden = [0, 1].map((k) => Math.max(0, sum(x.map((value, i) => value * first[i]![k]!))));
  const upper = rule.shares(hidden.map((a, k) => a * second[k]!)).map((share) => share * score);
  const shares = upper.map((_, k) => rule.shares(x.map((value, i) => value * first[i]![k]!)));
  const lower = x.map((_, i) => upper.map((relevance, k) => relevance * shares[k]![i]!));
  const inputs = lower.map(sum);
  return inputs.every(Number.isFinite) ? { rule: rule.name, lower, upper, inputs } : undefined;
}

const digits = (value: number) => formatNumber(Math.abs(value) < 5e-4 ? 0 : Number(value.toPrecision(3)));

/** Links as thick as what they carry, units with their relevance beside them. */
function network(
  { lower, upper, inputs }: Explained,
  width: number,
  height: number,
  left: number,
  palette: Palette,
): Shape[] {
  const margin = Math.min(14, height / 6);
  const [top, bottom] = [margin, height - margin];
  const columns = [left + 56, left + width / 2, left + width - 40] as const;
  const at = (column: 0 | 1, row: number): Point => [columns[column], row === 0 ? top : bottom];
  const output: Point = [columns[2], height / 2];
  const most = Math.max(...[...lower.flat(), ...upper].map(Math.abs));
  const thickest = Math.min(8, height / 10);
  const link = (from: Point, to: Point, carried: number): Shape => ({
    kind: 'path',
    points: [from, to],
    stroke: carried < 0 ? palette.series[1]! : palette.series[0]!,
    strokeWidth: Math.max(0.5, (thickest * Math.abs(carried)) / most),
  });
  const unit = ([cx, cy]: Point): Shape => ({
    kind: 'circle',
    x: cx,
    y: cy,
    radius: Math.min(5, height / 12),
    fill: palette.background,
    stroke: palette.foreground,
    strokeWidth: 1.5,
  });
  const label = ([cx, cy]: Point, text: string, anchor: 'start' | 'end'): Shape => ({
    kind: 'text',
    x: cx + (anchor === 'end' ? -10 : 10),
    y: cy + 4,
    text,
    size: 11,
    fill: palette.foreground,
    anchor,
    bold: true,
  });
  return [
    ...lower.flatMap((row, i) => row.map((carried, k) => link(at(0, i), at(1, k), carried))),
    ...upper.map((carried, k) => link(at(1, k), output, carried)),
    ...[at(0, 0), at(0, 1), at(1, 0), at(1, 1), output].map(unit),
    ...inputs.map((relevance, i) => label(at(0, i), digits(relevance), 'end')),
    label(output, digits(score), 'start'),
  ];
}

function facts({ rule, upper, inputs }: Explained): [string, string, string] {
  const arrived = sum(inputs);
  const kept = Math.abs(arrived - score) < 5e-4 ? 'all of it arrives' : `${digits(arrived)} arrives`;
  return [rule, `${digits(score)} → ${digits(sum(upper))} → ${digits(arrived)}`, kept];
}

const draw: Draw = (input) => {
  const explained = explainedScore(input);
  if (!explained) return undefined;
  const { width, height, palette } = input;
  const room = 168;
  const drawn = Math.min(width - room, 420);
  const lines = facts(explained);
  const start = height / 2 + 4 - 16;
  const svg = renderSvg(width, height, [
    ...network(explained, drawn, height, 0, palette),
    ...lines.map((text, i): Shape => ({
      kind: 'text',
      x: drawn + 4,
      y: start + 16 * i,
      text,
      size: 11,
      fill: i === 0 ? palette.foreground : palette.muted,
      bold: i === 0,
    })),
  ]);
  if (svg === undefined) return undefined;
  const [rule, , kept] = lines;
  const text = `A score of ${digits(score)} sent back with ${rule}: the two inputs get ${explained.inputs.map(digits).join(' and ')}, ${kept}.`;
  return { svg, text };
};

export default draw;
