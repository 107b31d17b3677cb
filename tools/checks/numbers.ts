/** Every number in an article, a rule or a limit says where it comes from: `[@source]` or `[derived]`. */
import type { Problem } from '../../src/util/problem';
import { complete, problemAt, problemNear, type Check, type Complete } from './content';
import { blocks, sentences } from './prose';

export const numbers: Check = (content) => complete(content).flatMap(checkConcept);

const mark = /\[@[^\]]+\]|\[derived\]/;
/** A number that stands for itself: not in a name such as Inception-v3 or top-5, in code, or an address. */
const number = /(?<![\p{L}\p{N}_^{-])\d[\d.,]*(?![\p{L}\p{N}_]*[\p{L}_])/u;

function checkConcept(concept: Complete): Problem[] {
  const problems: Problem[] = [];
  let before = '';
  for (const block of blocks(concept.text)) {
    const parts = block.kind === 'table' ? [block] : sentences(block);
    for (const part of parts) {
      const found = number.exec(claims(part.text))?.[0];
      const marked = mark.test(part.text) || (block.kind === 'table' && mark.test(before));
      if (found && !marked)
        problems.push(problemAt(concept, part.offset, 'number-without-source', advice(found)));
    }
    before = block.text;
  }
  for (const rule of concept.entry.rules ?? []) {
    const found = number.exec(rule.say.replace(/\{[^}]*\}/g, ''))?.[0] ?? number.exec(rule.when)?.[0];
    if (found && rule.source === undefined)
      problems.push(
        problemNear(
          concept,
          `id: ${rule.id}`,
          'number-without-source',
          `Rule '${rule.id}' uses ${found}: give it a 'source', or 'source: derived'.`,
        ),
      );
  }
  return problems;
}

/** What is claimed: without code and addresses, and of formulas only their decimal numbers. */
function claims(text: string): string {
  return text
    .replace(/`[^`\n]+`|\]\([^)]*\)|\[@[^\]]*\]/g, ' ')
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g, (math) => ` ${math.match(/\d+\.\d+/g)?.join(' ') ?? ''} `);
}

function advice(found: string): string {
  return `${found} has no source: put [@source] or [derived] into its sentence; for a table, into the line before it.`;
}
