/** Every snippet parses, belongs to a concept that exists, and ran as it is now. */
import { parseSnippetFile } from '../../src/catalog/snippet';
import type { Problem } from '../../src/util/problem';
import { snippetHash } from '../snippets/record';
import { problemAt, problemNear, type Check, type Content, type SnippetFile } from './content';

export const snippets: Check = (content) => content.snippets.flatMap((file) => checkSnippet(file, content));

const wentWrong = {
  passed: 'passed',
  failed: 'failed',
  slow: 'did not end in time',
  flaky: 'was flaky',
} as const;

function checkSnippet(source: SnippetFile, content: Content): Problem[] {
  const { snippet, problems } = parseSnippetFile(source.text, source.file);
  if (!snippet) return problems;
  const known = new Set(content.concepts.flatMap((concept) => concept.entry?.id ?? []));
  const unknown = [snippet.concept, ...snippet.also].filter((id) => !known.has(id));
  for (const id of unknown)
    problems.push(problemNear(source, id, 'unknown-concept', `There is no concept '${id}'.`));
  const record = content.records[snippet.id];
  const command = `run 'npm run test:snippets -- ${snippet.id}' and commit snippets/tested.json`;
  if (!record) problems.push(problemAt(source, 0, 'not-recorded', `${snippet.id} never ran: ${command}.`));
  else if (record.hash !== snippetHash(source.text))
    problems.push(
      problemAt(source, 0, 'changed', `${snippet.id} changed since it ran on ${record.date}: ${command}.`),
    );
  else if (record.result !== 'passed')
    problems.push(
      problemAt(
        source,
        0,
        'failed',
        `${snippet.id} ${wentWrong[record.result]} on ${record.date}: mend it, then ${command}.`,
      ),
    );
  return problems;
}
