/** The panel's page: connects the editor, the page of the concept, and the theme. */
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import 'katex/dist/katex.min.css';
import '../../media/panel.css';
import '../../media/demo.css';
import { Channel } from '../protocol/channel';
import type { ConceptView, LinkValues } from '../protocol/messages';
import { panelRootId } from '../protocol/panel-html';
import { workerSource } from './demo/worker-source';
import { Actions } from './page/actions';
import { Announcer } from './page/announcer';
import { ConceptPage, type Focus } from './page/concept-page';
import { KeptState } from './page/kept-state';
import { handleLinks } from './page/links';
import { followTheme } from './theme';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const root = document.getElementById(panelRootId)!;
const place = document.createElement('div');
const region = document.createElement('div');
region.className = 'hidden';
region.role = 'status';
region.ariaLive = 'polite';
root.append(place, region);

const editor = acquireVsCodeApi();
const announcer = new Announcer(region);
const channel = new Channel(
  {
    post: (message) => editor.postMessage(message),
    listen: (receive) => {
      const listener = (event: MessageEvent<unknown>) => receive(event.data);
      window.addEventListener('message', listener);
      return () => window.removeEventListener('message', listener);
    },
  },
  {
    timer: (ms, run) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    },
    log: (line) => console.warn(line),
    onEvent: (event) => {
      if (event.event === 'show') show(event.view, event.focus, event.values);
      else if (event.event === 'light') page.lightUp(event.role);
      else page.redraw();
    },
  },
);
const actions = new Actions(channel, announcer, (view) => show(view, 'article'));
const start = workerSource(root.dataset['workerUri'] ?? '', root.dataset['wasmUri'] ?? '');
const page = new ConceptPage(place, { actions, announcer, start });

/** What the editor hands back after a reload: the concept, its place, and how far the page was scrolled. */
const kept = new KeptState(editor);

function show(view: ConceptView, focus: Focus, values?: LinkValues): void {
  page.show(view, focus, values);
  kept.show(view, focus);
}

followTheme(root, () => page.redraw());
handleLinks(root, actions);
window.addEventListener('error', ({ message }) => actions.report(message));
window.addEventListener('unhandledrejection', ({ reason }) => actions.report(String(reason)));
document.addEventListener('visibilitychange', () => {
  if (document.hidden) page.stop();
});
window.addEventListener('pagehide', () => page.dispose());

void channel
  .request('ready', {})
  .then((view) => (view ? show(view, 'none') : page.showNothing()))
  .catch((error: unknown) => actions.report(String(error)));
