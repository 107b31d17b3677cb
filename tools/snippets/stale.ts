/** Why a snippet has to run again. */
import type { SnippetRecord } from './record';

/** Nothing where the record still holds; `versions` are those that it would run against now. */
export function staleness(
  record: SnippetRecord | undefined,
  hash: string,
  versions: Readonly<Record<string, string>>,
): string | undefined {
  if (!record) return 'never ran';
  if (record.hash !== hash) return `changed since ${record.date}`;
  if (record.result !== 'passed') return `${record.result} on ${record.date}`;
  const moved = Object.entries(versions).filter(([name, version]) => record.versions[name] !== version);
  if (moved.length === 0) return undefined;
  return moved
    .map(([name, version]) => `ran with ${name} ${record.versions[name] ?? '?'}, now ${version}`)
    .join('; ');
}
