/**
 * Heading lines `term[, alias…], category`. Prose, code and formulas have commas too, so a heading is known by its
 * neighbours: the text below opens with the term, the text above has ended.
 */
import { compact, splitWords } from '../util/words';

export interface Heading {
  readonly term: string;
  /** All further parts but the category. */
  readonly aliases: readonly string[];
  readonly category?: string;
}

export interface Around {
  /** The last line above that is not blank. */
  readonly before: string | undefined;
  /** The first two lines below that are not blank. */
  readonly after: readonly string[];
}

/** From here on a line counts as a heading. */
export const sure = 5;
/** From here on a line that does not count is reported. */
export const possible = 4;

const longest = 300;
const code =
  /^(?:from|import|return|def|class|for|while|if|elif|with|print|assert|raise|yield|lambda|global|del|let|const|var)\b/;
const starts = /^(?:[-*•+|#>`"'@{}[\]()&~<]|\d+[.)]\s)/;
const ends = /[.:;?!{([,&\\]$/;
const foreign = /[={}`|;]|->|=>|:\/\/|\*\*|\w\(\w*\)|~/;
const prose =
  /\b(?:is|are|was|were|be|we|it|its|that|which|this|these|those|when|because|where|you|can|will|must|should|may|has|have|does|use|uses|used|they|our)\b/i;

/** The parts between the commas that stand outside brackets and formulas. */
export function headingParts(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let inFormula = false;
  let start = 0;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === '$') inFormula = !inFormula;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth = Math.max(0, depth - 1);
    else if (c === ',' && depth === 0 && !inFormula) {
      parts.push(line.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, line.slice(start).trim()];
}

/** Whether a line has the form of a heading, whatever stands around it. Quick: it is asked of every line. */
export function hasHeadingForm(line: string): boolean {
  if (line.length > longest || !line.includes(',')) return false;
  const text = line.trim();
  const plain = text.replace(/\$[^$]*\$/g, 'x');
  if (starts.test(plain) || ends.test(text) || foreign.test(plain) || code.test(text)) return false;
  const parts = headingParts(text);
  return (
    parts.length > 1 &&
    parts.length <= 12 &&
    parts.every((part) => part !== '' && part.length <= 100 && part.split(/\s+/).length <= 9) &&
    /\p{L}/u.test(parts[0]!) &&
    /^[\p{L}\p{N}][\p{L}\p{N} &/+().'-]*$/u.test(parts.at(-1)!)
  );
}

/** How much speaks for a heading; see `sure` and `possible`. Only for lines that have the form of one. */
export function headingScore(line: string, around: Around): number {
  const parts = headingParts(line.trim());
  const opening = around.after[0] ?? '';
  let score = opens(parts, around.after);
  if (/^\*\*/.test(opening) || /\b(?:is|are|refers to|determines|describes)\b/.test(opening.slice(0, 200)))
    score++;
  if (around.before === undefined || /[.!?…)|`*]$/.test(around.before.trimEnd())) score++;
  if (/^[^A-Z]/.test(line)) score++;
  if (/,\S/.test(line)) score++;
  if (prose.test(parts.join(' '))) score -= 2;
  if (parts.some((part) => /^(?:and|or|but|so|then|to|for|with)\b/i.test(part))) score -= 3;
  return score;
}

/** 0 to 4: how well the text below opens with the term. */
function opens(parts: readonly string[], after: readonly string[]): number {
  const term = words(parts[0]!);
  if (term.length === 0) return 0;
  const first = words((after[0] ?? '').slice(0, 240));
  if (contains(first, term)) return 4;
  if (contains(words((after[1] ?? '').slice(0, 120)), term)) return 3;
  const acronym = initials(parts[0]!);
  if (acronym.length > 1 && first.includes(acronym)) return 3;
  if (parts.slice(1).some((part) => contains(first.slice(0, 12), words(part)))) return 2;
  const shared = term.filter((word) => first.includes(word)).length;
  return shared * 2 >= term.length ? 2 : 0;
}

function contains(text: readonly string[], phrase: readonly string[]): boolean {
  return phrase.length > 0 && compact(text).includes(compact(phrase));
}

function words(text: string): readonly string[] {
  return splitWords(
    text
      .replace(/\([^)]*\)|[*$\\]/g, ' ')
      .replace(/[-/]/g, ' ')
      .slice(0, 200),
  );
}

/** `layer-wise relevance propagation` gives `lrp`. */
export function initials(phrase: string): string {
  return (phrase.replace(/\([^)]*\)/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word, i, all) => !(all[i - 1] === 'layer' && word === 'wise'))
    .map((word) => word[0]!.toLowerCase())
    .join('');
}

/** The roles of the parts: the last one is the category, unless it is a further wording of the term. */
export function readHeading(line: string): Heading {
  const [term, ...rest] = headingParts(line.trim()) as [string, ...string[]];
  const stems = new Set(words(term).map(stem));
  const last = rest.at(-1)!;
  const isWording = rest.length > 2 && words(last).some((word) => stems.has(stem(word)));
  const aliases = isWording ? rest : rest.slice(0, -1);
  return {
    term,
    aliases: aliases.filter((alias) => alias.toLowerCase() !== term.toLowerCase()),
    ...(!isWording && { category: last }),
  };
}

/** `smoothing`, `smoothed` and `smooth` are one. */
export function stem(word: string): string {
  return word.length > 5 ? word.replace(/(?:ing|ed|er|ion|s)$/, '') : word;
}
