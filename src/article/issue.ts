/** The text of a report about a fact that seems wrong: for the user to read, complete and send, or not. */
import { fence, singleLine } from '../util/markdown-text';

export interface IssueInput {
  readonly concept: string;
  readonly title: string;
  /** Version of Gloss. */
  readonly version: string;
  /** As it is shown; empty where the user has chosen none. */
  readonly fact: string;
  /** Where issues are filed, if that is known. */
  readonly address?: string;
}

/** Markdown; the fact is quoted as text, so that nothing of it is a link or a mention. */
export function issueText({ concept, title, version, fact, address }: IssueInput): string {
  const where = address === undefined ? 'Send it to those who maintain Gloss' : `File it at ${address}`;
  return [
    `# ${singleLine(title)}: a fact that seems wrong`,
    `*Nothing has been sent. Read and complete this text. ${where}, if you wish.*`,
    `- Concept: \`${singleLine(concept)}\`\n- Gloss ${singleLine(version)}`,
    '## What Gloss says',
    fact.trim() === '' ? '(Copy the sentence or the number here.)' : fence(fact.trim()),
    '## What is right',
    '(The correct statement.)',
    '## Where that is shown',
    '(A paper, the documentation, or a few lines of code with their output.)',
    '',
  ].join('\n\n');
}
