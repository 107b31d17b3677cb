/** Every move of symbols/moved.txt was seen to hold, and an entry that names an old path agrees with it. */
import type { Problem } from '../../src/util/problem';
import { lookUp } from '../symbols/tables';
import { problemNear, type Check, type Content } from './content';

const file = 'symbols/moved.txt';
const command = "run 'npm run symbols -- --moves' and commit symbols/moved.json";

export const moves: Check = (content) => [...unproved(content), ...replacements(content)];

function unproved({ moves: { moves: all, proofs } }: Content): Problem[] {
  const problem = (code: string, line: number, message: string): Problem => ({
    code,
    message,
    severity: 'error',
    file,
    line,
    column: 1,
  });
  const listed = new Set(all.map((move) => move.old));
  const stray = Object.keys(proofs).filter((old) => !listed.has(old));
  return [
    ...all.flatMap((move) =>
      proofs[move.old]?.new === move.new
        ? []
        : [
            problem(
              'not-proved',
              move.line,
              `Nothing proves that ${move.old} is now ${move.new}: ${command}.`,
            ),
          ],
    ),
    ...stray.map((old) => problem('not-listed', 1, `${old} is proved and not listed: ${command}.`)),
  ];
}

/** What an entry gives as the replacement of a name exists. */
function replacements(content: Content): Problem[] {
  return content.concepts.flatMap((concept) =>
    (concept.entry?.names ?? []).flatMap(({ symbol, replacement = [] }) =>
      replacement.flatMap((instead) => {
        const root = /^\w+:[^.]+/.exec(instead.symbol)?.[0] ?? '';
        const name = instead.symbol.replace(/\.\*$/, '');
        const isKnown =
          !content.tables.roots.has(root) || content.tables.modules.has(name) || lookUp(content.tables, name);
        const message =
          `The replacement of ${symbol}, ${instead.symbol}, does not exist in ` +
          `${content.tables.roots.get(root)}: correct it.`;
        return isKnown ? [] : [problemNear(concept, instead.symbol, 'no-replacement', message)];
      }),
    ),
  );
}
