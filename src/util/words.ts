/** Identifiers and phrases as words. */

const maxLength = 200;
const maxWords = 16;
/** Small letters between single borders: most phrases and identifiers, and quick to split. */
const plain = /^[a-z]+(?:[ _-][a-z]+)*$/;

/** Code says the same names again and again. These are copies: a piece of a document would keep all of it in memory. */
const known = new Map<string, readonly string[]>();
const maxKnown = 4096;

/**
 * The words of an identifier or phrase, in lower case and singular: `LabelSmoothing2`, `label_smoothings-2` and
 * `label smoothing 2` give `label smoothing 2`. At most 16 of the first 200 characters.
 */
export function splitWords(text: string): readonly string[] {
  if (text.length > maxLength) return split(text);
  let words = known.get(text);
  if (words) return words;
  const copy = [...text].join('');
  words = split(copy);
  if (known.size === maxKnown) known.clear();
  known.set(copy, words);
  return words;
}

function split(text: string): readonly string[] {
  if (text.length <= maxLength && plain.test(text)) return text.split(/[ _-]/, maxWords).map(singular);
  const spaced = text
    .slice(0, maxLength)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z](?!s(?![A-Za-z]))[a-z])/g, '$1 $2');
  const words = spaced.toLowerCase().match(/\p{L}[\p{L}\p{M}]*|\d+/gu) ?? [];
  return words.slice(0, maxWords).map(singular);
}

/** `losses` is `loss`, `entropies` is `entropy`, `embeddings` is `embedding`; `bias` and `loss` stay. */
export function singular(word: string): string {
  if (!word.endsWith('s') || word.length < 4 || /(ss|us|is|as)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word;
  return /(ss|x|ch|sh)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** True for a single word that means something else in most code: it never stands for a concept by itself. */
export function isCommon(word: string): boolean {
  return word.length < 3 || common.has(word);
}

const common: ReadonlySet<string> = new Set(
  `accuracy action activation agent alpha api argument attack attention axis backward base batch best beta bias block
  buffer bucket cache chain channel chunk class classifier client cluster config constraint context cost count data
  dataset decay decoder delta depth derivative diff dim dimension direction discount distance distribution diversity
  document drop edge embed embedding encoder energy entropy epoch epsilon error eval eps evaluation example fail failure
  feature field filter fit flip forward frame function fusion gain gamma generator gradient graph grid group hidden
  history image importance index infinity inference init initial input interaction interpolation item iteration kernel
  key kind label lambda landmark laser latency latent layer length level limit line linear list local log loss map mask
  matrix max mean measure memory merge metric min mix mode model momentum name navigation network neuron node noise
  norm normal normalization normalize number object offset optimizer option order output overlap pad padding parameter
  patch path pattern penalty perturbation pipeline pixel plot point policy pool position positive pretrain prior
  probability process prompt propagation query radius random range rank rate ratio recall reduce region regularization
  reliability repair residual resolution result retriever reward rho risk robust root rotation route rule run sample
  sampling scale schedule score search seed segment sensitivity sentence sequence shape shift sigma signal similarity
  size smooth smoothing softmax source space sparse split stage start state std step stop strength student sum target
  task teacher temperature tensor term test text theta threshold time token tool top train training transform tree
  trial type uniform unit update user util value variance vector velocity version view vision voltage weight width
  window word world`.split(/\s+/),
);

/** What stands for a phrase in an index: words that are written together or apart are the same. */
export function compact(words: readonly string[]): string {
  return words.join('');
}

const plural = /s(?:[ _-]|$)/;

/** The same of a text, and whether it has several words: quick for the many phrases of a large catalog. */
export function compactText(text: string): { joined: string; isSingle: boolean } {
  if (text.length <= maxLength && plain.test(text) && !plural.test(text)) {
    const joined = text.replace(/[ _-]/g, '');
    if (text.length - joined.length < maxWords) return { joined, isSingle: joined.length === text.length };
  }
  const words = splitWords(text);
  return { joined: compact(words), isSingle: words.length < 2 };
}
