import { style } from '../../tools/checks/style';
import { concept, testCheck } from './check';

const article = concept.slice(concept.indexOf('Each unit'));
const long = 'The units of a layer are dropped at random in every step. '.repeat(40);
const endless = `${'word '.repeat(36).trim()}. ${long}`;

testCheck('style', style, [
  {
    title: 'a sentence that is too long',
    replace: [article, `${endless}\n`],
    problem: ['style', 'concepts/dropout.md', 26],
    says: /36 words, more than 35/,
  },
  {
    title: 'filler in the article',
    replace: [article, `${long}It plays a crucial role.\n`],
    problem: ['style', 'concepts/dropout.md', 26],
    says: /'crucial role' says nothing/,
  },
  {
    title: 'an article that is too short',
    replace: [article, 'It drops units.\n'],
    problem: ['article-length', 'concepts/dropout.md', 23],
    says: /has 3 words; 400 to 900/,
  },
]);
