/** Prose is short and says something: sentence length, filler, article length. */
import type { Problem } from '../../src/util/problem';
import { complete, problemAt, problemNear, type Check, type Complete } from './content';
import { blocks, frontMatterProse, sentences, words } from './prose';

const longestSentence = 35;
const articleWords = { least: 400, most: 900 };

const filler = [
  'a wide range of',
  'basically',
  'crucial role',
  'cutting edge',
  'cutting-edge',
  'delve',
  'essentially',
  'game changer',
  'high-impact',
  'important to note',
  'in order to',
  'in the world of',
  'key role',
  'leverage',
  'powerful',
  'seamless',
  'simply put',
  'vital role',
  'worth noting',
];
const fillerPattern = new RegExp(`\\b(?:${filler.join('|')})`, 'i');

export const style: Check = (content) => complete(content).flatMap(checkConcept);

function checkConcept(concept: Complete): Problem[] {
  const text = blocks(concept.text).filter((block) => block.kind === 'text');
  const problems: Problem[] = [];
  for (const sentence of text.flatMap(sentences)) {
    const message = flaw(sentence.text);
    if (message) problems.push(problemAt(concept, sentence.offset, 'style', message));
  }
  for (const prose of frontMatterProse(concept.entry)) {
    const offset = Math.max(0, concept.text.indexOf(prose.slice(0, 40)));
    for (const sentence of sentences({ kind: 'text', text: prose, offset })) {
      const message = flaw(sentence.text);
      if (message) problems.push(problemAt(concept, offset, 'style', message));
    }
  }
  const length = text.reduce((sum, block) => sum + words(block.text).length, 0);
  if (length < articleWords.least || length > articleWords.most)
    problems.push(
      problemNear(
        concept,
        '\n## ',
        'article-length',
        `The article has ${length} words; ${articleWords.least} to ${articleWords.most} are wanted.`,
      ),
    );
  return problems;
}

function flaw(sentence: string): string | undefined {
  const count = words(sentence).length;
  if (count > longestSentence)
    return `This sentence has ${count} words, more than ${longestSentence}: make two of it.`;
  const found = fillerPattern.exec(sentence)?.[0];
  return found && `'${found}' says nothing: take it out or say what is meant.`;
}
