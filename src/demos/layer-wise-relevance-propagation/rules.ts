/** Which rule each layer takes: by hand, or as a set that people use. */
import { formatNumber } from '../../util/number';
import type { Rule, RuleSettings } from './relevance';

/** Rules from the layer next to the input up to the output. */
export type RuleSet = readonly [input: Rule, middle: Rule, output: Rule];

export const presets = {
  zero: { name: 'LRP-0', rules: ['zero', 'zero', 'zero'] },
  epsilon: { name: 'ε', rules: ['epsilon', 'epsilon', 'epsilon'] },
  gamma: { name: 'γ', rules: ['gamma', 'gamma', 'gamma'] },
  zplus: { name: 'z⁺', rules: ['zplus', 'zplus', 'zplus'] },
  depth: { name: 'γ, ε, 0', rules: ['gamma', 'epsilon', 'zero'] },
  box: { name: 'zᴮ, z⁺, z⁺', rules: ['zbox', 'zplus', 'zplus'] },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly rules: RuleSet }>>;

export type Preset = keyof typeof presets;

export const presetNames = Object.keys(presets) as Preset[];

/** `ε = 0.25`, where the name alone does not say how strong. */
export function ruleName(preset: Preset, { eps, gamma }: RuleSettings): string {
  if (preset === 'epsilon') return `ε = ${formatNumber(eps)}`;
  if (preset === 'gamma') return `γ = ${formatNumber(gamma)}`;
  return presets[preset].name;
}
