/** The life of a lot: a few weak parts among good ones. Times in hours of use, shares as fractions. */
import { normalCdf } from '../metrics/normal';

/** Weibull: F(t) = 1 − exp(−(t/scale)^shape). */
export interface Life {
  readonly shape: number;
  readonly scale: number;
}

export interface Lot {
  /** Share of weak parts. */
  readonly weakShare: number;
  readonly weak: Life;
  readonly main: Life;
}

/** Boltzmann's constant in eV/K. */
const boltzmann = 8.617333e-5;

export interface Stress {
  /** Activation energy in eV, and voltage acceleration per volt. */
  readonly energy: number;
  readonly gamma: number;
  /** Kelvin and volts. */
  readonly use: { readonly kelvin: number; readonly volts: number };
  readonly stress: { readonly kelvin: number; readonly volts: number };
}

/** How many hours of use one hour of stress is worth: Arrhenius for temperature, exponential for voltage. */
export function accelerationFactor({ energy, gamma, use, stress }: Stress): number {
  const byHeat = (energy / boltzmann) * (1 / use.kelvin - 1 / stress.kelvin);
  return Math.exp(byHeat + gamma * (stress.volts - use.volts));
}

const exponent = ({ shape, scale }: Life, t: number): number => (t / scale) ** shape;
/** F(t) of one population, exact where it is tiny. */
export const failed = (life: Life, t: number): number => -Math.expm1(-exponent(life, t));
const survivors = (life: Life, t: number): number => Math.exp(-exponent(life, t));

/** Share of the lot that has failed by t. */
export function lotFailed({ weakShare, weak, main }: Lot, t: number): number {
  return weakShare * failed(weak, t) + (1 - weakShare) * failed(main, t);
}

/** −ln S(t); on logarithmic axes a straight line for each population alone. */
export const cumulativeHazard = (lot: Lot, t: number): number => -Math.log1p(-lotFailed(lot, t));

/** Failures per hour and part still alive. */
export function hazard({ weakShare, weak, main }: Lot, t: number): number {
  const density = (life: Life) => ((life.shape * exponent(life, t)) / t) * survivors(life, t);
  const alive = weakShare * survivors(weak, t) + (1 - weakShare) * survivors(main, t);
  return (weakShare * density(weak) + (1 - weakShare) * density(main)) / alive;
}

export interface FieldQuality {
  /** Defective parts per million among those shipped, after the mission. */
  readonly dppm: number;
  readonly dppmWeak: number;
  readonly dppmMain: number;
  /** Parts per million that fail in the burn-in. */
  readonly fallout: number;
}

/** What a burn-in worth `aged` hours of use leaves for a mission of `mission` hours. */
export function afterBurnIn(lot: Lot, aged: number, mission: number): FieldQuality {
  const { weakShare, weak, main } = lot;
  const before = cumulativeHazard(lot, aged);
  const during = cumulativeHazard(lot, aged + mission) - before;
  const part = (share: number, life: Life) => {
    const rise = exponent(life, aged + mission) - exponent(life, aged);
    return 1e6 * share * Math.exp(before - exponent(life, aged)) * -Math.expm1(-rise);
  };
  return {
    dppm: 1e6 * -Math.expm1(-during),
    dppmWeak: part(weakShare, weak),
    dppmMain: part(1 - weakShare, main),
    fallout: 1e6 * lotFailed(lot, aged),
  };
}

/** Burn-in hours between `least` and `most` that leave the fewest field failures, by golden-section search on ln t. */
export function bestBurnIn(
  dppmAfter: (hours: number) => number,
  least: number,
  most: number,
): { readonly hours: number; readonly dppm: number } {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(least), Math.log(most)];
  for (let i = 0; i < 60; i++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (dppmAfter(Math.exp(left)) < dppmAfter(Math.exp(right))) high = right;
    else low = left;
  }
  const hours = Math.exp((low + high) / 2);
  return { hours, dppm: dppmAfter(hours) };
}

export interface Screen {
  /** Share of the weak parts that the limit catches, and of the good ones that it costs. */
  readonly caught: number;
  readonly lost: number;
  /** Share of weak parts among those that pass. */
  readonly weakShare: number;
}

/** A one-sided limit at k standard deviations; the weak parts measure d of them higher than the good ones. */
export function outlierScreen(weakShare: number, k: number, d: number): Screen {
  const [weakPass, goodPass] = [normalCdf(k - d), normalCdf(k)];
  const passing = weakShare * weakPass + (1 - weakShare) * goodPass;
  return { caught: normalCdf(d - k), lost: normalCdf(-k), weakShare: (weakShare * weakPass) / passing };
}

/** Probability that a sample holds no weak part. */
export const noneInSample = (weakShare: number, parts: number): number =>
  Math.exp(parts * Math.log1p(-weakShare));

/** Upper bound of the failure rate in FIT (failures in 10⁹ hours) after a test without failure. */
export function fitBound(parts: number, hours: number, acceleration: number, confidence: number): number {
  return (1e9 * -Math.log1p(-confidence)) / (parts * hours * acceleration);
}

/** Parts that must all survive to show no more than `dppm`. */
export const partsToShow = (dppm: number, confidence: number): number =>
  Math.log1p(-confidence) / Math.log1p(-dppm / 1e6);
