/** Three toy language models of one size: one language alone, all four for as many steps, and all four for longer. */
import type { DemoContext } from '../contract/demo';
import { createCharacterModel } from './character-model';
import { languages, type Language } from './corpora';

const steps = 300;
const stepsPerReport = 10;
const stepsPerScore = 30;

export const courses = {
  own: { name: 'own', steps },
  shared: { name: 'shared', steps },
  longer: { name: 'shared, 4 ×', steps: languages.length * steps },
} as const;
export type Course = keyof typeof courses;
export const courseNames = Object.keys(courses) as Course[];

/** Bits per held-out character of the chosen language, at the steps. */
export interface Curve {
  readonly steps: readonly number[];
  readonly bits: readonly number[];
}

export type Curves = Readonly<Record<Course, Curve>>;

const empty: Curve = { steps: [], bits: [] };
export const noCurves: Curves = { own: empty, shared: empty, longer: empty };

/**
 * The longer course sees the chosen language as often as the own one does.
 * @param report now and then, with the share of the work that is done
 */
export async function followCourses(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  { language, hidden, seed }: { readonly language: Language; readonly hidden: number; readonly seed: number },
  report: (curves: Curves, progress: number) => Promise<void>,
): Promise<Curves> {
  const total = courseNames.reduce((sum, course) => sum + courses[course].steps, 0);
  let curves = noCurves;
  let done = 0;
  for (const course of courseNames) {
    const count = courses[course].steps;
    const texts = course === 'own' ? [language] : languages;
    const model = createCharacterModel(tf, random(seed), random(seed + 1000), texts, {
      hidden,
      steps: count,
    });
    for (let step = 0; step <= count; step++) {
      if (step % stepsPerScore === 0) {
        const { steps: at, bits } = curves[course];
        const next = { steps: [...at, step], bits: [...bits, model.bitsPerCharacter(language)] };
        curves = { ...curves, [course]: next };
      }
      if (step % stepsPerReport === 0) await report(curves, (done + step) / total);
      if (step < count) model.train();
    }
    done += count;
  }
  return curves;
}
