/** What a run of the LangChain demo has found so far. */
import type { Question } from '../models/retrieval/corpus';
import type { Found, VectorStore } from '../models/retrieval/store';
import type { Trace } from './chain';
import type { Outcome } from './exam';

export interface Lesson {
  readonly trace: Trace;
  readonly store: VectorStore;
  /** Absent where nobody knows the answer. */
  readonly asked: Question | undefined;
  /** All chunks, the most similar first. */
  readonly ranking: readonly Found[];
  readonly size: number;
  readonly overlap: number;
  readonly k: number;
  readonly lambda: number;
  readonly isDiverse: boolean;
  /** Box whose value is shown. */
  readonly shown: string;
  readonly now: Outcome;
  readonly byCount: Outcome[];
  readonly byLambda: { readonly lambda: number; readonly outcome: Outcome }[];
  readonly byCut: { readonly size: number; readonly overlap: number; readonly outcome: Outcome }[];
  /** Measurements that there will be in the end. */
  readonly parts: number;
}

/** Number of a chunk within its document, from 1. */
export function numberOf({ chunks }: Pick<VectorStore, 'chunks'>, chunk: number): number {
  return chunk - chunks.findIndex(({ document }) => document === chunks[chunk]!.document) + 1;
}
