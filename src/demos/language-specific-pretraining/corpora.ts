import { villageStories } from '../data/village-stories';

export const languageNames = { en: 'English', de: 'German', es: 'Spanish', fi: 'Finnish' } as const;
export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

/** Sentences at the end of each language that nothing is trained on. */
const heldOut = 3;

const stories = new Map(
  villageStories.split('\n').map((line) => {
    const [tag, sentences] = line.split(': ', 2) as [Language, string];
    return [tag, sentences.split(' / ')];
  }),
);

export const trainingSentences = (language: Language): readonly string[] =>
  stories.get(language)!.slice(0, -heldOut);

export const heldOutSentences = (language: Language): readonly string[] =>
  stories.get(language)!.slice(-heldOut);
