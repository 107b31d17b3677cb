/** One tokenizer a language, and three that all four languages share. */
import { countWords, fertility, learnMerges, type Merges } from './bpe';
import { heldOutSentences, languages, trainingSentences, type Language } from './corpora';

export const sharings = ['own', 'shared', 'larger', 'skewed'] as const;
/** A language alone; all with as many merges; with four times as many; with English counted several times. */
export type Sharing = (typeof sharings)[number];

type ByLanguage<T> = Readonly<Record<Language, T>>;

export interface Tokenizers {
  /** By the language that is cut; where it is shared, the same for each. */
  readonly merges: Readonly<Record<Sharing, ByLanguage<Merges>>>;
  /** Pieces per word of the held-out sentences. */
  readonly fertility: Readonly<Record<Sharing, ByLanguage<number>>>;
}

function byLanguage<T>(value: (language: Language) => T): ByLanguage<T> {
  return Object.fromEntries(languages.map((language) => [language, value(language)])) as ByLanguage<T>;
}

function shared(most: number, englishWeight: number): ByLanguage<Merges> {
  const counts = new Map<string, number>();
  for (const language of languages)
    countWords(trainingSentences(language), language === 'en' ? englishWeight : 1, counts);
  const merges = learnMerges(counts, most);
  return byLanguage(() => merges);
}

/** @param most merges of each but the larger one, which ends earlier where no pair occurs twice */
export function trainTokenizers(most: number, englishWeight: number): Tokenizers {
  const merges = {
    own: byLanguage((language) => learnMerges(countWords(trainingSentences(language)), most)),
    shared: shared(most, 1),
    larger: shared(languages.length * most, 1),
    skewed: shared(most, englishWeight),
  };
  const fertilities = (sharing: Sharing) =>
    byLanguage((language) => fertility(heldOutSentences(language), merges[sharing][language]));
  return {
    merges,
    fertility: {
      own: fertilities('own'),
      shared: fertilities('shared'),
      larger: fertilities('larger'),
      skewed: fertilities('skewed'),
    },
  };
}
