import type { Random } from '../contract/demo';

/** Points in the plane with their classes. */
export interface Blobs {
  /** x and y of each point in turn. */
  readonly points: Float32Array;
  readonly labels: Int32Array;
  readonly classes: number;
}

/**
 * Gaussian blobs on a circle: point i has class i mod `classes`, centre 2·(cos 2πc/K, sin 2πc/K) and independent normal
 * noise of standard deviation `sigma` in x and y. Then each label is replaced, with probability `noise`, by one of all
 * classes at random.
 */
export function gaussianBlobs(
  random: Random,
  count: number,
  classes: number,
  sigma: number,
  noise = 0,
): Blobs {
  const points = new Float32Array(2 * count);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * (i % classes)) / classes;
    points[2 * i] = 2 * Math.cos(angle) + sigma * random.normal();
    points[2 * i + 1] = 2 * Math.sin(angle) + sigma * random.normal();
    labels[i] = i % classes;
    if (noise > 0 && random.uniform() < noise) labels[i] = random.integer(classes);
  }
  return { points, labels, classes };
}
