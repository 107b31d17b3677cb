/**
 * One quantity in three places: as a symbol of the formula, as a control, as an argument in the code. Resting on one
 * lights the others. Whatever stands for a quantity carries `data-role`.
 */
import type { ConceptView } from '../protocol/messages';
import { markSymbols } from './formula-symbols';

/** Milliseconds that the pointer rests before the editor is told. */
const rest = 120;

export class Light {
  private view: ConceptView | undefined;
  private role: string | undefined;
  private told: string | null = null;
  private timer: number | undefined;

  /** `tell` passes on to the editor which role is lit; null when none is. */
  constructor(
    private readonly root: HTMLElement,
    private readonly tell: (view: number, role: string | null) => void,
  ) {
    for (const start of ['pointerover', 'focusin'] as const)
      root.addEventListener(start, (event) => this.rests(roleAt(event.target)));
    root.addEventListener('pointerleave', () => this.rests(roleAt(document.activeElement)));
    root.addEventListener('focusout', () => this.rests(undefined));
    root.addEventListener('gloss-light', (event) =>
      this.rests((event as CustomEvent<string | null>).detail ?? undefined),
    );
  }

  /** Another view is on the page. */
  show(view: ConceptView | undefined): void {
    this.view = view;
    this.told = null;
    this.point(null);
  }

  /** The page was rendered anew. */
  refresh(): void {
    if (this.view) markSymbols(this.root, this.view.symbols);
    this.paint();
  }

  /** Lights a role without telling the editor, which said so itself. */
  point(role: string | null): void {
    this.role = role ?? undefined;
    this.paint();
  }

  private rests(role: string | undefined): void {
    if (role === this.role) return;
    this.role = role;
    this.paint();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const wanted = this.role !== undefined && this.view?.code?.values[this.role] ? this.role : null;
      if (!this.view?.code || wanted === this.told) return;
      this.told = wanted;
      this.tell(this.view.view, wanted);
    }, rest);
  }

  private paint(): void {
    for (const element of this.root.querySelectorAll<HTMLElement>('[data-role]')) {
      element.classList.toggle('lit', this.role !== undefined && element.dataset['role'] === this.role);
    }
  }
}

const roleAt = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-role]')?.dataset['role'] : undefined;
