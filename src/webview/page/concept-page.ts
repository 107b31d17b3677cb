/** The page of one concept, from its view. */
import { html, nothing, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { demos } from '../../demos/all.generated';
import type { ConceptView, HostEvent, LinkValues } from '../../protocol/messages';
import { DemoView, type DemoDependencies } from '../demo/demo-view';
import { essence, header } from './head';
import { Light } from '../light';
import { goTo } from './links';
import { equivalents } from './equivalents';
import { article, corrections, names, related, snippets, sources } from './reference';
import { toolbar } from './toolbar';

export type Focus = Extract<HostEvent, { event: 'show' }>['focus'];

export class ConceptPage {
  private view: ConceptView | undefined;
  private demo: DemoView | undefined;
  private readonly light: Light;

  constructor(
    private readonly root: HTMLElement,
    private readonly dependencies: DemoDependencies,
  ) {
    this.light = new Light(root, (view, role) => dependencies.actions.light(view, role));
  }

  /** The cursor of the editor rests in the literal of this role. */
  lightUp(role: string | null): void {
    this.light.point(role);
  }

  /** Shows a concept; the same concept with newer values keeps its demo as it is. */
  show(view: ConceptView, focus: Focus, values?: LinkValues): void {
    const same = view.concept === this.view?.concept && view.demo === this.view.demo;
    this.view = view;
    if (same) this.demo?.update(view);
    else this.replaceDemo(view);
    if (values) this.demo?.restore(values);
    this.light.show(view);
    this.render();
    if (!same && focus === 'none') window.scrollTo(0, 0);
    if (focus === 'article') this.root.querySelector<HTMLElement>('h1')?.focus();
    if (focus === 'demo') {
      goTo(this.root, 'demo-title');
      this.demo?.start();
    }
  }

  /** No concept is there to be shown. */
  showNothing(): void {
    this.demo?.dispose();
    this.view = this.demo = undefined;
    this.light.show(undefined);
    render(
      html`<main class="nothing">
        <h1>Gloss</h1>
        <p>Put the cursor on a name or a value in machine-learning code, or search for a concept.</p>
      </main>`,
      this.root,
    );
  }

  /** The page is hidden: what runs stops. */
  stop(): void {
    this.demo?.stop();
  }

  redraw(): void {
    this.demo?.redraw();
  }

  dispose(): void {
    this.demo?.dispose();
  }

  private replaceDemo(view: ConceptView): void {
    this.demo?.dispose();
    const demo = view.demo === undefined ? undefined : demos.get(view.demo);
    this.demo = demo && new DemoView(demo, view, this.dependencies);
  }

  private render(): void {
    const { view, demo } = this;
    if (!view) return;
    const { actions } = this.dependencies;
    const page = html`<main>
      ${toolbar(view, actions)} ${header(view, actions)} ${essence(view, actions)}
      ${
        demo
          ? html`<section id="demo" aria-labelledby="demo-title">
              <h2 id="demo-title" tabindex="-1">Live demo</h2>
              ${demo.element}
            </section>`
          : nothing
      }
      ${article(view)} ${equivalents(view, actions)} ${snippets(view, actions)} ${names(view)}
      ${corrections(view, actions)} ${related(view)} ${sources(view, actions)}
    </main>`;
    render(keyed(view.concept, page), this.root);
    this.light.refresh();
  }
}
