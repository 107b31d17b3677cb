/** What a page keeps for the editor to hand back after a reload. */
import type { ConceptView } from '../../protocol/messages';
import type { Focus } from './concept-page';

interface StateStore {
  getState(): unknown;
  setState(state: unknown): void;
}

/** Milliseconds that scrolling must rest before it is noted. */
const rest = 200;

export class KeptState {
  private state: object | undefined;
  private timer: number | undefined;
  /** Where the page was scrolled to before the reload; used once. */
  private scrolled: { readonly concept: unknown; readonly top: number } | undefined;

  constructor(private readonly store: StateStore) {
    const before = store.getState() as { concept?: unknown; scroll?: unknown } | undefined;
    if (typeof before?.scroll === 'number') this.scrolled = { concept: before.concept, top: before.scroll };
    window.addEventListener('scroll', () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.save(), rest);
    });
  }

  /** Notes what is shown, and scrolls to where the same concept stood before the reload. */
  show({ concept, surface }: ConceptView, focus: Focus): void {
    this.state = surface?.state;
    if (focus === 'none' && this.scrolled?.concept === concept) window.scrollTo(0, this.scrolled.top);
    this.scrolled = undefined;
    this.save();
  }

  private save(): void {
    if (this.state) this.store.setState({ ...this.state, scroll: window.scrollY });
  }
}
