/** The side panel: shows one concept, alone or at its place in the code, and answers its page. */
import * as vscode from 'vscode';
import { conceptView } from '../card/concept-view';
import { Channel, type PanelHandlers } from '../protocol/channel';
import type { Params } from '../demos/contract/control';
import type { ConceptView, HostEvent } from '../protocol/messages';
import { panelHtml } from '../protocol/panel-html';
import { CodeLight } from './code-light';
import { placeLabel, revealLocation } from './code-place';
import { copyDemoLink } from './demo-link';
import { hideHover } from './hide-hover';
import { insertSnippet } from './insert-snippet';
import { activePalette, find, type Found, type Services } from './services';
import { WriteBack } from './write-back';

const viewId = 'gloss.panel';

/** How long edits of the shown values must rest before the panel follows them, in milliseconds. */
const rest = 300;

type Focus = Extract<HostEvent, { event: 'show' }>['focus'];

/** What to show: a concept at its place in the code, or the concept alone. */
export interface Wanted {
  readonly concept: string;
  readonly found?: Found;
  /** Values that a link gives to the demo's controls. */
  readonly params?: Params;
}

interface Shown extends Wanted {
  /** Grows with each view. */
  readonly number: number;
  readonly writeBack?: WriteBack;
}

export function registerPanel(context: vscode.ExtensionContext, services: Services): Panel {
  const panel = new Panel(context.extensionUri, services);
  context.subscriptions.push(
    panel,
    vscode.window.registerWebviewViewProvider(viewId, panel),
    // Pictures carry the colours of the theme.
    vscode.window.onDidChangeActiveColorTheme(() => panel.update()),
    services.known.onDidChange(() => panel.update()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => panel.lightUp(textEditor)),
  );
  return panel;
}

export class Panel implements vscode.WebviewViewProvider, vscode.Disposable {
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

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly services: Services,
  ) {}

  /** Shows a concept and brings the panel up. */
  async show(wanted: Wanted, focus: Focus): Promise<void> {
    hideHover();
    this.#adopt(wanted);
    if (this.#ready) await this.#send(focus);
    else this.#focus = focus;
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Lights the symbol and the control of the literal that the cursor rests in. */
  lightUp({ document, selection }: vscode.TextEditor): void {
    const role = this.#shown?.writeBack?.roleAt(document, selection) ?? null;
    if (!this.#ready || role === this.#lit) return;
    this.#lit = role;
    this.#channel?.send({ event: 'light', role });
  }

  /** Shows the same again, as it is now. */
  update(): void {
    if (this.#ready) void this.#send('none');
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    const dist = vscode.Uri.joinPath(this.extensionUri, 'dist');
    const media = vscode.Uri.joinPath(this.extensionUri, 'media');
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    const channel = this.#open(webview);
    view.onDidChangeVisibility(() => (this.#ready &&= view.visible));
    view.onDidDispose(() => {
      channel.dispose();
      if (this.#channel === channel) this.#channel = undefined;
      this.#ready = false;
    });
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

  dispose(): void {
    clearTimeout(this.#refresh);
    this.#channel?.dispose();
    this.#codeLight.dispose();
    this.#shown?.writeBack?.dispose();
  }

  #open(webview: vscode.Webview): Channel {
    this.#channel?.dispose();
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
        log: (line) => this.services.log.warn(`Panel: ${line}`),
        handlers: this.#handlers(),
      },
    );
    return this.#channel;
  }

  #handlers(): PanelHandlers {
    return {
      ready: () => this.#answerReady(),
      open: ({ concept }) => {
        this.#adopt({ concept });
        return this.#view();
      },
      writeBack: async ({ view, role, value }) =>
        (await this.#writeBackOf(view)?.write(role, value)) ?? {
          written: false,
          reason: 'The panel shows something else by now.',
        },
      insert: ({ snippet }) => insertSnippet(this.services, snippet),
      reveal: async ({ view }) => {
        await revealLocation(this.#writeBackOf(view)?.place());
        return null;
      },
      openLink: async ({ url }) => {
        const known = linksOf(await this.#view()).has(url);
        if (known) await vscode.env.openExternal(vscode.Uri.parse(url, true));
        else this.services.log.warn('Panel: refused a link that the shown concept does not have.');
        return null;
      },
      copyLink: async ({ concept, values }) => {
        await copyDemoLink(this.services, concept, values);
        return null;
      },
      light: ({ view, role }) => {
        this.#codeLight.show(role === null ? undefined : this.#writeBackOf(view)?.place(role));
        return null;
      },
      copy: async ({ text }) => {
        await vscode.env.clipboard.writeText(text);
        return null;
      },
      setKnown: async ({ concept, known }) => {
        await this.services.known.set(concept, known);
        return null;
      },
      report: ({ message }) => {
        this.services.log.warn(`Panel: ${message}`);
        return null;
      },
    };
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
    const { params, ...shown } = this.#shown;
    // Later sends do not undo what the user has moved since.
    this.#shown = shown;
    this.#channel?.send({ event: 'show', view, focus, params });
  }

  #adopt(wanted: Wanted): void {
    clearTimeout(this.#refresh);
    this.#shown?.writeBack?.dispose();
    const writeBack = wanted.found && new WriteBack(wanted.found);
    this.#codeLight.show(undefined);
    this.#lit = null;
    this.#shown = { ...wanted, number: ++this.#count, writeBack };
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
    const found = place && document && (await find(this.services, document, place.range.start));
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
    const { content, known } = this.services;
    const [catalog, snippets, article] = await Promise.all([
      content.catalog(),
      content.snippets(),
      content.article(concept),
    ]);
    const entry = catalog.entry(concept);
    if (!entry) return null;
    return conceptView({
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
  }
}

/** The web addresses that a view shows. */
function linksOf(view: ConceptView | null): ReadonlySet<string | undefined> {
  return new Set([
    ...(view?.sources ?? []).map(({ url }) => url),
    ...(view?.equivalents ?? []).map(({ docs }) => docs),
  ]);
}
