/** Two flows that answer from documents: one that stores and searches in one component, and one that parts the two. */
import { dimensions } from '../models/retrieval/pipeline';
import type { Component, Edge, Flow, PortType } from './flow';

export interface Settings {
  readonly question: string;
  readonly size: number;
  readonly overlap: number;
  readonly k: number;
}

export const layouts = ['combined', 'separated'] as const;
export type Layout = (typeof layouts)[number];

const component = (
  id: string,
  type: string,
  gives: PortType,
  takes: Component['takes'] = {},
  template: Component['template'] = {},
): Component => ({ id, type, gives, takes, template });

const wire = (from: string, to: string, input: string): Edge => ({ from, to, input });

export function flowOf(layout: Layout, { question, size, overlap, k }: Settings): Flow {
  const isCombined = layout === 'combined';
  const chunks = { chunks: ['DataFrame'], embedding: ['Embeddings'] } as const;
  const query = { query: ['Message'] } as const;
  const index = isCombined
    ? [component('index', 'VectorStore', 'DataFrame', { ...chunks, ...query }, { k })]
    : [
        component('index', 'VectorStore', 'VectorStore', chunks),
        component(
          'search',
          'Retriever',
          'DataFrame',
          { store: ['VectorStore'], embedding: ['Embeddings'], ...query },
          { k },
        ),
      ];
  const found = isCombined ? 'index' : 'search';
  return {
    nodes: [
      component('corpus', 'File', 'Data', {}, { documents: 12 }),
      component(
        'split',
        'SplitText',
        'DataFrame',
        { data: ['Data'] },
        { chunk_size: size, chunk_overlap: overlap },
      ),
      component('embed', 'Embedding', 'Embeddings', {}, { dimensions }),
      component('chat_in', 'ChatInput', 'Message', { input_value: ['Message'] }, { input_value: question }),
      ...index,
      component('parse', 'Parser', 'Message', { rows: ['DataFrame'] }),
      component(
        'prompt',
        'Prompt',
        'Message',
        { context: ['Message'], question: ['Message'] },
        { template: 'Answer from the context only.' },
      ),
      component('model', 'LanguageModel', 'Message', { input: ['Message'] }, { model_name: 'stand-in' }),
      component('chat_out', 'ChatOutput', 'Message', { input: ['Message'] }),
    ],
    edges: [
      wire('corpus', 'split', 'data'),
      wire('split', 'index', 'chunks'),
      wire('embed', 'index', 'embedding'),
      ...(isCombined ? [] : [wire('index', 'search', 'store'), wire('embed', 'search', 'embedding')]),
      wire('chat_in', found, 'query'),
      wire(found, 'parse', 'rows'),
      wire('parse', 'prompt', 'context'),
      wire('chat_in', 'prompt', 'question'),
      wire('prompt', 'model', 'input'),
      wire('model', 'chat_out', 'input'),
    ],
  };
}

/** The flow with other settings of one component. */
export function edited(flow: Flow, id: string, template: Component['template']): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) =>
      node.id === id ? { ...node, template: { ...node.template, ...template } } : node,
    ),
  };
}
