/** What a pipeline of retrieval is made of, with the embedding that the demos use. */
import type { Tf } from '../../contract/demo';
import { documents, questions } from './corpus';
import { Reader } from './reader';
import { splitText } from './splitter';
import { VectorStore, type Chunk } from './store';

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

/** A reader of what a store holds. @param asked a question besides those of the collection */
export function readerOf(tf: Tf, store: VectorStore, asked: string): Reader {
  const all = [...questions.map(({ text }) => text), asked];
  return new Reader(
    tf,
    all,
    store.chunks.map(({ text }) => text),
    store.idf,
    dimensions,
  );
}
