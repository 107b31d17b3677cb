/** The lower part of the page: the article and the tables that stand behind it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConceptView } from '../../protocol/messages';
import type { Actions } from './actions';
import { copyButton, icon, reportButton } from './buttons';
import { safeFragment } from './safe-html';

export type Part = TemplateResult | typeof nothing;

export function section(id: string, title: string, body: unknown): TemplateResult {
  return html`<section id=${id} aria-labelledby="${id}-title">
    <h2 id="${id}-title" tabindex="-1">${title}</h2>
    ${body}
  </section>`;
}

export function article(view: ConceptView): Part {
  if (!view.articleHtml.trim()) return nothing;
  return html`<article id="article" class="prose" aria-label="Article" tabindex="-1">
    ${safeFragment(view.articleHtml)}
  </article>`;
}

export const codeBlock = (code: string) =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="Code">
    <pre><code>${code}</code></pre>
  </div>`;

export function snippets(view: ConceptView, actions: Actions): Part {
  if (view.snippets.length === 0) return nothing;
  const insert = async (event: Event, id: string) => {
    const status = (event.currentTarget as HTMLElement).closest('.card')?.querySelector('.outcome');
    const sentence = await actions.insert(id);
    if (status) status.textContent = sentence;
  };
  return section(
    'snippets',
    'Snippets',
    html`<ul class="cards">
      ${view.snippets.map(
        (snippet) => html`
          <li class="card">
            <div class="card-head">
              <h3>${snippet.description}</h3>
              <span class="muted">${snippet.framework}</span>
              ${copyButton(snippet.code, `Copy: ${snippet.description}`, actions)}
            </div>
            ${codeBlock(snippet.code)}
            <p class="card-foot">
              <button
                class="secondary"
                aria-label="Insert: ${snippet.description}"
                @click=${(event: Event) => insert(event, snippet.id)}
              >
                ${icon('insert')}<span>Insert</span>
              </button>
              <span class="outcome muted"></span>
            </p>
          </li>
        `,
      )}
    </ul>`,
  );
}

export function names(view: ConceptView): Part {
  if (view.names.length === 0) return nothing;
  return section(
    'names',
    'Names in code',
    html`<div class="scroll" tabindex="0" role="group" aria-label="Names in code">
      <table class="names">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Versions</th>
          </tr>
        </thead>
        <tbody>
          ${view.names.map(
            (name) => html`
              <tr>
                <th scope="row">
                  <code class=${name.removed ? 'gone' : ''}>${breakable(name.symbol)}</code>
                </th>
                <td>
                  ${name.since ? html`<span>since ${name.since}</span>` : nothing}
                  ${name.removed ? html`<span class="removed">removed in ${name.removed}</span>` : nothing}
                  ${name.note ? html`<span class="muted">${name.note}</span>` : nothing}
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>`,
  );
}

/** Lets a dotted name break after its dots. */
const breakable = (symbol: string) =>
  symbol.split('.').map((part, i) => (i === 0 ? html`${part}` : html`.<wbr />${part}`));

export function corrections(view: ConceptView, actions: Actions): Part {
  if (view.corrections.length === 0) return nothing;
  return section(
    'corrections',
    'Often written, but wrong',
    html`<ul class="corrections">
      ${view.corrections.map(
        (item) => html`
          <li>
            <p class="claim">
              ${icon('close')}<span class="hidden">Claim: </span><span>${safeFragment(item.claimHtml)}</span>
            </p>
            <p class="right">
              ${icon('check')}<span class="hidden">Correct: </span>
              <span
                >${safeFragment(item.rightHtml)}${item.source ? sourceMark(view, item.source) : nothing}</span
              >
              ${view.surface ? reportButton(textOf(item.rightHtml), actions) : nothing}
            </p>
          </li>
        `,
      )}
    </ul>`,
  );
}

const textOf = (html: string): string => safeFragment(html).textContent ?? '';

function sourceMark(view: ConceptView, id: string): TemplateResult {
  const place = view.sources.findIndex((source) => source.id === id);
  if (place < 0) return html` <span class="muted">(${id})</span>`;
  return html` <a class="citation" href="#source-${id}" title=${view.sources[place]?.cite ?? ''}
    >[${place + 1}]</a
  >`;
}

export function related(view: ConceptView): Part {
  if (view.related.length === 0) return nothing;
  return section(
    'related',
    'Related',
    html`<ul class="chips">
      ${view.related.map(
        ({ id, title }) =>
          html`<li><a class="chip" href="#concept/${id}" data-concept=${id}>${title}</a></li>`,
      )}
    </ul>`,
  );
}

export function sources(view: ConceptView, actions: Actions): Part {
  if (view.sources.length === 0) return nothing;
  return section(
    'sources',
    'Sources',
    html`<ol class="sources">
      ${view.sources.map(
        ({ id, cite, url }) => html`
          <li id="source-${id}" tabindex="-1">
            ${url?.startsWith('https://') ? html`<a href=${url}>${cite}</a>` : cite}
            ${copyButton(url === undefined ? cite : `${cite}. ${url}`, `Copy the citation: ${cite}`, actions)}
          </li>
        `,
      )}
    </ol>`,
  );
}
