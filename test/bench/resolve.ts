/** `npm run bench:resolve [--wrong]`: how many labelled places are answered, rightly, and how many stay silent. */
import { join } from 'node:path';
import { Resolver } from '../../src/resolver/resolver';
import { loadBuiltInCatalog } from '../../tools/checks/catalog';
import { labelledFiles, type Label } from '../content/labelled';
import { grammarFiles } from '../unit/resolver/grammar-files';

const catalog = await loadBuiltInCatalog(join(import.meta.dirname, '../..'));
const resolver = new Resolver(grammarFiles);

interface Outcome {
  readonly label: Label;
  readonly file: string;
  readonly concept: string | undefined;
  readonly kind: string | undefined;
  /** The value of the role that the label names. */
  readonly value: string | undefined;
}

const outcomes: Outcome[] = [];
for (const { name, document, labels } of labelledFiles()) {
  await resolver.load(document.languageId);
  const analysis = resolver.analyze(document);
  for (const label of labels) {
    const site = analysis.siteAt(label.offset);
    const match = site && catalog.lookup(site, analysis);
    const value = label.role === undefined ? undefined : match?.values[label.role]?.value;
    outcomes.push({
      label,
      file: name,
      concept: match?.entry.id,
      kind: match?.kind,
      value: value?.toString(),
    });
  }
}
resolver.dispose();

const percent = (part: number, whole: number): string =>
  whole === 0 ? '   –  ' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
const isRight = ({ label, concept, value }: Outcome): boolean =>
  concept === label.concept && (label.value === undefined || label.value === value);

const meant = outcomes.filter(({ label }) => label.concept !== undefined);
const known = meant.filter(({ label }) => catalog.entry(label.concept!));
const silent = outcomes.filter(({ label }) => label.concept === undefined);
const answered = outcomes.filter(
  ({ concept, label }) =>
    concept !== undefined && (label.concept === undefined || catalog.entry(label.concept)),
);

console.log(
  `${outcomes.length} places: ${meant.length} mean a concept (${known.length} one that has an entry), ${silent.length} must stay silent`,
);
console.log(`recall     ${percent(known.filter(isRight).length, known.length)}`);
console.log(`precision  ${percent(answered.filter(isRight).length, answered.length)}`);
console.log(`silence    ${percent(silent.filter(isRight).length, silent.length)}`);

console.log('\nprecision by the way of finding');
for (const kind of ['symbol', 'type', 'role', 'key', 'words']) {
  const of = answered.filter((outcome) => outcome.kind === kind);
  console.log(`  ${kind.padEnd(7)} ${percent(of.filter(isRight).length, of.length)}  of ${of.length}`);
}
console.log('\nby language, recall and silence');
for (const ending of [...new Set(outcomes.map(({ file }) => file.replace('.txt', '').split('.').at(-1)!))]) {
  const of = (list: readonly Outcome[]): readonly Outcome[] =>
    list.filter(({ file }) => file.replace('.txt', '').endsWith(`.${ending}`));
  console.log(
    `  ${ending.padEnd(7)} ${percent(of(known).filter(isRight).length, of(known).length)} of ${of(known).length}   ${percent(of(silent).filter(isRight).length, of(silent).length)} of ${of(silent).length}`,
  );
}
console.log('\nby concept, recall');
for (const id of [...new Set(meant.map(({ label }) => label.concept!))].sort()) {
  const of = meant.filter(({ label }) => label.concept === id);
  console.log(
    `  ${id.padEnd(34)} ${catalog.entry(id) ? percent(of.filter(isRight).length, of.length) : 'no entry'} of ${of.length}`,
  );
}
const wrong = outcomes.filter(
  (outcome) =>
    !isRight(outcome) && (outcome.label.concept === undefined || catalog.entry(outcome.label.concept)),
);
if (process.argv.includes('--wrong'))
  for (const { file, label, concept, kind, value } of wrong)
    console.log(
      `${file}:${label.line}: ${label.word} is ${concept ?? 'silent'} (${kind ?? '–'}${value === undefined ? '' : `, ${value}`}), not ${label.concept ?? 'silent'}${label.value ? ` ${label.value}` : ''}`,
    );
process.exitCode = wrong.length > 0 ? 1 : 0;
