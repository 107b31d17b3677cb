/** Light, spot and noise of a laser voltage probe. SI units, but lengths in nanometres. */

const electronCharge = 1.602176634e-19;
/** Amperes for each watt of an InGaAs detector. */
const responsivity = 0.7;

/** Relative shot noise of one sample in a bandwidth, √(2qB/(R·P)). Hertz and watts. */
export function shotNoise(bandwidth: number, power: number): number {
  return Math.sqrt((2 * electronCharge * bandwidth) / (responsivity * power));
}

/** Relative noise of one of `samples` values that share the time `dwell`, in seconds. */
export function dwellNoise(samples: number, dwell: number, power: number): number {
  return Math.sqrt((electronCharge * samples) / (responsivity * power * dwell));
}

/** Relative noise that a lock-in leaves on each of its two outputs after `dwell` seconds. */
export const lockInNoise = (dwell: number, power: number): number =>
  Math.sqrt((2 * electronCharge) / (responsivity * power * dwell));

/** Full width of the spot at half its height, 0.51 λ/NA. */
export const spotWidth = (wavelength: number, aperture: number): number => (0.51 * wavelength) / aperture;

/** How much of a transistor at a distance is seen, of 1 in the middle of the spot. */
export const seenAt = (distance: number, width: number): number =>
  Math.exp((-4 * Math.LN2 * distance ** 2) / width ** 2);

export interface Drain {
  /** Nanometres from the middle of the picture. */
  readonly x: number;
  readonly y: number;
  /** 1 and −1 switch against each other; 0 is stuck. */
  readonly sign: -1 | 0 | 1;
}

export const rowDistance = 400;

/** Two rows of six inverters; the third of the lower row is stuck. */
export function inverterChain(pitch: number): Drain[] {
  return [0, 1].flatMap((row) =>
    Array.from({ length: 6 }, (_, column): Drain => {
      const isStuck = row === 0 && column === 2;
      const sign = isStuck ? 0 : (column + row) % 2 === 0 ? 1 : -1;
      return { x: (column - 2.5) * pitch, y: (row - 0.5) * rowDistance, sign };
    }),
  );
}

/** What a spot of some width sees at a place: all drains around it, weighted by the light on them. */
export function signalAt(drains: readonly Drain[], x: number, y: number, width: number): number {
  return drains.reduce(
    (sum, drain) => sum + drain.sign * seenAt(Math.hypot(drain.x - x, drain.y - y), width),
    0,
  );
}
