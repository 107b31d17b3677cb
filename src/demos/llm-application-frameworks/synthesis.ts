/**
 * Five ways to turn chunks into one answer, as response synthesizers of LlamaIndex do it, with every call of the model
 * counted. Lengths are in words, which stand in for tokens.
 */
import type { Reader } from '../models/retrieval/reader';
import { packed, truncated, wordCount } from './words';

/** With the name that LlamaIndex has for it as `response_mode`; it has none for map-reduce. */
export const strategies = [
  { name: 'stuff', modeName: 'simple_summarize' },
  { name: 'refine', modeName: 'refine' },
  { name: 'compact', modeName: 'compact' },
  { name: 'map-reduce', modeName: 'map_reduce' },
  { name: 'tree', modeName: 'tree_summarize' },
] as const;
export type Strategy = (typeof strategies)[number]['name'];

/** Words of the template around context and question. */
const overhead = 20;
/** What compact leaves free for an answer that is carried along, and the least that a group may hold. */
const answerRoom = 20;
const leastGroup = 8;

/** One call of the model. */
export interface Call {
  readonly context: string;
  /** What is left of the context in the window. */
  readonly kept: string;
  readonly previous: string;
  readonly answer: string;
  /** Words that go in: template, question, what is left of the context, and the answer so far. */
  readonly words: number;
}

export interface Synthesis {
  readonly answer: string;
  readonly calls: readonly Call[];
}

/**
 * @param window most words that go into one call
 * @param chunks the best first
 */
export function synthesize(
  strategy: Strategy,
  reader: Reader,
  question: string,
  chunks: readonly string[],
  window: number,
): Synthesis {
  const calls: Call[] = [];
  const room = window - overhead - wordCount(question);
  const call = (context: string, previous = ''): string => {
    const kept = truncated(context, room - wordCount(previous));
    const answer = reader.read(question, kept, previous)?.sentence ?? previous;
    const words = window - room + wordCount(kept) + wordCount(previous);
    calls.push({ context, kept, previous, answer, words });
    return answer;
  };
  const refine = (parts: readonly string[]) => parts.reduce((previous, part) => call(part, previous), '');
  const each = (parts: readonly string[]) => parts.map((part) => call(part));
  const methods: Readonly<Record<Strategy, () => string>> = {
    stuff: () => call(joined(chunks)),
    refine: () => refine(chunks),
    compact: () => refine(packed(chunks, Math.max(leastGroup, room - answerRoom))),
    'map-reduce': () => {
      const answers = each(chunks);
      return answers.length > 1 ? call(joined(answers)) : answers[0]!;
    },
    tree: () => {
      let level = [...chunks];
      for (;;) {
        const groups = packed(level, room);
        if (groups.length === level.length && level.length > 1 && calls.length > 0)
          return call(joined(level));
        level = each(groups);
        if (level.length === 1) return level[0]!;
      }
    },
  };
  return { answer: methods[strategy](), calls };
}

const joined = (parts: readonly string[]): string => parts.join('\n\n');
