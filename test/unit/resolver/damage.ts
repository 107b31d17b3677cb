/** Ways to damage a text, and what must hold for every site of every text. */
import { strict as assert } from 'node:assert';
import type { Site } from '../../../src/resolver/site';
import type { seededRandom } from './random';

type Damage = (text: string, random: ReturnType<typeof seededRandom>) => string;

export const damages: Readonly<Record<string, Damage>> = {
  'cut off': (text, random) => text.slice(0, random.below(text.length)),
  'cut out': (text, random) => {
    const start = random.below(text.length);
    return text.slice(0, start) + text.slice(start + random.below(60));
  },
  'one character changed': (text, random) => {
    const at = random.below(text.length);
    const changed = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8)));
    return text.slice(0, at) + changed + text.slice(at + 1);
  },
  'pieces mixed': (text, random) => {
    const piece = (): string => {
      const at = random.below(text.length);
      return text.slice(at, at + 300);
    };
    return piece() + piece() + piece();
  },
};

/** Ranges lie inside the text and hold what they say. */
export function checkSite(site: Site, text: string, offset: number): void {
  assert.ok(site.range.start <= offset && offset <= site.range.end && site.range.end <= text.length);
  assert.ok(site.statement.start <= site.statement.end && site.statement.end <= text.length);
  for (const { range, valueRange, literal } of site.call?.args ?? []) {
    assert.ok(range.start <= valueRange.start && valueRange.end <= range.end && range.end <= text.length);
    if (literal) assert.equal(literal.text, text.slice(literal.range.start, literal.range.end));
  }
  if (site.argument) assert.ok(site.call?.args.includes(site.argument));
  if (site.value) assert.equal(site.value.text, text.slice(site.value.range.start, site.value.range.end));
}
