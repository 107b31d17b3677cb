/**
 * One question, the same chunks, five ways to make an answer of them. Each way costs other calls and other words, and
 * where the window of the model is short, each loses other text. A stand-in plays the model, so that all can be counted.
 */
import { defineDemo } from './contract/demo';
import { askAll } from './llm-application-frameworks/exam';
import { frameworksFrame, type Bill } from './llm-application-frameworks/frame';
import { sentenceChunks } from './llm-application-frameworks/chunks';
import { styles } from './llm-application-frameworks/styles';
import { strategies, synthesize, type Strategy } from './llm-application-frameworks/synthesis';
import { questions } from './models/retrieval/corpus';
import { askedQuestion, question, typedQuestion } from './models/retrieval/question-controls';
import { dimensions } from './models/retrieval/pipeline';
import { Reader } from './models/retrieval/reader';
import { inverseFrequencies, VectorStore } from './models/retrieval/store';

const most = 8;

export default defineDemo({
  id: 'llm-application-frameworks',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'strategy',
      label: 'Response mode',
      options: [
        { value: 'simple_summarize', label: 'stuff' },
        { value: 'refine', label: 'refine' },
        { value: 'compact', label: 'compact' },
        { value: 'map_reduce', label: 'map-reduce' },
        { value: 'tree_summarize', label: 'tree' },
      ],
      default: 'compact',
      seeds: [{ role: 'mode' }],
    },
    {
      kind: 'range',
      id: 'k',
      label: 'Chunks per question',
      tex: 'k',
      scale: 'integer',
      min: 1,
      max: most,
      step: 1,
      default: 6,
      seeds: [{ role: 'top_k', clamp: true }],
      writes: 'top_k',
    },
    {
      kind: 'range',
      id: 'window',
      label: 'Window of the model, words',
      tex: 'W',
      scale: 'integer',
      min: 64,
      max: 512,
      step: 8,
      default: 64,
    },
    question,
    typedQuestion('classifier free guidance'),
    {
      kind: 'choice',
      id: 'dim',
      label: 'Dimensions of the retriever',
      help: 'Few, so that it errs as retrievers of large collections do.',
      options: ['32', '64', '128'].map((value) => ({ value, label: value })),
      default: '64',
    },
    {
      kind: 'choice',
      id: 'style',
      label: 'The same in code',
      options: styles.map(({ id, label }) => ({ value: id, label })),
      default: 'engine',
    },
  ],

  async run({ tf, emit }, { strategy: mode, k, window, question: chosen, typed, dim, style }) {
    const strategy = strategies.find(({ modeName }) => modeName === mode)!.name;
    const text = askedQuestion(chosen, typed);
    const chunks = sentenceChunks();
    const texts = chunks.map((chunk) => chunk.text);
    const asked = [...questions.map((one) => one.text), text];
    const store = new VectorStore(tf, chunks, Number(dim), () => 1);
    const reader = new Reader(tf, asked, texts, inverseFrequencies(texts), dimensions);
    const ranked = store.search(asked, { k: most }).map((found) => found.map(({ chunk }) => texts[chunk]!));
    const askedHere = ranked.at(-1)!.slice(0, k);
    const one = (name: Strategy) => synthesize(name, reader, text, askedHere, window);

    const bill: Bill = {
      question: text,
      answer: questions.find((known) => known.text === text)?.answer,
      strategy,
      k,
      window,
      style,
      one: one(strategy),
      totals: [],
      byCount: [],
      parts: strategies.length * (most + 1),
    };
    const show = () => emit(frameworksFrame(bill));
    await show();
    for (const { name } of strategies) {
      bill.totals.push(askAll(name, reader, ranked, k, window));
      await show();
    }
    for (const { name } of strategies) {
      const answers: number[] = [];
      bill.byCount.push({ name, answers });
      for (let count = 1; count <= most; count++) {
        answers.push(askAll(name, reader, ranked, count, window).answers);
        await show();
      }
    }
  },
});
