/** The Markdown of articles: CommonMark and tables, $math$, [@citations], [[concepts]]; no HTML, no images. */
import markdownIt, { type MarkdownIt, type StateCore, type StateInline, type Token } from 'markdown-it';
// @ts-expect-error: the package has no types.
import plugin from 'markdown-it-texmath';
import type { Source } from '../catalog/schema.generated';

const texmath = plugin as (md: MarkdownIt, options: { engine: object; delimiters: 'dollars' }) => void;

/** What an article may refer to, and what was wrong with it. Passed along as markdown-it's `env`. */
export interface Surroundings {
  titles(id: string): string | undefined;
  readonly sources: readonly Source[];
  /** `line` is 0-based in the Markdown. */
  report(code: string, message: string, line: number): void;
}

const citation = /\[@([\w-]{1,60}(?:; ?@[\w-]{1,60}){0,9})\]/y;
const concept = /\[\[([^[\]|\n]{1,80})(?:\|([^[\]\n]{1,120}))?\]\]/y;
const derived = /\[derived\](?!\()/y;

/** Recognises `pattern` at the caret and leaves a token with its groups; what they mean is decided later. */
function reference(type: string, pattern: RegExp): (state: StateInline, silent?: boolean) => boolean {
  return (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b) return false;
    pattern.lastIndex = state.pos;
    const match = pattern.exec(state.src);
    if (!match) return false;
    if (!silent) {
      const token = state.push(type, '', 0);
      token.content = match[1] ?? '';
      token.info = match[2] ?? '';
    }
    state.pos = pattern.lastIndex;
    return true;
  };
}

/** A link keeps its address only where it is https, as data: the page asks before it opens anything. */
function tame(link: Token): boolean {
  const href = String(link.attrGet('href') ?? '');
  const open = /^https:\/\/[^/]/i.test(href);
  link.attrs = open ? [['data-url', href]] : null;
  return open;
}

/** Settles the links of a line of text and reports references that lead nowhere. */
function settleLine(children: readonly Token[], start: number, env: Surroundings): void {
  let line = start;
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line += 1;
    if (token.type === 'link_open' && !tame(token))
      env.report('link', 'A link must start with https://.', line);
    if (token.type === 'concept' && env.titles(token.content) === undefined)
      env.report('unknown-concept', `There is no concept "${token.content}".`, line);
    if (token.type === 'citation')
      for (const id of citedIds(token))
        if (!env.sources.some((source) => source.id === id))
          env.report('unknown-source', `"${id}" is not among the sources of this concept.`, line);
  }
}

/** After parsing: problems with their lines, links made harmless, alignment by class (a page allows no inline style). */
function settle(state: StateCore): void {
  const env = state.env as unknown as Surroundings;
  let line = 0;
  for (const token of state.tokens) {
    if (token.map) line = token.map[0];
    if (token.type === 'math_block' && !state.src.split('\n')[token.map![1] - 1]?.trimEnd().endsWith('$$'))
      env.report('math', 'Begin a new line after a formula that stands alone.', line);
    const align = /text-align:(left|right|center)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (align) token.attrs = [['class', `align-${align}`]];
    if (token.type === 'inline') settleLine(token.children ?? [], line, env);
  }
}

export function citedIds(token: Pick<Token, 'content'>): string[] {
  return token.content.split(/; ?@/);
}

function addRenderers(md: MarkdownIt): void {
  const escape = md.utils.escapeHtml;
  const rules = md.renderer.rules;
  const math = (display: boolean) => (tokens: Token[], i: number) => {
    const tex = escape(tokens[i]!.content.trim());
    const span = `<span class="tex" data-tex="${tex}"${display ? ' data-display="true"' : ''}>${tex}</span>`;
    return tokens[i]!.block ? `<p class="display">${span}</p>\n` : span;
  };
  rules['math_inline'] = math(false);
  rules['math_inline_double'] = rules['math_block'] = rules['math_block_eqno'] = math(true);
  rules['concept'] = (tokens, i, _options, env) => {
    const { content: id, info: text } = tokens[i]!;
    const title = (env as unknown as Surroundings).titles(id);
    const label = escape(text || title || id);
    return title === undefined ? label : `<a data-concept="${escape(id)}">${label}</a>`;
  };
  rules['citation'] = (tokens, i, _options, env) => {
    const { sources } = env as unknown as Surroundings;
    return citedIds(tokens[i]!)
      .map((id) => {
        const place = sources.findIndex((source) => source.id === id);
        if (place < 0) return `[${escape(id)}]`;
        const cite = escape(sources[place]!.cite);
        return `<a class="citation" href="#source-${escape(id)}" title="${cite}">[${place + 1}]</a>`;
      })
      .join('');
  };
  rules['derived'] = () => '<span class="derived" title="Follows from the formulas above">[derived]</span>';
}

/** A parser with nothing in it that could reach outside: no HTML, images, styles or automatic links. */
export function createMarkdown(): MarkdownIt {
  const md = markdownIt({ html: false, linkify: false, typographer: false }).disable('image');
  // Every address is let through here, so that `settle` can name the line of a bad one.
  md.validateLink = () => true;
  texmath(md, { engine: {}, delimiters: 'dollars' });
  md.inline.ruler.before('link', 'citation', reference('citation', citation));
  md.inline.ruler.before('link', 'concept', reference('concept', concept));
  md.inline.ruler.before('link', 'derived', reference('derived', derived));
  md.core.ruler.push('settle', settle);
  addRenderers(md);
  return md;
}
