/** Code of another framework with the numbers of the user's own code in it. */
import type { Entry } from '../catalog/entry';
import type { Match } from '../catalog/match';
import type { ConceptName } from '../catalog/schema.generated';
import { roleValue } from '../hints/scope';

const number = String.raw`-?\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?`;

/**
 * A role is the same quantity everywhere, so its number may stand behind each of its spellings in the APIs that the
 * code uses: `label_smoothing=0.1`, `epsilon: 1e-3`, `--label-smoothing 0.1`. Only numbers that the user's code
 * states; nothing where nothing would change.
 */
export function withValues(code: string, entry: Entry, match: Match): string | undefined {
  let text = code;
  for (const [spelling, role] of rolesBySpelling((entry.names ?? []).filter((name) => isUsed(name, code)))) {
    const given = role === undefined ? undefined : roleValue(match, role);
    if (given?.from !== 'code' || typeof given.value !== 'number' || !Number.isFinite(given.value)) continue;
    const written = String(given.value);
    const place = new RegExp(
      `(?<![\\w-])(${escaped(spelling)}(?:\\s*[=:]\\s*|\\s+))${number}(?![\\w.])`,
      'g',
    );
    text = text.replace(place, (found: string, before: string) =>
      Number(found.slice(before.length).replaceAll('_', '')) === given.value ? found : before + written,
    );
  }
  return text === code ? undefined : text;
}

function isUsed({ symbol, method }: ConceptName, code: string): boolean {
  const last = method ?? symbol.split(/[./:]/).at(-1) ?? '';
  const call = symbol.startsWith('cli:') ? `${escaped(last)}(?![\\w-])` : `${escaped(last)}\\s*\\(`;
  return new RegExp(`(?<![\\w-])${call}`).test(code);
}

/** A spelling that stands for two roles says nothing: its role is absent. */
function rolesBySpelling(names: readonly ConceptName[]): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { roles = {} } of names)
    for (const [role, { keyword, option }] of Object.entries(roles))
      for (const spelling of [keyword, option]) {
        if (spelling === undefined) continue;
        found.set(spelling, found.has(spelling) && found.get(spelling) !== role ? undefined : role);
      }
  return found;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
