/** A live VS Code with Gloss for tests that see what a user sees. test/editor/README.md shows how to use it. */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type * as vscode from 'vscode';
import { Bridge } from './bridge';
import { installBridge, builtExtension } from './bundle';
import { root } from './cache';
import {
  freshDataFolder,
  installExtension,
  startServer,
  withoutNoise,
  type Server,
  type Version,
} from './code-server';
import { openPage } from './page';
import { temporaryFolder } from './processes';
import { testSettings, themes, type Theme } from './settings';
import { packed } from './vsix';

export interface WorkbenchOptions {
  readonly version?: Version;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels per CSS pixel. */
  readonly scale?: number;
  /** Folder of the repository (or an absolute path) that is copied and opened. */
  readonly folder?: string;
  /** File of that folder that is shown first. */
  readonly file?: string;
  /** This tree, its web build in a worker, the packed file, nothing, or the folder of another extension. */
  readonly extension?: 'development' | 'web' | 'vsix' | 'none' | { readonly path: string };
  /** Added to the user's settings. */
  readonly settings?: Record<string, unknown>;
  /** Leaves workspace trust on, as users have it. */
  readonly trust?: boolean;
}

type Api = typeof vscode;
type Position = { line: number; character: number };

/** Copies a folder so that tests may change it. */
export function workspaceCopy(folder = 'examples'): string {
  const target = join(temporaryFolder('workspace'), 'project');
  const source = join(root, folder);
  cpSync(existsSync(source) ? source : folder, target, { recursive: true });
  return target;
}

