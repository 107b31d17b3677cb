/** Runs a flow node by node and keeps what every node gave, so that an edit runs only what it leads to. */
import type { Tf } from '../contract/demo';
import { documents, questions } from '../models/retrieval/corpus';
import { readerOf } from '../models/retrieval/pipeline';
import { splitText } from '../models/retrieval/splitter';
import { VectorStore, type Chunk, type Found } from '../models/retrieval/store';
import { runOrder, type Component, type Flow } from './flow';

/** Rows that a search found, with their text. */
interface Rows {
  readonly found: readonly Found[];
  readonly texts: readonly string[];
}

interface Prompt {
  readonly question: string;
  readonly context: string;
  readonly text: string;
}

interface Kept {
  readonly key: string;
  readonly value: unknown;
  /** Goes up with every run of the node. */
  readonly version: number;
}

export interface Step {
  readonly id: string;
  /** False where the kept value was taken. */
  readonly ran: boolean;
  readonly value: unknown;
}

export class Executor {
  /** Chunks and questions that were embedded since the last `start`. */
  embeddedChunks = 0;
  embeddedQuestions = 0;
  readonly #tf: Tf;
  readonly #kept = new Map<string, Kept>();

  constructor(tf: Tf) {
    this.#tf = tf;
  }

  /**
   * One step for each node in the order of Kahn.
   * @param frozen nodes that keep what they gave, whatever changes before them
   * @throws Error where the flow has a cycle
   */
  *start(flow: Flow, frozen: readonly string[] = []): Generator<Step, void> {
    const order = runOrder(flow);
    if (!order) throw new Error('the flow has a cycle');
    this.embeddedChunks = 0;
    this.embeddedQuestions = 0;
    for (const id of order) {
      const node = flow.nodes.find((one) => one.id === id)!;
      const inputs = flow.edges.filter(({ to }) => to === id);
      const versions = inputs.map(({ from, input }) => [input, this.#kept.get(from)!.version]);
      const key = JSON.stringify([node.template, versions]);
      const kept = this.#kept.get(id);
      if (kept && (kept.key === key || frozen.includes(id))) {
        yield { id, ran: false, value: kept.value };
        continue;
      }
      const values = Object.fromEntries(
        inputs.map(({ from, input }) => [input, this.#kept.get(from)!.value]),
      );
      const value = this.#compute(node, values);
      this.#kept.set(id, { key, value, version: (kept?.version ?? 0) + 1 });
      yield { id, ran: true, value };
    }
  }

  #compute({ type, template }: Component, inputs: Readonly<Record<string, unknown>>): unknown {
    switch (type) {
      case 'File':
        return documents.slice(0, Number(template['documents']));
      case 'SplitText':
        return (inputs['data'] as typeof documents).flatMap(({ text }, document): Chunk[] =>
          splitText(text, Number(template['chunk_size']), Number(template['chunk_overlap'])).map((chunk) => ({
            document,
            text: chunk,
          })),
        );
      case 'Embedding':
        return Number(template['dimensions']);
      case 'ChatInput':
        return String(template['input_value']);
      case 'VectorStore': {
        const store = this.#index(inputs['chunks'] as Chunk[], inputs['embedding'] as number);
        return 'query' in inputs ? this.#search(store, inputs, template) : store;
      }
      case 'Retriever':
        return this.#search(inputs['store'] as VectorStore, inputs, template);
      case 'Parser':
        return (inputs['rows'] as Rows).texts.join('\n\n');
      case 'Prompt': {
        const [question, context] = [String(inputs['question']), String(inputs['context'])];
        const text = `${template['template']}\n\n${context}\n\nQuestion: ${question}`;
        return { question, context, text } satisfies Prompt;
      }
      case 'LanguageModel':
        return this.#quote(inputs['input'] as Prompt);
      default:
        return inputs['input'];
    }
  }

  #index(chunks: readonly Chunk[], size: number): VectorStore {
    this.embeddedChunks += chunks.length;
    return new VectorStore(this.#tf, chunks, size);
  }

  #search(
    store: VectorStore,
    { query }: Readonly<Record<string, unknown>>,
    template: Component['template'],
  ): Rows {
    this.embeddedQuestions += 1;
    const found = store.search([String(query)], { k: Number(template['k']) })[0]!;
    return { found, texts: found.map(({ chunk }) => store.chunks[chunk]!.text) };
  }

  #quote({ question, context }: Prompt): string {
    return readerOf(this.#tf, [question], [context]).read(question, context)?.sentence ?? '';
  }
}

/** What a value is in a few words. */
export function described(value: unknown): string {
  if (typeof value === 'number') return `${value} dimensions`;
  if (typeof value === 'string') return value;
  if (value instanceof VectorStore) return `${value.chunks.length} chunks with their vectors`;
  if (Array.isArray(value)) return `${value.length} items`;
  const { texts, text } = value as Partial<Rows & Prompt>;
  return texts ? `${texts.length} rows` : (text ?? '');
}

/** Another question, for an edit. */
export const otherQuestion = (question: string): string =>
  questions[(questions.findIndex(({ text }) => text === question) + 1) % questions.length]!.text;
