/** The chain of the demo: find chunks, fill the prompt, and let a stand-in for the model quote from it. */
import type { Reader } from '../models/retrieval/reader';
import type { Found, Search, VectorStore } from '../models/retrieval/store';
import { parallel, passthrough, pipe, type Step } from './runnable';

interface PromptInput extends Readonly<Record<string, string>> {
  readonly context: string;
  readonly question: string;
}

interface Prompt extends PromptInput {
  readonly text: string;
}

/** What each step handed on. */
export interface Trace {
  question: string;
  found: readonly Found[];
  context: string;
  prompt: string;
  answer: string;
}

/** Runs the chain once. */
export function ask(store: VectorStore, search: Search, reader: Reader, question: string): Trace {
  const trace: Trace = { question, found: [], context: '', prompt: '', answer: '' };
  const retriever: Step<string, readonly Found[]> = (asked) =>
    (trace.found = store.search([asked], search)[0]!);
  const format: Step<readonly Found[], string> = (found) =>
    (trace.context = found.map(({ chunk }) => store.chunks[chunk]!.text).join('\n\n'));
  const prompt: Step<PromptInput, Prompt> = (input) => {
    trace.prompt = `Answer from the context only.\n\n${input.context}\n\nQuestion: ${input.question}`;
    return { ...input, text: trace.prompt };
  };
  const model: Step<Prompt, string> = (input) =>
    (trace.answer = reader.read(input.question, input.context)?.sentence ?? '');

  const inputs = parallel<string, PromptInput>({ context: pipe(retriever, format), question: passthrough });
  pipe(inputs, pipe(prompt, model))(question);
  return trace;
}
