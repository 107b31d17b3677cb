/** A document with its chunks: where they begin, which of them reached the prompt, and whether the answer is whole. */
import type { TextPlot } from '../contract/frame';
import { documents } from '../models/retrieval/corpus';
import type { VectorStore } from '../models/retrieval/store';
import { numberOf, type Lesson } from './lesson';

interface Place {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly isChosen: boolean;
}

/** Where the chunks of a document stand in it. */
export function placesOf(
  store: Pick<VectorStore, 'chunks'>,
  document: number,
  chosen: ReadonlySet<number>,
): Place[] {
  const { text } = documents[document]!;
  let start = -1;
  return store.chunks.flatMap((chunk, i) => {
    if (chunk.document !== document) return [];
    start = text.indexOf(chunk.text, start + 1);
    return [
      { number: numberOf(store, i), from: start, to: start + chunk.text.length, isChosen: chosen.has(i) },
    ];
  });
}

/** The document that has the answer, or that of the best chunk. */
export function mapPlot({ trace, store, asked }: Lesson): TextPlot {
  const document = asked?.document ?? store.chunks[trace.found[0]!.chunk]!.document;
  const { id, text } = documents[document]!;
  const places = placesOf(store, document, new Set(trace.found.map(({ chunk }) => chunk)));
  const answer = asked ? text.indexOf(asked.answer) : -1;
  const answerEnd = answer < 0 ? -1 : answer + asked!.answer.length;
  const whole = places.some((place) => place.from <= answer && place.to >= answerEnd);
  const borders = places.flatMap(({ from, to }) => [from, to]);
  const cuts = [...new Set([0, ...borders, ...(answer < 0 ? [] : [answer, answerEnd]), text.length])];
  cuts.sort((a, b) => a - b);
  const chosen = places.filter(({ isChosen }) => isChosen);
  return {
    kind: 'text',
    id: 'map',
    title: `Chunks of ${id}; coloured ones are in the prompt`,
    spans: cuts.slice(0, -1).flatMap((from, i) => {
      const to = cuts[i + 1]!;
      const covering = places.filter((place) => place.from <= from && place.to >= to);
      const begins = places.filter((place) => place.from === from);
      const weight = covering.filter(({ isChosen }) => isChosen).length / 2;
      const isAnswer = from >= answer && to <= answerEnd;
      return [
        ...begins.map(({ number }) => ({ text: `[${number}] ` })),
        {
          text: text.slice(from, to),
          ...(weight > 0 ? { weight } : {}),
          ...(isAnswer ? { mark: whole ? ('good' as const) : ('warning' as const) } : {}),
          ...(covering.length > 1
            ? { note: `in chunks ${covering.map(({ number }) => number).join(' and ')}` }
            : {}),
        },
      ];
    }),
    text: `${chosen.length} of its ${places.length} chunks are in the prompt${answerText(answer >= 0, whole)}.`,
  };
}

function answerText(isKnown: boolean, isWhole: boolean): string {
  if (!isKnown) return '';
  return isWhole ? '; the answer lies within one chunk' : '; the answer is cut by a border';
}
