/** Every link of the page, in one place: nothing navigates by itself. */
import type { Actions } from './actions';

/** Handles links below `root`: to a concept, out of the editor (which asks first), and within the page. */
export function handleLinks(root: HTMLElement, actions: Actions): void {
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const address = link.getAttribute('href') ?? '';
    const { concept } = link.dataset;
    if (concept !== undefined) void actions.open(concept);
    else if (address.startsWith('https://')) actions.openLink(address);
    else if (address.startsWith('#')) goTo(root, address.slice(1));
  };
  root.addEventListener('click', follow);
  root.addEventListener('auxclick', follow);
}

/** Brings a part of the page into view and gives it the focus, so that Tab goes on from there. */
export function goTo(root: HTMLElement, id: string): void {
  const target = root.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}
