/** The editor's end of one page: what it shows, its history, and the answers to what it asks. */
import * as vscode from 'vscode';
import type { Surface, SurfaceState } from '../catalog/concept-view';
import { Channel, type PanelHandlers } from '../protocol/channel';
import type { ConceptView, HostEvent, LinkValues } from '../protocol/messages';
import { panelHtml } from '../protocol/panel-html';
import { linksOf } from '../protocol/view-links';
import { CodeLight } from './code-light';
import { placeLabel, revealLocation } from './code-place';
import { copyDemoLink } from './demo-link';
import { rangeOf } from './documents';
import { saveImage } from './save-image';
import { exportArticle, reportFact } from './about-concept';
import { History } from './history';
import { insertSnippet } from './insert-snippet';
import { activePalette, find, type Found, type Services } from './services';
import { WriteBack } from './write-back';

/** How long edits of the shown values must rest before the page follows them, in milliseconds. */
const rest = 300;

export type Focus = Extract<HostEvent, { event: 'show' }>['focus'];

/** What to show: a concept at its place in the code, or the concept alone. */
export interface Wanted {
  readonly concept: string;
  readonly found?: Found;
  /** What a link says of the demo's controls. */
  readonly values?: LinkValues;
}

/** A stop of the history: the place is looked up again when it is shown again. */
type Stop = Pick<SurfaceState, 'concept' | 'place'>;

interface Shown extends Wanted {
  /** Grows with each view. */
  readonly number: number;
  readonly writeBack?: WriteBack;
}

export interface PageOptions {
  readonly kind: Surface['kind'];
  readonly extensionUri: vscode.Uri;
  readonly services: Services;
  /** Shows a concept in a tab of its own. */
  readonly openTab: (wanted: Wanted) => void;
  /** Something else is shown now; with its title. */
  readonly onDidShow: (title: string) => void;
}

export class PageHost implements vscode.Disposable {
  readonly #history = new History<Stop>();
  #pinned = false;
  #shown: Shown | undefined;
  #count = 0;
  #channel: Channel | undefined;
  /** The page has asked what to show since it was last made visible. */
  #ready = false;
  /** What to focus once the page is there. */
  #focus: Focus = 'none';
  #refresh: unknown;
  readonly #codeLight = new CodeLight();
  /** The role that the page was last told the cursor rests on. */
  #lit: string | null = null;

  constructor(private readonly options: PageOptions) {}

  get wanted(): Wanted | undefined {
    return this.#shown;
  }

