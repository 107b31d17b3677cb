/**
 * Two faces are joined through a trained autoencoder and by fading pixels; two noises are joined by a straight line and
 * along the great circle. In six dimensions the line is the better path, in a thousand it washes a picture out.
 */
import { defineDemo } from './contract/demo';
import {
  endsOf,
  facePairs,
  fade,
  oppositeFaces,
  walk,
  type FacePair,
} from './latent-space-interpolation/faces';
import {
  interpolationFrame,
  type CodeWay,
  type Interpolation,
  type Way,
} from './latent-space-interpolation/frame';
import { keptAlong, mostDimensions, noisePairs, textures } from './latent-space-interpolation/noise';
import { evenTimes, lerp, normalizedLerp, slerp, timesThrough } from './latent-space-interpolation/paths';
import { fitFactors, type FittedFactors } from './models/sprite-meter';
import { spriteVae } from './models/sprite-vae';

const randomPairs = 60;
const pairSeeds = [51, 52] as const;
const noiseSeed = 60;
const noiseCount = 50;
const shownFrames = 5;
const measuredFrames = 9;
const curveTimes = evenTimes(21);

export default defineDemo({
  id: 'latent-space-interpolation',
  engine: 'cpu',
  controls: [
    {
      kind: 'range',
      id: 't',
      label: 'Place on the path t',
      tex: 't',
      help: '0 is the first face, 1 the second.',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
      seeds: [{ role: 't', clamp: true }],
      writes: 't',
    },
    {
      kind: 'choice',
      id: 'path',
      label: 'Path between face codes',
      options: [
        { value: 'lerp', label: 'straight line (lerp)' },
        { value: 'slerp', label: 'great circle (slerp)' },
      ],
      default: 'lerp',
    },
    {
      kind: 'range',
      id: 'pair',
      label: 'Pair of faces',
      help: '0: two faces that differ in everything; others are drawn at random.',
      scale: 'integer',
      min: 0,
      max: randomPairs,
      step: 1,
      default: 0,
    },
    {
      kind: 'range',
      id: 'frames',
      label: 'Frames of the walk',
      scale: 'integer',
      min: 3,
      max: 41,
      step: 1,
      default: 21,
      seeds: [{ role: 'frames', clamp: true }],
      writes: 'frames',
    },
    {
      kind: 'range',
      id: 'dimensions',
      label: 'Numbers in a noise d',
      tex: 'd',
      help: 'Rounded to a whole number. Latents of real generators have hundreds or thousands.',
      scale: 'log',
      min: 2,
      max: mostDimensions,
      default: mostDimensions,
    },
  ],

  async run({ tf, random, emit }, { t, path, pair, frames, dimensions }) {
    const shown = path as CodeWay;
    const vae = spriteVae(tf);
    const ends = endsOf(tf, vae, facePairOf(random(pairSeeds[0]), random(pairSeeds[1]), pair));
    const paths = { lerp, slerp };
    const filmsAt = (at: readonly number[]) => ({
      lerp: walk(tf, vae, ends, lerp, at).faces,
      slerp: walk(tf, vae, ends, slerp, at).faces,
      fade: fade(ends, at),
    });
    const shownTimes = timesThrough(t, shownFrames);
    const times = timesThrough(t, measuredFrames);
    const measured = filmsAt(times);
    const d = Math.round(dimensions);
    const pairs = noisePairs(random(noiseSeed), d, noiseCount);
    const kept = (way: CodeWay, at: readonly number[]) => keptAlong(pairs, paths[way], at);
    const [first, second] = pairs[0]!;
    const texturesOf = (way: CodeWay) =>
      textures(
        tf,
        shownTimes.map((time) => paths[way](first, second, time)),
      );
    const fits: Record<Way, FittedFactors[]> = { lerp: [], slerp: [], fade: [] };
    const state: Interpolation = {
      path: shown,
      t,
      shownTimes,
      films: filmsAt(shownTimes),
      times,
      fits,
      walk: walk(tf, vae, ends, paths[shown], evenTimes(frames)).faces,
      codeNorms: walk(tf, vae, ends, paths[shown], [0, t, 1]).norms as [number, number, number],
      noise: {
        dimensions: d,
        times: curveTimes,
        kept: {
          lerp: kept('lerp', curveTimes),
          slerp: kept('slerp', curveTimes),
          normalized: keptAlong(pairs, normalizedLerp, curveTimes),
        },
        atT: { lerp: kept('lerp', [t]).contrast[0]!, slerp: kept('slerp', [t]).contrast[0]! },
        textures: { lerp: texturesOf('lerp'), slerp: texturesOf('slerp') },
        pairs: noiseCount,
      },
      progress: 0,
    };
    await emit(interpolationFrame(state));
    const ways = Object.keys(fits) as Way[];
    for (const [i] of times.entries()) {
      for (const way of ways) fits[way].push(fitFactors(measured[way][i]!));
      await emit(interpolationFrame({ ...state, progress: (i + 1) / times.length }));
    }
  },
});

function facePairOf(
  first: Parameters<typeof facePairs>[0],
  second: Parameters<typeof facePairs>[1],
  pair: number,
): FacePair {
  return pair === 0 ? oppositeFaces : facePairs(first, second, randomPairs)[pair - 1]!;
}
