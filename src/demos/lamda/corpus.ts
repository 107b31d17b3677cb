/** The dialogues, taken apart: contexts with candidate replies and what is true of each, facts and claims. */
import type { Random } from '../contract/demo';
import { dialogues } from '../data/dialogues';

export const qualities = ['sensible', 'specific', 'interesting', 'safe'] as const;
export type Quality = (typeof qualities)[number];

export type Kind = 'plain' | 'interesting' | 'unsafe' | 'generic' | 'off topic' | 'salad';

/** Sensible, specific, interesting, safe. */
const labels: Readonly<Record<Kind, readonly [number, number, number, number]>> = {
  plain: [1, 1, 0, 1],
  interesting: [1, 1, 1, 1],
  unsafe: [1, 1, 0, 0],
  generic: [1, 0, 0, 1],
  'off topic': [0, 0, 0, 1],
  salad: [0, 0, 0, 1],
};

export interface Candidate {
  readonly kind: Kind;
  readonly text: string;
  /** In the order of `qualities`. */
  readonly labels: readonly number[];
}

export interface Context {
  readonly id: string;
  readonly text: string;
  readonly candidates: readonly Candidate[];
}

export interface Claim {
  readonly question: string;
  readonly text: string;
  /** The number that should stand in it. */
  readonly truth: string;
}

export interface Fact {
  readonly id: string;
  readonly text: string;
}

const lines = dialogues.split('\n');
const after = (start: string) => {
  const line = lines.find((candidate) => candidate.startsWith(start))!;
  return line.slice(line.indexOf(': ') + 2);
};
const list = (start: string) => after(start).split(' | ');

const turns = lines
  .filter((line) => /^\d/.test(line))
  .map((line) => {
    const [head, text, ...replies] = line.split(' | ') as [string, string, string, string, string];
    const [plain, interesting, unsafe] = replies.map((reply) => reply.slice(3)) as [string, string, string];
    return { id: head.replace(/^\d+ /, ''), text, plain, interesting, unsafe };
  });

export const genericReplies: readonly string[] = list('generic');
export const riskWords: ReadonlySet<string> = new Set(after('risk words').split(' '));
const [ordinary, added] = after('stop words').split(' (grounding adds: ') as [string, string];
export const stopWords: ReadonlySet<string> = new Set(ordinary.split(' '));
export const questionWords: ReadonlySet<string> = new Set([
  ...stopWords,
  ...added.replace(')', '').split(' '),
]);

export const facts: readonly Fact[] = list('facts').map((entry) => {
  const colon = entry.indexOf(': ');
  return { id: entry.slice(0, colon), text: entry.slice(colon + 2) };
});
export const claims: readonly Claim[] = list('claims').map((entry) => {
  const [question, text, truth] = entry.split('; ') as [string, string, string];
  return { question, text, truth };
});

/** Ids and texts of the contexts, in their order. */
export const contextNames: readonly { readonly id: string; readonly text: string }[] = turns;

/** Eight candidates for each context: its own three, two generic ones, two of other contexts and a word salad. */
export function contextsOf(random: Random): Context[] {
  const turn = (i: number) => turns[i % turns.length]!;
  const generic = (i: number) => genericReplies[i % genericReplies.length]!;
  const candidate = (kind: Kind, text: string): Candidate => ({ kind, text, labels: labels[kind] });
  return turns.map(({ id, text, plain, interesting, unsafe }, i) => ({
    id,
    text,
    candidates: [
      candidate('plain', plain),
      candidate('interesting', interesting),
      candidate('unsafe', unsafe),
      candidate('generic', generic(i)),
      candidate('generic', generic(i + 2)),
      candidate('off topic', turn(i + 3).plain),
      candidate('off topic', turn(i + 7).interesting),
      candidate('salad', salad(random, plain)),
    ],
  }));
}

/** As many words as the text has, each one of its first three. */
function salad(random: Random, text: string): string {
  const words = text.split(' ');
  return words.map(() => words[random.integer(3)]!).join(' ');
}
