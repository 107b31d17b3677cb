/** The row above the page: where one was, what it follows, and what can be done with the whole concept. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConceptView, Surface } from '../../protocol/messages';
import type { Actions } from './actions';
import { icon } from './buttons';

export function toolbar({ surface }: ConceptView, actions: Actions): TemplateResult | typeof nothing {
  if (!surface) return nothing;
  return html`<div class="page-bar" role="group" aria-label="Page">
    ${button('arrow-left', 'Back', () => actions.navigate('back'), !surface.back)}
    ${button('arrow-right', 'Forward', () => actions.navigate('forward'), !surface.forward)}
    ${surface.kind === 'view' ? pin(surface, actions) : nothing}
    <span class="gap"></span>
    ${surface.kind === 'view' ? button('link-external', 'Open in an editor tab', () => actions.openTab()) : nothing}
    ${button('markdown', 'Export the article as Markdown', () => actions.exportArticle())}
    ${button('report', 'Report a fact: the selected text, if any; opens a text to read first', () => actions.reportFact(String(getSelection())))}
  </div>`;
}

function pin({ pinned }: Surface, actions: Actions): TemplateResult {
  const label = pinned ? 'Pinned: stays with this concept' : 'Follows the cursor: pin to stay';
  return html`<button
    class="icon-button"
    aria-label="Pin"
    aria-pressed=${pinned}
    title=${label}
    @click=${() => actions.pin(!pinned)}
  >
    ${icon(pinned ? 'pinned' : 'pin')}
  </button>`;
}

/** One that can do nothing stays in reach of the keyboard: pressing it until the end must not lose the focus. */
function button(name: string, label: string, run: () => unknown, disabled = false): TemplateResult {
  return html`<button
    class="icon-button"
    aria-label=${label}
    title=${label}
    aria-disabled=${disabled ? 'true' : nothing}
    @click=${() => (disabled ? undefined : run())}
  >
    ${icon(name)}
  </button>`;
}
