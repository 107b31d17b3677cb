/**
 * Retrieval-augmented answering as one chain: twelve short documents are cut into chunks, the chunks that match a
 * question go into a prompt, and a stand-in for the model quotes from it. What was cut badly cannot be answered.
 */
import { defineDemo } from './contract/demo';
import { ask } from './langchain/chain';
import { examine } from './langchain/exam';
import { chainFrame } from './langchain/frame';
import type { Lesson } from './langchain/lesson';
import { questions } from './models/retrieval/corpus';
import { askedQuestion, question, typedQuestion } from './models/retrieval/question-controls';
import { readerOf, storeOf } from './models/retrieval/pipeline';
import type { Search, VectorStore } from './models/retrieval/store';
import { chunkOverlap, chunkSize } from './models/retrieval/chunk-controls';

/** Chunks among which marginal relevance chooses: the default of LangChain. */
const candidates = 20;
const most = 8;
const lambdas = [1, 0.75, 0.5, 0.25, 0];
const cuts = [
  [60, 0],
  [60, 20],
  [100, 30],
  [150, 40],
  [300, 60],
  [1000, 200],
] as const;

export default defineDemo({
  id: 'langchain',
  engine: 'wasm',
  controls: [
    question,
    typedQuestion('layernorm eps in half precision'),
    chunkSize,
    chunkOverlap,
    {
      kind: 'range',
      id: 'k',
      label: 'Chunks in the prompt',
      tex: 'k',
      scale: 'integer',
      min: 1,
      max: most,
      step: 1,
      default: 4,
      seeds: [{ role: 'k', clamp: true }],
      writes: 'k',
    },
    {
      kind: 'choice',
      id: 'search',
      label: 'search_type',
      options: [
        { value: 'similarity', label: 'similarity' },
        { value: 'mmr', label: 'mmr' },
      ],
      default: 'similarity',
      seeds: [{ role: 'search' }, { role: 'lambda_mult', expression: "'mmr'" }],
    },
    {
      kind: 'range',
      id: 'lambda',
      label: 'lambda_mult, for mmr',
      tex: '\\lambda',
      help: '1 asks for similarity alone, 0 for novelty alone.',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
      seeds: [{ role: 'lambda_mult', clamp: true }],
      writes: 'lambda_mult',
    },
    {
      kind: 'choice',
      id: 'shown',
      label: 'Value shown',
      options: [
        { value: 'retriever', label: 'retriever' },
        { value: 'prompt', label: 'prompt' },
        { value: 'model', label: 'answer' },
      ],
      default: 'prompt',
    },
  ],

  prepare: {
    controls: ['size', 'overlap'],
    build: ({ tf }, { size, overlap }) => storeOf(tf, size, overlap),
  },

  async run({ tf, emit, keep }, params, store: VectorStore) {
    const { size, overlap, k, lambda, shown } = params;
    const diverse = (weight: number, count = k): Search => ({
      k: count,
      relevance: { lambda: weight, candidates },
    });
    const searchOf = (count: number): Search =>
      params.search === 'mmr' ? diverse(lambda, count) : { k: count };
    const text = askedQuestion(params.question, params.typed);
    const texts = store.chunks.map((chunk) => chunk.text);
    const trace = ask(store, searchOf(k), readerOf(tf, [text], texts), text);

    const lesson: Lesson = {
      trace,
      store,
      asked: questions.find((known) => known.text === text),
      ranking: store.search([text], { k: store.chunks.length })[0]!,
      size,
      overlap,
      k,
      lambda,
      isDiverse: params.search === 'mmr',
      shown,
      now: examine(store, searchOf(k)),
      byCount: [],
      byLambda: [],
      byCut: [],
      parts: most + lambdas.length + cuts.length,
    };
    const show = () => emit(chainFrame(lesson));
    await show();

    for (let count = 1; count <= most; count++) {
      lesson.byCount.push(examine(store, searchOf(count)));
      await show();
    }
    for (const weight of lambdas) {
      lesson.byLambda.push({ lambda: weight, outcome: examine(store, diverse(weight)) });
      await show();
    }
    for (const [length, shared] of cuts) {
      const other = keep(`chunks of ${length}, ${shared} shared`, () => storeOf(tf, length, shared));
      lesson.byCut.push({ size: length, overlap: shared, outcome: examine(other, searchOf(k)) });
      await show();
    }
  },
});
