/** The controls of a question to the corpus: one of its own, or any other. */
import type { ChoiceControl, TextControl } from '../../contract/control';
import { questions } from './corpus';

const asTyped = 'typed';

export const question = {
  kind: 'choice',
  id: 'question',
  label: 'Question',
  options: [
    { value: asTyped, label: 'as typed below' },
    ...questions.map(({ text }, i) => ({ value: String(i), label: text })),
  ],
  default: asTyped,
} as const satisfies ChoiceControl;

/** @param initial what is asked at first */
export const typedQuestion = (initial: string) =>
  ({
    kind: 'text',
    id: 'typed',
    label: 'Typed question',
    help: 'The vectors know spelling, not meaning.',
    maxLength: 80,
    default: initial,
  }) as const satisfies TextControl;

/** The text that the two controls ask. */
export const askedQuestion = (chosen: string, typed: string): string =>
  chosen === asTyped ? typed : questions[Number(chosen)]!.text;
