/** A made-up table of patients, and its records grouped by what an outsider can know of them. */
import type { Random } from '../contract/demo';

export const diseases = ['flu', 'gastritis', 'hypertension', 'diabetes', 'cancer', 'HIV'] as const;
const zipCodes = [13053, 13068, 13085, 13102, 13140, 13210, 14850, 14853, 14901, 14925, 15010, 15044];
const zipDigits = 5;
const youngest = 20;
const ages = 60;
const commonness = [0.35, 0.2, 0.2, 0.14, 0.08, 0.03];

export interface PatientRecord {
  readonly age: number;
  readonly zip: number;
  readonly sex: number;
  /** Index into `diseases`: the sensitive value. */
  readonly disease: number;
}

/**
 * Age, place and sex at random; the disease depends on age and place, the more the larger `correlation`.
 * @param correlation 0: not at all
 */
export function drawTable(random: Random, count: number, correlation: number): PatientRecord[] {
  return Array.from({ length: count }, () => {
    const age = youngest + random.integer(ages);
    const place = random.integer(zipCodes.length);
    const sex = random.integer(2);
    const weights = tendencies(age, place).map((v, s) => commonness[s]! * Math.exp(correlation * v));
    const disease = pick(weights, random.uniform());
    return { age, zip: zipCodes[place]!, sex, disease };
  });
}

function tendencies(age: number, place: number): number[] {
  const a = (age - youngest) / ages;
  return [
    2 * (0.5 - a),
    0.5 - a,
    2.5 * (a - 0.5),
    1.5 * (a - 0.5) + 0.8 * ((place % 3) - 1),
    2.5 * (a - 0.5),
    1.2 * ((place % 4) - 1.5),
  ];
}

/** The first index at which the cumulated share exceeds u. */
function pick(weights: readonly number[], u: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let cumulated = 0;
  const found = weights.findIndex((weight) => (cumulated += weight / total) > u);
  return found < 0 ? weights.length - 1 : found;
}

/** How much of a record is published. */
export interface Generalisation {
  /** Years that one age band spans. */
  readonly ageWidth: number;
  /** Leading digits of the ZIP code, 0 to 5. */
  readonly zipDigits: number;
  readonly keepSex: boolean;
}

/** Records that look alike. */
export interface EquivalenceClass {
  /** `25–29 130** F` */
  readonly name: string;
}

export interface Grouped {
  /** Class by record. */
  readonly classOf: Int32Array;
  readonly classes: readonly EquivalenceClass[];
}

/** Puts records with the same published values into one class; classes are sorted by age band, place and sex. */
export function group(table: readonly PatientRecord[], by: Generalisation): Grouped {
  const cut = 10 ** (zipDigits - by.zipDigits);
  const keys = table.map(({ age, zip, sex }) => [
    Math.floor((age - youngest) / by.ageWidth),
    Math.floor(zip / cut),
    by.keepSex ? sex : 0,
  ]);
  const names = new Map(keys.map((key) => [key.join(), key]));
  const sorted = [...names.values()].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
  const index = new Map(sorted.map((key, i) => [key.join(), i]));
  return {
    classOf: Int32Array.from(keys, (key) => index.get(key.join())!),
    classes: sorted.map(([band, place, sex]) => ({ name: nameOf(band!, place!, sex!, by) })),
  };
}

function nameOf(band: number, place: number, sex: number, by: Generalisation): string {
  const from = youngest + band * by.ageWidth;
  const age = by.ageWidth === 1 ? String(from) : `${from}–${from + by.ageWidth - 1}`;
  const known = by.zipDigits === 0 ? '' : String(place);
  const zip = known.padEnd(zipDigits, '*');
  return [age, zip, ...(by.keepSex ? [sex === 1 ? 'F' : 'M'] : [])].join(' ');
}
