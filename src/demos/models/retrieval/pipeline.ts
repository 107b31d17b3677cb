/** What a pipeline of retrieval is made of, with the embedding that the demos use. */
import type { Tf } from '../../contract/demo';
import { documents } from './corpus';
import { Reader } from './reader';
import { splitText } from './splitter';
import { inverseFrequencies, VectorStore, type Chunk } from './store';

/** Dimensions of a vector. */
export const dimensions = 512;

/** Chunks of all documents, in their order. */
export function chunksOf(size: number, overlap: number): Chunk[] {
  return documents.flatMap(({ text }, document) =>
    splitText(text, size, overlap).map((chunk) => ({ document, text: chunk })),
  );
}

export function storeOf(tf: Tf, size: number, overlap: number): VectorStore {
  return new VectorStore(tf, chunksOf(size, overlap), dimensions);
}

/** A reader that takes words for rare as the documents do. */
export function readerOf(tf: Tf, questions: readonly string[], texts: readonly string[]): Reader {
  return new Reader(tf, questions, texts, inverseFrequencies(documents.map(({ text }) => text)), dimensions);
}
