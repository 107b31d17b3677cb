/** Runs the sparse attacks on the images that are read correctly, and keeps what they found. */
import {
  bestBlock,
  exhaustive,
  gradientGuided,
  randomPixels,
  type Allowed,
  type Change,
  type Targets,
  trailOf,
  type Trail,
} from '../attacks/l0';
import type { DemoContext, Tf } from '../contract/demo';
import type { Victim } from '../models/digit-training';
import { digitPixels } from '../models/digits';

export const mostPixels = 12;
const randomSeed = 11;

export const attacks = {
  exhaustive: 'exhaustive',
  gradient: 'gradient',
  random: 'random pixels',
  block: 'one block',
} as const;
export type Attack = keyof typeof attacks;

/** Side of the square that `k` pixels can make. */
export const sideOf = (k: number): number => Math.floor(Math.sqrt(k));

/** What is known of the images, one trail each; of blocks one for each side from 1 on. */
export interface Findings {
  readonly trails: Partial<Record<Exclude<Attack, 'block'>, readonly Trail[]>>;
  readonly blocks: (readonly Trail[])[];
}

/** Share of the images that an attack fools with at most `k` pixels; nothing before it has run. */
export function fooledShare({ trails, blocks }: Findings, attack: Attack, k: number): number | undefined {
  const found = attack === 'block' ? blocks[sideOf(k) - 1] : trails[attack];
  return found && found.filter((trail) => trail.isFooled && trail.changes.length <= k).length / found.length;
}

/** What an attack with at most `k` pixels changes in one image; nothing before it has run. */
export function changesOf({ trails, blocks }: Findings, attack: Attack, k: number, row: number): Change[] {
  const found = attack === 'block' ? blocks[sideOf(k) - 1] : trails[attack];
  return found?.[row]?.changes.slice(0, k) ?? [];
}

/** The first images that are read correctly, and where they stand among the test images. */
export function firstRight(
  tf: Tf,
  { classifier, images, oneHot, digits }: Victim,
  most: number,
): Targets & { readonly rows: readonly number[] } {
  const predicted = tf.tidy(() => tf.argMax(classifier.logits(images), 1).dataSync());
  const right = Array.from(digits.labels.keys()).filter((row) => predicted[row] === digits.labels[row]);
  const rows = right.slice(0, most);
  const index = tf.tensor1d(rows, 'int32');
  const targets = { rows, classifier, images: tf.gather(images, index), oneHot: tf.gather(oneHot, index) };
  index.dispose();
  return targets;
}

/** Runs every attack that `kept` does not know yet. `report` hears the share of all that is done. */
export async function attackAll(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  targets: Targets,
  allowed: Allowed,
  kept: Findings,
  report: (share: number) => Promise<void>,
): Promise<void> {
  const { classifier, images, oneHot } = targets;
  const count = images.shape[0];
  const pixels = images.dataSync<'float32'>();
  const search = { most: mostPixels, allowed };
  const oneByOne = async (attack: typeof bestOf, from: number, span: number): Promise<Trail[]> => {
    const trails: Trail[] = [];
    for (let row = 0; row < count; row++) {
      const image = pixels.slice(row * digitPixels, (row + 1) * digitPixels);
      const own = tf.slice(oneHot, [row, 0], [1, -1]);
      trails.push(attack(image, own));
      own.dispose();
      await report(from + (span * (row + 1)) / count);
    }
    return trails;
  };
  const bestOf = (image: Float32Array, own: Targets['oneHot']) =>
    exhaustive(tf, classifier, image, own, search);
  const blockOf = (side: number) => (image: Float32Array, own: Targets['oneHot']) =>
    bestBlock(tf, classifier, image, own, { side, allowed });

  kept.trails.exhaustive ??= await oneByOne(bestOf, 0, 0.35);
  kept.trails.gradient ??= await gradientGuided(tf, targets, search, () => report(0.35));
  kept.trails.random ??= await randomPixels(tf, random(randomSeed), targets, search, () => report(0.4));
  // A block of one pixel is the first step of the exhaustive search.
  kept.blocks[0] ??= kept.trails.exhaustive.map(({ changes: [first] }) => trailOf([first!]));
  for (const side of [2, 3]) kept.blocks[side - 1] ??= await oneByOne(blockOf(side), 0.2 * side, 0.2);
}
