/** An article's Markdown as HTML that is safe in the panel. */
import type { Source } from '../catalog/schema.generated';
import type { Problem } from '../util/problem';
import { createMarkdown, type Surroundings } from './markdown';

export interface ArticleOptions {
  /** The title of a concept, or nothing where there is none of that id. */
  readonly titles: (id: string) => string | undefined;
  readonly sources: readonly Source[];
  /** Where the article stands, for its problems: the file, and the 1-based line that it starts in. */
  readonly file?: string;
  readonly firstLine?: number;
}

export interface SafeHtml {
  /**
   * No script, style, image, event or address that opens by itself. What the page makes live: `.tex[data-tex]`
   * (`data-display` for a line of its own), `a[data-concept]`, `a[data-url]` (https only), `a.citation[href="#source-ID"]`.
   */
  readonly html: string;
  readonly problems: readonly Problem[];
}

/** About 8,000 words. */
const longest = 50_000;
const mostProblems = 100;

const markdown = createMarkdown();

function render(text: string, options: ArticleOptions, how: 'render' | 'renderInline'): SafeHtml {
  const { titles, sources, file = '', firstLine = 1 } = options;
  const problems: Problem[] = [];
  const report = (code: string, message: string, line: number): void => {
    if (problems.length < mostProblems)
      problems.push({ code, message, severity: 'error', file, line: firstLine + line, column: 1 });
  };
  if (text.length > longest) report('too-long', `The text is cut at ${longest} characters.`, 0);
  const env: Surroundings = { titles, sources, report };
  return { html: markdown[how](text.slice(0, longest), env as never), problems };
}

/** Never throws; a reference that leads nowhere is shown as text and reported with its line. */
export function renderArticle(text: string, options: ArticleOptions): SafeHtml {
  return render(text, options, 'render');
}

/** One line of Markdown without a paragraph around it: a claim, a correction, a note. */
export function renderLine(text: string, options: ArticleOptions): SafeHtml {
  return render(text, options, 'renderInline');
}