/** Installs what an option asks for; gives the extension under development, if any. */
async function prepare(
  extension: WorkbenchOptions['extension'],
  version: Version,
  dataFolder: string,
): Promise<string | undefined> {
  await installBridge(dataFolder);
  if (extension === 'vsix') await installExtension(version, dataFolder, await packed());
  if (extension === 'vsix' || extension === 'none') return undefined;
  if (extension === 'web') return builtExtension('web');
  return typeof extension === 'object' ? extension.path : builtExtension('desktop');
}

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { version = 'current', theme = 'dark', settings, trust = false, extension, file } = options;
  const bridge = await Bridge.listen();
  const dataFolder = freshDataFolder(testSettings(theme, bridge.address, settings));
  const developed = await prepare(extension, version, dataFolder);
  const server = await startServer({ version, dataFolder, trust });
  const folder = workspaceCopy(options.folder);
  const { viewport, scale } = options;
  const { page, log } = await openPage({
    ...{ server, folder },
    ...(developed ? { extension: developed } : {}),
    ...(viewport ? { viewport } : {}),
    ...(scale ? { scale } : {}),
  });
  const workbench = new Workbench(page, folder, log, bridge, server);
  try {
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    if (trust) return workbench;
    await within(
      60_000,
      bridge.ready,
      () =>
        `The extension host did not start.\n${server.log()}\n${withoutNoise(log.join('\n')).slice(-4000)}`,
    );
    await workbench.themed(theme);
    if (file) await workbench.open(file);
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

async function within<T>(ms: number, promise: Promise<T>, words: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => (timer = setTimeout(() => fail(new Error(words())), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export class Workbench {
  constructor(
    readonly page: Page,
    readonly folder: string,
    /** What the browser's console shows. */
    readonly log: readonly string[],
    private readonly bridge: Bridge,
    private readonly server: Server,
  ) {}

  /** Runs a function in the extension host and gives its JSON value. It sees only `vscode` and its arguments. */
  async evaluate<A extends unknown[], R>(
    run: (api: Api, ...args: A) => R | Thenable<R>,
    ...args: A
  ): Promise<R> {
    return (await this.bridge.call(run.toString(), args)) as R;
  }

  /** Executes a command and waits for it; its result is dropped. */
  async command(id: string, ...args: unknown[]): Promise<void> {
    await this.evaluate(
      async (api, name, rest) => {
        await api.commands.executeCommand(name, ...rest);
      },
      id,
      args,
    );
  }

  /** Shows a file of the workspace folder, focuses it and waits for its first line. */
  async open(file: string): Promise<void> {
    await this.evaluate(async (api, path) => {
      const uri = api.Uri.joinPath(api.workspace.workspaceFolders![0]!.uri, path);
      if (path.endsWith('.ipynb'))
        await api.window.showNotebookDocument(await api.workspace.openNotebookDocument(uri));
      else await api.window.showTextDocument(uri, { preview: false });
    }, file);
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Text of the active editor's document. */
  text(): Promise<string> {
    return this.evaluate((api) => api.window.activeTextEditor!.document.getText());
  }

  /** Puts the cursor in the middle of a text of the active editor, scrolls it to the centre and gives the position. */
  async select(text: string, occurrence = 0): Promise<Position> {
    const position = await this.evaluate(
      (api, wanted, skip) => {
        const editor = api.window.activeTextEditor!;
        let offset = -1;
        for (let i = 0; i <= skip; i++) offset = editor.document.getText().indexOf(wanted, offset + 1);
        if (offset < 0) throw new Error(`"${wanted}" is not in ${editor.document.uri.path}`);
        const at = editor.document.positionAt(offset + Math.floor(wanted.length / 2));
        editor.selection = new api.Selection(at, at);
        editor.revealRange(new api.Range(at, at), api.TextEditorRevealType.InCenter);
        return { line: at.line, character: at.character };
      },
      text,
      occurrence,
    );
    // The window hears of it later than the extension host does.
    await this.page
      .locator('.statusbar')
      .getByText(`Ln ${position.line + 1}, `)
      .waitFor();
    await steady(this.#cursor());
    return position;
  }

  #cursor(): Locator {
    return this.page.locator('.monaco-editor .cursors-layer .cursor').first();
  }

  /** Rests the mouse on a text of the active editor and gives the hover that appears, once its pictures are drawn. */
  async hover(text: string, { occurrence = 0, timeout = 20_000 } = {}): Promise<Locator> {
    await this.command('workbench.action.focusActiveEditorGroup');
    await this.select(text, occurrence);
    const box = await steady(this.#cursor());
    const hover = this.page
      .locator('.monaco-hover')
      .filter({ visible: true, hasNotText: /^\s*Loading\.\.\.\s*$/ })
      .first();
    const end = Date.now() + timeout;
    // A provider that registers late is not asked again for the same place: leave it and come back.
    for (;;) {
      await this.page.mouse.move(box.x + 80, box.y + 150);
      await this.page.mouse.move(box.x + 4, box.y + box.height / 2, { steps: 4 });
      const seen = await hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (seen) break;
      if (Date.now() > end) {
        const picture = await this.screenshot('no-hover');
        throw new Error(`No hover on "${text}" within ${timeout} ms: see ${picture}`);
      }
    }
    await hover.evaluate((element) =>
      Promise.all([...element.querySelectorAll('img')].map((i) => i.decode())),
    );
    return hover;
  }

  /** The page inside a webview, in the order of their frames. */
  webview(index = 0): FrameLocator {
    return this.page.frameLocator(`iframe.webview.ready >> nth=${index}`).frameLocator('iframe#active-frame');
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.evaluate(async (api, name) => {
      await api.workspace
        .getConfiguration('workbench')
        .update('colorTheme', name, api.ConfigurationTarget.Global);
    }, themes[theme]);
    await this.themed(theme);
  }

  /** Waits until the colours of a theme are on the screen: until its extension is read, VS Code shows its own light ones. */
  async themed(theme: Theme): Promise<void> {
    const file = {
      dark: 'dark_modern',
      light: 'light_modern',
      highContrast: 'hc_black',
      highContrastLight: 'hc_light',
    };
    await this.page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${file[theme]}-json`).waitFor();
  }

  /** Writes shots/<name>.png (or the given .png path) and gives its path. */
  async screenshot(
    name: string,
    clip?: { x: number; y: number; width: number; height: number },
  ): Promise<string> {
    const path = name.endsWith('.png') ? join(root, name) : join(root, 'shots', `${name}.png`);
    mkdirSync(join(path, '..'), { recursive: true });
    await this.page.screenshot({ path, ...(clip ? { clip } : {}) });
    return path;
  }

  async close(): Promise<void> {
    this.bridge.close();
    await this.page.context().close();
    await this.server.stop();
  }
}

/** The box of an element once it has stopped to move. */
async function steady(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let before = '';
  for (let i = 0; i < 50; i++) {
    const box = await element.boundingBox();
    if (box && JSON.stringify(box) === before) return box;
    before = JSON.stringify(box);
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('The cursor of the editor does not come to rest.');
}
