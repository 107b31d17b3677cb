/** The built panel in headless Chromium as VS Code would show it: its policy, its theme, and a host that speaks the channel. */
import { mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Channel, type PanelHandlers } from '../../src/protocol/channel';
import type { ConceptView } from '../../src/protocol/messages';
import { panelHtml, panelPolicy } from '../../src/protocol/panel-html';
import type { ThemeKind } from '../../src/util/theme';
import { launchChromium } from '../../tools/host/chromium';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

interface ThemeDump {
  readonly className: string;
  readonly dataset: Record<string, string>;
  readonly variables: Record<string, string>;
  readonly defaults: string;
}

function themeDump(theme: ThemeKind): ThemeDump {
  const dump = JSON.parse(readFileSync(join(root, `test/webview/themes/${theme}.json`), 'utf8')) as ThemeDump;
  return { ...dump, className: dump.className.replace(' vscode-reduce-motion', '') };
}

export interface StageOptions {
  readonly view: ConceptView | null;
  readonly theme?: ThemeKind;
  readonly width?: number;
  /** Folder of panel.js, panel.css and worker.js; dist/ where absent. */
  readonly build?: string;
  readonly handlers?: Partial<PanelHandlers>;
  /** Text in place of worker.js. */
  readonly worker?: string;
  /** Another policy in place of the panel's, to see what happens where more or less is blocked. */
  readonly policy?: (policy: string) => string;
  readonly missing?: readonly string[];
  /** What the page kept before a reload. */
  readonly kept?: object;
  readonly context?: BrowserContextOptions;
}

export interface Stage {
  readonly page: Page;
  readonly host: Channel;
  /** Requests of the page, in order. */
  readonly requests: { readonly method: string; readonly params: Record<string, unknown> }[];
  /** Errors of the console and of the page, and breaches of the policy. */
  readonly complaints: string[];
  readonly log: string[];
  /** Addresses outside the panel's own server that something asked for. */
  readonly strayRequests: string[];
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.html': 'text/html; charset=utf-8',
};

async function serve(options: StageOptions): Promise<{ server: Server; origin: string }> {
  const nonce = 'n0nce';
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', origin).pathname).then(
      (body) => {
        const headers = { 'content-type': types[extname(request.url ?? '')] ?? types['.html']! };
        response.writeHead(200, { ...headers, 'content-security-policy': policy }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const policy = (options.policy ?? ((text: string) => text))(panelPolicy(nonce, origin));
  const html = panelHtml({
    nonce,
    cspSource: origin,
    scriptUri: `${origin}/panel.js`,
    styleUris: { page: `${origin}/panel.css`, icons: `${origin}/codicon.css` },
    workerUri: `${origin}/worker.js`,
    wasmUri: `${origin}/tfjs-simd.wasm`,
    title: 'Gloss',
  });
  const answer = async (path: string): Promise<string | Buffer> => {
    if (path === '/') return options.policy ? html.replace(/<meta http-equiv[^>]*>/, '') : html;
    if (path === '/favicon.ico') return '';
    if (options.missing?.includes(path)) throw new Error('missing');
    if (path === '/worker.js' && options.worker !== undefined) return options.worker;
    const own = options.build && /^\/(panel|worker|fonts)/.test(path);
    return readFile(join(own ? options.build! : join(root, 'dist'), path));
  };
  return { server, origin };
}

/** What VS Code does to a page before its script runs. */
function dress({ dump, kept }: { dump: ThemeDump; kept?: object | undefined }): void {
  Object.assign(window, { kept });
  const violations: string[] = [];
  Object.assign(window, { violations });
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(
      `${event.violatedDirective}: ${event.blockedURI} ${event.sample} ${(event.target as Element).outerHTML?.slice(0, 200)}`,
    ),
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${dump.defaults}\nbody { background: var(--vscode-editor-background) !important; }`);
  document.adoptedStyleSheets = [sheet];
  const posted: unknown[] = [];
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => {
        posted.push(message);
        void (window as unknown as { toHost(message: unknown): Promise<void> }).toHost(message);
      },
      getState: () => (window as unknown as { kept?: unknown }).kept,
      setState: (kept: unknown) => Object.assign(window, { kept }),
    }),
  });
  const wear = () => {
    for (const [name, value] of Object.entries(dump.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = dump.className;
    Object.assign(document.body.dataset, dump.dataset);
  };
  new MutationObserver((_records, observer) => {
    if (!document.body) return;
    observer.disconnect();
    wear();
  }).observe(document, { childList: true, subtree: true });
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { view, theme = 'dark', width = 900 } = options;
  const { server, origin } = await serve(options);
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options.context });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`pageerror: ${error.message}`));
  const strayRequests: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin))
      strayRequests.push(request.url());
  });
  const requests: Stage['requests'] = [];
  const log: string[] = [];
  let receive: (message: unknown) => void = () => {};
  await page.exposeFunction(
    'toHost',
    (message: { kind: string; method: string; params: Record<string, unknown> }) => {
      if (message.kind === 'request') requests.push({ method: message.method, params: message.params });
      receive(message);
    },
  );
  const handlers: PanelHandlers = {
    ready: () => view,
    open: () => null,
    writeBack: () => ({ written: true }),
    insert: () => ({ inserted: true }),
    reveal: () => null,
    openLink: () => null,
    copy: () => null,
    copyLink: () => null,
    saveImage: () => ({ saved: true }),
    light: () => null,
    navigate: () => null,
    pin: () => null,
    openTab: () => null,
    exportArticle: () => null,
    reportFact: () => null,
    setKnown: () => null,
    report: ({ message }) => {
      log.push(message);
      return null;
    },
    ...options.handlers,
  };
  const host = new Channel(
    {
      post: (message) =>
        void page
          .evaluate((one: unknown) => window.postMessage(one, '*'), message as unknown)
          .catch(() => {}),
      listen: (take) => {
        receive = take;
        return () => (receive = () => {});
      },
    },
    { handlers, log: (line) => log.push(line), timer: () => () => {} },
  );
  // The TypeScript loader marks nested functions with __name.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.addInitScript(dress, { dump: themeDump(theme), kept: options.kept });
  await page.goto(origin);
  await page.locator('h1').waitFor();
  return {
    page,
    host,
    requests,
    complaints,
    log,
    strayRequests,
    close: async () => {
      host.dispose();
      await context.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Puts another theme on, as VS Code does when the user changes it. */
export async function wear({ page }: Stage, theme: ThemeKind): Promise<void> {
  await page.evaluate(({ variables, className, dataset }) => {
    const { style } = document.documentElement;
    for (const name of [...style]) if (name.startsWith('--vscode-')) style.removeProperty(name);
    for (const [name, value] of Object.entries(variables))
      document.documentElement.style.setProperty(name, value);
    Object.assign(document.body.dataset, dataset);
    document.body.className = className;
  }, themeDump(theme));
}

/** Breaches of the policy so far, each in one line. */
export function violationsOf({ page }: Stage): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { violations: string[] }).violations);
}

/** Writes shots/panel/<name>.png, the whole page. */
export async function shoot({ page }: Stage, name: string): Promise<void> {
  const folder = join(root, 'shots/panel');
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
