/** Every formula compiles: that of the hover in MathJax and KaTeX, those of the panel in KaTeX. */
import katex from 'katex';
import type { Problem } from '../../src/util/problem';
import { renderFormula } from '../render-formula';
import { articleOffset, complete, placeAt, problemAt, type Check, type Complete } from './content';

export const formulas: Check = async (content) =>
  (await Promise.all(complete(content).map(checkConcept))).flat();

async function checkConcept(concept: Complete): Promise<Problem[]> {
  const { entry, text } = concept;
  const problems: Problem[] = [];
  const inKatex = (tex: string, offset: number): void => {
    const message = katexError(tex);
    if (message)
      problems.push(problemAt(concept, offset, 'formula', `KaTeX cannot show '${tex}': ${message}`));
  };
  if (entry.formula !== undefined) {
    const offset = text.indexOf('formula:');
    inKatex(entry.formula, offset);
    const { problem } = await renderFormula(entry.formula, placeAt(concept, offset));
    if (problem) problems.push(problem);
  }
  for (const { tex } of entry.symbols ?? []) inKatex(tex, text.indexOf(tex));
  const start = articleOffset(text);
  const article = text.slice(start).replace(/```[\s\S]*?```|`[^`\n]+`/g, (code) => ' '.repeat(code.length));
  for (const match of article.matchAll(/\$\$([\s\S]*?)\$\$|\$([^$\n]+)\$/g))
    inKatex((match[1] ?? match[2])!.trim(), start + match.index);
  return problems;
}

function katexError(tex: string): string | undefined {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: 'error', trust: false, maxExpand: 100 });
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^KaTeX parse error: /, '');
  }
}
