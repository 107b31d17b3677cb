/** Documents cut between sentences. */
import { documents } from '../models/retrieval/corpus';
import { sentencesOf } from '../models/retrieval/reader';
import type { Chunk } from '../models/retrieval/store';
import { packed } from './words';

/** Whole sentences join while a chunk holds no more. */
const mostWords = 30;

export function sentenceChunks(): Chunk[] {
  return documents.flatMap(({ text }, document) =>
    packed(sentencesOf(text), mostWords, ' ').map((chunk) => ({ document, text: chunk })),
  );
}
