/**
 * A table of patients is published without names. Records that look alike form classes; the demo shows what each
 * promise about the classes leaves of the table, and what an attacker still learns.
 */
import { defineDemo } from './contract/demo';
import { countMatrix, criteria, measureClasses, release, type Criterion } from './l-diversity/criteria';
import { lDiversityFrame, type LevelCurve } from './l-diversity/frame';
import { diseases, drawTable, group } from './l-diversity/table';

const records = 1000;
const tableSeed = 41;
/** Values of l at which the curves are measured. */
const levels = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6];

export default defineDemo({
  id: 'l-diversity',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'criterion',
      label: 'Criterion',
      help: 'What each class must fulfil beside its size k.',
      options: [
        { value: 'none', label: 'k alone' },
        { value: 'distinct', label: 'distinct l' },
        { value: 'entropy', label: 'entropy l' },
        { value: 'recursive', label: 'recursive (c, l)' },
      ],
      default: 'none',
      seeds: [
        { role: 'c', expression: "'recursive'" },
        { role: 'l_entropy', expression: "'entropy'" },
        { role: 'l', expression: "'distinct'" },
      ],
    },
    {
      kind: 'range',
      id: 'l',
      label: 'Diversity l',
      tex: 'l',
      help: 'For distinct and recursive a half counts as the next whole number.',
      scale: 'linear',
      min: 1,
      max: 6,
      step: 0.5,
      default: 2,
      seeds: [
        { role: 'l', clamp: true },
        { role: 'l_entropy', clamp: true },
      ],
      writes: 'l',
    },
    {
      kind: 'range',
      id: 'c',
      label: 'Bound c of recursive',
      tex: 'c',
      help: 'The most frequent value stays below c times what is left from the l-th on.',
      scale: 'linear',
      min: 0.5,
      max: 10,
      step: 0.5,
      default: 3,
      seeds: [{ role: 'c', clamp: true }],
      writes: 'c',
    },
    {
      kind: 'range',
      id: 'k',
      label: 'Records in a class k',
      scale: 'integer',
      min: 1,
      max: 20,
      step: 1,
      default: 5,
      seeds: [{ role: 'k', clamp: true }],
      writes: 'k',
    },
    {
      kind: 'choice',
      id: 'ageWidth',
      label: 'Years of an age band',
      options: ['1', '5', '10', '20', '60'].map((value) => ({ value, label: value })),
      default: '5',
    },
    {
      kind: 'range',
      id: 'zipDigits',
      label: 'ZIP digits kept',
      scale: 'integer',
      min: 0,
      max: 5,
      step: 1,
      default: 4,
    },
    { kind: 'toggle', id: 'keepSex', label: 'Keep the sex', default: false },
    {
      kind: 'range',
      id: 'correlation',
      label: 'Tie of disease to age and place',
      help: '0: a disease says nothing about who has it.',
      scale: 'linear',
      min: 0,
      max: 3,
      step: 0.1,
      default: 2,
    },
  ],

  async run({ tf, random, emit }, params) {
    const { k, l, c, ageWidth, zipDigits, keepSex, correlation } = params;
    const criterion = params.criterion as Criterion;
    const table = drawTable(random(tableSeed), records, correlation);
    const sensitive = Int32Array.from(table, ({ disease }) => disease);
    const totals = diseases.map((_, s) => sensitive.filter((value) => value === s).length);
    const grouped = group(table, { ageWidth: Number(ageWidth), zipDigits, keepSex });

    const counts = countMatrix(tf, grouped.classOf, sensitive, grouped.classes.length, diseases.length);
    const measures = measureClasses(tf, counts, tf.tensor1d(totals));
    const releaseBy = (by: Criterion, level: number) => release(measures, { k, criterion: by, l: level, c });
    const curves: LevelCurve[] = criteria.slice(1).map((by) => ({
      criterion: by,
      levels,
      keptShare: levels.map((level) => releaseBy(by, level).keptShare),
    }));
    await emit(
      lDiversityFrame({
        grouped,
        measures,
        totals,
        demand: { k, criterion, l, c },
        published: releaseBy(criterion, l),
        byKAlone: releaseBy('none', l),
        curves,
      }),
    );
  },
});
