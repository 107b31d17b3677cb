/** The top of the page: what the concept is, its formula, the user's numbers in it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConceptView } from '../../protocol/messages';
import type { Actions } from './actions';
import { copyButton, icon, reportButton } from './buttons';
import { formulaElement } from './math';

export { icon } from './buttons';

export function header(view: ConceptView, actions: Actions): TemplateResult {
  return html`
    <header>
      <div class="title-row">
        <h1 tabindex="-1">${view.title}</h1>
        <vscode-checkbox
          class="known"
          label="I know this"
          title="Shortens later hovers of this concept to one line"
          ?checked=${view.known}
          @change=${(event: Event) =>
            actions.setKnown(view.concept, (event.currentTarget as HTMLInputElement).checked)}
        ></vscode-checkbox>
      </div>
      <p class="tags">
        <span class="category">${view.category}</span>
        ${view.pack ? html`<vscode-badge class="pack" title="From a pack">${view.pack}</vscode-badge>` : nothing}
        ${view.code ? codePlace(view, view.code.label, actions) : nothing}
      </p>
      <p class="summary">${view.summary}</p>
      ${view.links?.length ? links(view.links) : nothing}
    </header>
  `;
}

function links(list: NonNullable<ConceptView['links']>): TemplateResult {
  const names = { documentation: 'Documentation', paper: 'Paper' } as const;
  const open = list.filter(({ url }) => url.startsWith('https://'));
  return html`<nav class="links" aria-label="Read on">
    ${open.map(
      ({ kind, label, url }) =>
        html`<a href=${url}>${icon(kind === 'paper' ? 'mortar-board' : 'book')}${names[kind]}: ${label}</a>`,
    )}
  </nav>`;
}

function codePlace(view: ConceptView, label: string, actions: Actions): TemplateResult {
  return html`<button class="link" title="Show the code" @click=${() => actions.reveal(view.view)}>
    ${icon('go-to-file')}<span>${label}</span>
  </button>`;
}

/** The formula, what its symbols mean and are, the worked lines, the verdict and the picture. */
export function essence(view: ConceptView, actions: Actions): TemplateResult {
  return html`
    <section class="essence" aria-label="Formula and values">
      ${view.formula ? formula(view.formula, actions) : nothing}
      ${view.symbols.length > 0 ? symbolTable(view) : nothing}
      ${
        view.worked.length > 0
          ? html`<div class="worked">${view.worked.map((line) => html`<p>${line}</p>`)}</div>`
          : nothing
      }
      ${view.verdict ? verdict(view.verdict, view, actions) : nothing}
      ${view.picture ? picture(view.picture) : nothing}
    </section>
  `;
}

function formula(tex: string, actions: Actions): TemplateResult {
  return html`<div class="formula-frame">
    <div class="scroll" tabindex="0" role="group" aria-label="Formula">${formulaElement(tex, true)}</div>
    ${copyButton(tex, 'Copy the formula as TeX', actions)}
  </div>`;
}

const verdictIcons = { usual: 'pass', info: 'info', warning: 'warning', error: 'error' } as const;

function verdict(
  { level, text }: NonNullable<ConceptView['verdict']>,
  view: ConceptView,
  actions: Actions,
): TemplateResult {
  return html`<p class="verdict ${level}">
    ${icon(verdictIcons[level])}<span>${text}</span>${view.surface ? reportButton(text, actions) : nothing}
  </p>`;
}

/** An image runs no script and loads nothing, whatever the drawing contains. */
function picture({ svg, text, width, height }: NonNullable<ConceptView['picture']>): TemplateResult {
  const source = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return html`<img class="picture" src=${source} alt=${text} width=${width} height=${height} />`;
}

function symbolTable(view: ConceptView): TemplateResult {
  const withValues = view.symbols.some((symbol) => symbol.value !== undefined);
  return html`
    <table class="symbols">
      <caption class="hidden">
        Symbols of the formula
      </caption>
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col">Meaning</th>
          ${withValues ? html`<th scope="col">${view.code ? 'In your code' : 'Value'}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${view.symbols.map(
          (symbol) => html`
            <tr data-role=${symbol.role ?? nothing}>
              <td>${symbol.tex === '' ? nothing : formulaElement(symbol.tex, false)}</td>
              <th scope="row">
                ${symbol.means}
                ${symbol.spelled === undefined ? nothing : html`<code class="spelled">${symbol.spelled}</code>`}
              </th>
              ${withValues ? value(view, symbol) : nothing}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/** As in the code: the value, and where it comes from. */
function value(view: ConceptView, symbol: ConceptView['symbols'][number]): TemplateResult {
  if (symbol.value === undefined) return html`<td class="value"></td>`;
  return html`<td class="value" data-role=${symbol.role ?? nothing}>
    ${symbol.value}${origin(view, symbol.role)}
  </td>`;
}

/** Says where a value that the code does not state comes from. */
function origin(view: ConceptView, role: string | undefined): TemplateResult | typeof nothing {
  const from = role === undefined ? undefined : view.code?.values[role]?.from;
  if (from === 'api') return html` <span class="muted">default</span>`;
  if (from === 'concept') return html` <span class="muted">example</span>`;
  return nothing;
}
