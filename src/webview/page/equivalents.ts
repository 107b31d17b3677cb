/** The concept in other frameworks: what it is called there, and where its defaults differ. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConceptView } from '../../protocol/messages';
import type { Actions } from './actions';
import { copyButton, icon } from './buttons';
import { codeBlock, section, type Part } from './reference';

type Equivalent = ConceptView['equivalents'][number];

/** A table; on a narrow page each of its rows becomes a card. */
export function equivalents(view: ConceptView, actions: Actions): Part {
  if (view.equivalents.length === 0) return nothing;
  const differ = view.equivalents.some(({ defaults }) => defaults.some(({ differs }) => differs));
  return section(
    'equivalents',
    'The same in other frameworks',
    html`${differ ? html`<p class="muted">${differing(view)}</p>` : nothing}
      <table class="equivalents" role="table" aria-labelledby="equivalents-title">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Framework</th>
            <th role="columnheader" scope="col">Code</th>
            <th role="columnheader" scope="col">Default</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${view.equivalents.map((item) => row(item, actions))}
        </tbody>
      </table>`,
  );
}

function differing({ code }: ConceptView): string {
  return code
    ? 'Marked defaults differ from that of your code’s API.'
    : 'Marked defaults differ from the first.';
}

function row(item: Equivalent, actions: Actions): TemplateResult {
  const { framework, code, yours, docs, note, defaults } = item;
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <span>${framework}</span>
      ${
        docs?.startsWith('https://')
          ? html`<a href=${docs} aria-label="Documentation of ${framework}">Documentation</a>`
          : nothing
      }
    </th>
    <td role="cell" class="code">
      <div class="copied">
        ${codeBlock(yours ?? code)} ${copyButton(yours ?? code, `Copy the ${framework} code`, actions)}
      </div>
      ${yours === undefined ? nothing : html`<p class="muted">with your value</p>`}
      ${note ? html`<p class="muted">${note}</p>` : nothing}
    </td>
    <td role="cell" class="defaults">${defaults.length > 0 ? defaults.map(standard) : 'none'}</td>
  </tr>`;
}

function standard({ role, value, differs }: Equivalent['defaults'][number]): TemplateResult {
  return html`<p data-role=${role}>
    <code>${role}</code>
    ${value}${differs ? html` <span class="differs">${icon('diff-modified')} differs</span>` : nothing}
  </p>`;
}
