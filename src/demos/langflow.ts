/**
 * Answering from documents as a graph of components: it runs once, one component is edited, and only what that
 * component leads to runs again. Where the index also searches, every question embeds all chunks anew.
 */
import { defineDemo } from './contract/demo';
import { flowFrame, type Session } from './langflow/frame';
import { Executor, otherQuestion } from './langflow/executor';
import { affected, refusal, type Component, type Edge } from './langflow/flow';
import { edited, flowOf, layouts, type Layout } from './langflow/layouts';
import { questions } from './models/retrieval/corpus';
import { dimensions } from './models/retrieval/pipeline';
import { chunkOverlap, chunkSize } from './models/retrieval/chunk-controls';

/** Wires that a user may try to draw. */
const wires: Readonly<Record<string, Edge>> = {
  loop: { from: 'chat_out', to: 'chat_in', input: 'input_value' },
  types: { from: 'embed', to: 'prompt', input: 'context' },
};

export default defineDemo({
  id: 'langflow',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'layout',
      label: 'Flow',
      options: [
        { value: 'combined', label: 'one store component' },
        { value: 'separated', label: 'index and search' },
      ],
      default: 'combined',
    },
    {
      kind: 'choice',
      id: 'edit',
      label: 'Then change',
      options: [
        { value: 'chat_in', label: 'the question' },
        { value: 'k', label: 'k' },
        { value: 'prompt', label: 'the prompt' },
        { value: 'split', label: 'chunk_size' },
        { value: 'embed', label: 'the embedding' },
        { value: 'corpus', label: 'the documents' },
        { value: 'model', label: 'the model' },
      ],
      default: 'chat_in',
    },
    {
      kind: 'multi-choice',
      id: 'frozen',
      label: 'Frozen',
      options: ['index', 'search', 'parse', 'prompt', 'model'].map((value) => ({ value, label: value })),
      default: [],
    },
    {
      kind: 'choice',
      id: 'wire',
      label: 'Draw a wire',
      options: [
        { value: 'none', label: 'none' },
        { value: 'loop', label: 'chat_out to chat_in' },
        { value: 'types', label: 'embed to prompt' },
      ],
      default: 'none',
    },
    {
      kind: 'choice',
      id: 'question',
      label: 'Question',
      options: questions.map(({ text }, i) => ({ value: String(i), label: text })),
      default: '8',
    },
    chunkSize,
    chunkOverlap,
    {
      kind: 'range',
      id: 'k',
      label: 'Chunks in the prompt',
      scale: 'integer',
      min: 1,
      max: 8,
      step: 1,
      default: 4,
    },
  ],

  async run({ tf, emit }, { layout, edit, frozen, wire, question: asked, size, overlap, k }) {
    const name = layouts.find((one) => one === layout) as Layout;
    const question = questions[Number(asked)]!.text;
    const flow = flowOf(name, { question, size, overlap, k });
    const target = edit === 'k' ? (name === 'combined' ? 'index' : 'search') : edit;
    const change: Readonly<Record<string, Component['template']>> = {
      chat_in: { input_value: otherQuestion(question) },
      k: { k: k < 8 ? k + 1 : k - 1 },
      prompt: { template: 'Answer in one sentence, from the context only.' },
      split: { chunk_size: size < 900 ? size + 100 : size - 100 },
      embed: { dimensions: dimensions / 2 },
      corpus: { documents: 11 },
      model: { model_name: 'another' },
    };
    const later = edited(flow, target, change[edit]!);
    const drawn = wires[wire];
    const executor = new Executor(tf);
    const session: Session = {
      layout: name,
      flow: later,
      target,
      frozen: frozen.filter((id) => later.nodes.some((node) => node.id === id)),
      reached: affected(later, target),
      wire: drawn && { edge: drawn, reason: refusal(later, drawn) },
      first: [],
      again: [],
      embedded: [0, 0],
      questions: [0, 0],
    };
    const show = () => emit(flowFrame(session));
    await show();
    for (const step of executor.start(flow)) {
      session.first.push(step);
      session.embedded[0] = executor.embeddedChunks;
      session.questions[0] = executor.embeddedQuestions;
      await show();
    }
    for (const step of executor.start(later, session.frozen)) {
      session.again.push(step);
      session.embedded[1] = executor.embeddedChunks;
      session.questions[1] = executor.embeddedQuestions;
      await show();
    }
  },
});
