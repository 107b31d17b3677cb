/** Small buttons that several parts of the page share. */
import { html, type TemplateResult } from 'lit';
import type { Actions } from './actions';

export const icon = (name: string) => html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;

/** Shows in the button itself for a moment that it was done. */
async function confirm(button: HTMLElement, name: string): Promise<void> {
  const symbol = button.querySelector('.codicon');
  if (!symbol) return;
  const before = symbol.className;
  symbol.className = `codicon codicon-${name}`;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  symbol.className = before;
}

export function copyButton(code: string, label: string, actions: Actions): TemplateResult {
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    if (await actions.copy(code)) await confirm(button, 'check');
  };
  return html`<button class="icon-button" aria-label=${label} title=${label} @click=${copy}>
    ${icon('copy')}
  </button>`;
}

/** Opens the text of a report about one fact; nothing is sent. */
export function reportButton(fact: string, actions: Actions): TemplateResult {
  const label = 'Report this fact: opens a text to read first';
  return html`<button
    class="icon-button report"
    aria-label=${label}
    title=${label}
    @click=${() => actions.reportFact(fact)}
  >
    ${icon('report')}
  </button>`;
}
