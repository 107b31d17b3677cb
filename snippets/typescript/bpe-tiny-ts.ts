// concept: language-specific-pretraining
// prefix: [bpe-tiny-ts, byte-pair-encoding]
// description: Byte pair encoding in thirty lines, trainer and encoder
// position: statement
// placeholders: {merges = 100: ["50", "100", "200"]}

// --- setup

// --- snippet
function joinPair(pieces: string[], [left, right]: [string, string]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const meets = pieces[i] === left && pieces[i + 1] === right;
    joined.push(meets ? left + right : pieces[i]!);
    if (meets) i++;
  }
  return joined;
}

/** Merges the most frequent pair again and again; ties go to the first in the order of characters. */
function learnBpe(words: Map<string, number>, merges = 100): [string, string][] {
  const segmented = Array.from(words, ([word, count]) => ({ pieces: [...word, '_'], count }));
  const learned: [string, string][] = [];
  while (learned.length < merges) {
    const pairs = new Map<string, number>();
    for (const { pieces, count } of segmented)
      for (let i = 1; i < pieces.length; i++) {
        const pair = `${pieces[i - 1]} ${pieces[i]}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + count);
      }
    const [best, count] = [...pairs].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? ['', 0];
    if (count < 2) break;
    const pair = best.split(' ') as [string, string];
    learned.push(pair);
    for (const word of segmented) word.pieces = joinPair(word.pieces, pair);
  }
  return learned;
}

const encodeBpe = (word: string, learned: [string, string][]): string[] =>
  learned.reduce((pieces, pair) => joinPair(pieces, pair), [...word, '_']);

// --- test
const words = new Map([['low', 5], ['lower', 2], ['newest', 6], ['widest', 3]]);
const learned = learnBpe(words, 5);
if (learned.map((pair) => pair.join('')).join() !== 'es,est,est_,lo,low') throw new Error(`${learned}`);
if (encodeBpe('lowest', learned).join('|') !== 'low|est_') throw new Error(`${encodeBpe('lowest', learned)}`);
if (learnBpe(new Map([['ab', 1], ['cd', 1]]), 5).length !== 0) throw new Error('no pair occurs twice');