  /** On the screen, and free to show what the cursor is at. */
  get follows(): boolean {
    return this.#ready && !this.#pinned;
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  set pinned(pinned: boolean) {
    this.#pinned = pinned;
    this.update();
  }

  /** Shows a concept, now or as soon as the page is there. `passing`: the next one takes its place in the history. */
  async show(wanted: Wanted, focus: Focus, { passing = false } = {}): Promise<void> {
    this.#history.visit(stopOf(wanted), { passing });
    this.#adopt(wanted);
    if (this.#ready) await this.#send(focus);
    else this.#focus = focus;
  }

  /** Shows what the cursor is at, unless it is shown already. */
  async pass(found: Found): Promise<void> {
    const wanted = { concept: found.match.entry.id, found };
    if (JSON.stringify(stopOf(wanted)) === JSON.stringify(this.#history.current)) return;
    await this.show(wanted, 'none', { passing: true });
  }

  /** Shows the earlier or the later concept. */
  async navigate(direction: 'back' | 'forward'): Promise<void> {
    if (await this.#go(direction)) await this.#send('article');
  }

  /** Shows the same again, as it is now. */
  update(): void {
    if (this.#ready) void this.#send('none');
  }

  /** Lights the symbol and the control of the literal that the cursor rests in. */
  lightUp({ document, selection }: vscode.TextEditor): void {
    const role = this.#shown?.writeBack?.roleAt(document, selection) ?? null;
    if (!this.#ready || role === this.#lit) return;
    this.#lit = role;
    this.#channel?.send({ event: 'light', role });
  }

  /** Shows what a page kept over a reload, as far as it is still there. */
  async restore({ concept, pinned, place }: SurfaceState): Promise<void> {
    this.#pinned = pinned;
    this.#history.visit({ concept, place });
    await this.#return({ concept, place });
    this.update();
  }

  /** Fills a webview with the page and answers it from now on. */
  attach(webview: vscode.Webview): void {
    const { extensionUri } = this.options;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.#open(webview);
    const address = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.html = panelHtml({
      nonce: crypto.randomUUID().replaceAll('-', ''),
      cspSource: webview.cspSource,
      scriptUri: address('panel.js'),
      styleUris: { page: address('panel.css'), icons: address('codicon.css') },
      workerUri: address('worker.js'),
      wasmUri: address('tfjs-simd.wasm'),
      title: 'Gloss',
    });
  }

  /** The page is not on the screen any more: it is loaded anew when it comes back. */
  hide(): void {
    this.#ready = false;
  }

  detach(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
    this.#ready = false;
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    this.detach();
    this.#codeLight.dispose();
    this.#shown?.writeBack?.dispose();
  }

  #open(webview: vscode.Webview): void {
    this.detach();
    this.#channel = new Channel(
      {
        post: (message) => void webview.postMessage(message),
        listen: (receive) => {
          const subscription = webview.onDidReceiveMessage(receive);
          return () => subscription.dispose();
        },
      },
      {
        timer: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        log: (line) => this.options.services.log.warn(`Panel: ${line}`),
        handlers: this.#handlers(),
      },
    );
  }

  #handlers(): PanelHandlers {
    const { services, openTab } = this.options;
    const nothing = async (done: unknown): Promise<null> => (await done, null);
    return {
      ready: () => this.#answerReady(),
      open: async ({ concept }) => {
        if (!(await services.content.catalog()).entry(concept)) return null;
        this.#history.visit({ concept });
        this.#adopt({ concept });
        return this.#view();
      },
      navigate: async ({ direction }) => ((await this.#go(direction)) ? this.#view() : null),
      pin: ({ pinned }) => nothing((this.pinned = pinned)),
      openTab: () => nothing(this.#shown && openTab(this.#shown)),
      writeBack: async ({ view, role, value }) =>
        (await this.#writeBackOf(view)?.write(role, value)) ?? {
          written: false,
          reason: 'The panel shows something else by now.',
        },
      insert: ({ snippet }) => insertSnippet(services, snippet),
      reveal: ({ view }) => nothing(revealLocation(this.#writeBackOf(view)?.place())),
      openLink: ({ url }) => nothing(this.#openLink(url)),
      copyLink: ({ concept, values }) => nothing(copyDemoLink(services, concept, values)),
      light: ({ view, role }) =>
        nothing(this.#codeLight.show(role === null ? undefined : this.#writeBackOf(view)?.place(role))),
      copy: ({ text }) => nothing(vscode.env.clipboard.writeText(text)),
      saveImage: async ({ title, png }) => ({ saved: await saveImage(title, png) }),
      exportArticle: () => nothing(this.#shown && exportArticle(services, this.#shown.concept)),
      reportFact: ({ fact }) => nothing(this.#shown && reportFact(services, this.#shown.concept, fact)),
      setKnown: ({ concept, known }) => nothing(services.known.set(concept, known)),
      report: ({ message }) => nothing(services.log.warn(`Panel: ${message}`)),
    };
  }

  async #openLink(url: string): Promise<void> {
    const view = await this.#view();
    if (view && linksOf(view).has(url)) await vscode.env.openExternal(vscode.Uri.parse(url, true));
    else this.options.services.log.warn('Panel: refused a link that the shown concept does not have.');
  }

  async #answerReady(): Promise<ConceptView | null> {
    this.#ready = true;
    const focus = this.#focus;
    this.#focus = 'none';
    if (focus === 'none') return this.#view();
    // The event says what to focus; it follows the reply.
    setTimeout(() => void this.#send(focus), 0);
    return null;
  }

  async #send(focus: Focus): Promise<void> {
    const view = await this.#view();
    if (!view || !this.#shown) return;
    const { values, ...shown } = this.#shown;
    // Later sends do not undo what the user has moved since.
    this.#shown = shown;
    this.#channel?.send({ event: 'show', view, focus, values });
  }

  async #go(direction: 'back' | 'forward'): Promise<boolean> {
    const stop = this.#history.go(direction);
    if (stop) await this.#return(stop);
    return stop !== undefined;
  }

  /** Adopts a concept of earlier with its place in the code, where that is open and still about it. */
  async #return({ concept, place }: Stop): Promise<void> {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === place?.uri);
    const at = place && new vscode.Position(place.line, place.character);
    const found =
      document && at && (await find(this.options.services, document, document.validatePosition(at)));
    this.#adopt(found?.match.entry.id === concept ? { concept, found } : { concept });
  }

  #adopt({ concept, found, values }: Wanted): void {
    clearTimeout(this.#refresh);
    this.#shown?.writeBack?.dispose();
    const writeBack = found && new WriteBack(found);
    this.#codeLight.show(undefined);
    this.#lit = null;
    this.#shown = { concept, found, values, number: ++this.#count, writeBack };
    writeBack?.onDidTouch(() => {
      clearTimeout(this.#refresh);
      this.#refresh = setTimeout(() => void this.#followCode(writeBack), rest);
    });
  }

  /** Shows the values that the code has now: after a write-back, an undo, or the user's own edit. */
  async #followCode(writeBack: WriteBack): Promise<void> {
    const place = writeBack.place();
    const document = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.toString() === place?.uri.toString(),
    );
    const found = place && document && (await find(this.options.services, document, place.range.start));
    if (!found || this.#shown?.writeBack !== writeBack || found.match.entry.id !== this.#shown.concept)
      return;
    this.#adopt({ concept: this.#shown.concept, found });
    this.update();
  }

  #writeBackOf(view: number): WriteBack | undefined {
    return this.#shown?.number === view ? this.#shown.writeBack : undefined;
  }

  async #view(): Promise<ConceptView | null> {
    if (!this.#shown) return null;
    const { concept, found, number } = this.#shown;
    const { content, known } = this.options.services;
    const [catalog, snippets, article] = await Promise.all([
      content.catalog(),
      content.snippets(),
      content.article(concept),
    ]);
    const entry = catalog.entry(concept);
    if (!entry) return null;
    this.options.onDidShow(entry.title);
    const { conceptView } = await import('../card/cards');
    const view = conceptView({
      view: number,
      entry,
      match: found?.match,
      label: found && placeLabel(found),
      article,
      snippets,
      titleOf: (id: string) => catalog.entry(id)?.title,
      palette: activePalette(),
      known: known.has(concept),
    });
    return { ...view, surface: this.#surface() };
  }

  #surface(): Surface {
    const { canGoBack: back, canGoForward: forward, current } = this.#history;
    const pinned = this.#pinned;
    const { concept = '', place } = current ?? {};
    return {
      kind: this.options.kind,
      back,
      forward,
      pinned,
      state: { concept, pinned, ...(place && { place }) },
    };
  }
}

function stopOf({ concept, found }: Wanted): Stop {
  if (!found) return { concept };
  const { analyzed, match } = found;
  const { line, character } = rangeOf(analyzed, match.site.range).start;
  return { concept, place: { uri: analyzed.document.uri.toString(), line, character } };
}
