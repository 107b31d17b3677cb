/** What letters that were left as they are may yet mean. */
import { commands, escapeLetters } from './tex-words';

/** Takes what can be meant in two ways. */
export type Tell = (doubt: string) => void;

/** Names of functions, which people write without a backslash too. */
export const upright: ReadonlySet<string> = new Set(
  'min max log ln exp sin cos tan tanh sinh cosh lim sup inf arg det dim Pr'.split(' '),
);

/** Greek letters that look like Latin ones; their names are those of distributions too. */
const latinGreek: ReadonlySet<string> = new Set(
  'Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Rho Tau Chi'.split(' '),
);

/** Of a command without a backslash among others that have theirs. */
export function doubtsOfWord(run: string, before: string, next: string): string[] {
  const isOpen = /(?:^|[\s)}(,=])$/.test(before) && /^(?:$|[^A-Za-z_])/.test(next);
  return isOpen && commands.has(run) && !upright.has(run) ? [`'${run}' may be \\${run}`] : [];
}

/**
 * Of letters in a damaged formula, between what stands before and what comes next; `isUnnatural`: nothing but an
 * escape leaves the white space in front of them.
 */
export function doubtsOfRest(run: string, before: string, next: string, isUnnatural: boolean): string[] {
  const isBlank = /\s$/.test(before) || before === '';
  const isRest = isUnnatural && (run.length > 1 || 'uoemfi'.includes(run));
  return [
    ...(holdsCommand(run, isBlank) ? [`'${run}' may hold a command`] : []),
    ...(isRest ? [`'${run}' may be the rest of a command`] : []),
    ...(run.length > 2 && /^_[A-Za-z](?![A-Za-z])/.test(next)
      ? [`'${run}${next.slice(0, 2)}' may be one name`]
      : []),
    ...(isSet(run, before) || latinGreek.has(run) ? [`'${run}' may be \\${run}`] : []),
    ...(isBlank ? letter(run, before, next) : []),
  ];
}

function holdsCommand(run: string, isBlank: boolean): boolean {
  if (/^[A-Za-z]?in[A-Z]$/.test(run)) return true;
  const starts = isBlank ? ['', ...escapeLetters].map((lost) => lost + run) : [run];
  for (let length = 4; length <= run.length; length++)
    if (starts.some((text) => commands.has(text.slice(0, length))) || commands.has(run.slice(-length)))
      return true;
  return false;
}

/** `x \in R`, where `\R` is a set of numbers. */
function isSet(run: string, before: string): boolean {
  return /^[RNZ]$/.test(run) && /\\(?:in|to|subset|subseteq|times)\s*$|:\s*$/.test(before);
}

/** A letter that stands free may be all that an escape left of \nu, \to, \ne, \bm or \bf. */
function letter(run: string, before: string, next: string): string[] {
  const isBehind = /[\w)}\]]\s+$/.test(before);
  if (run === 'u') return ["'u' may be \\nu"];
  if (run === 'o' && isBehind) return ["'o' may be \\to"];
  if (run === 'e' && isBehind && /^\s/.test(next)) return ["'e' may be \\ne"];
  return (run === 'm' || run === 'f') && next.startsWith('{') ? [`'${run}' may be \\b${run}`] : [];
}
