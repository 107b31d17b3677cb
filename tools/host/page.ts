/** Opens VS Code's page in Chromium, with an extension under development and tests named in its address. */
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium';
import type { Server } from './code-server';

export interface PageOptions {
  readonly server: Server;
  /** Folder on disk that the workbench opens. */
  readonly folder: string;
  /** Folder of the extension under development: VS Code's page takes one at most. */
  readonly extension?: string;
  /** A file that exports `run()`, loaded by the extension host. */
  readonly tests?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels per CSS pixel: 2 makes sharp pictures. */
  readonly scale?: number;
}

/** A page in a context of its own; `log` grows with what the page and the extension host print. */
export async function openPage(
  options: PageOptions,
): Promise<{ page: Page; log: string[]; exit: Promise<number> }> {
  const { viewport = { width: 1280, height: 800 }, scale = 1 } = options;
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport, deviceScaleFactor: scale });
  const page = await context.newPage();
  const log: string[] = [];
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => log.push(`pageerror: ${error.message}`));
  const exit = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
  await page.goto(address(options));
  return { page, log, exit };
}

function address({ server, folder, extension, tests }: PageOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  if (server.token) query.set('tkn', server.token);
  return `http://127.0.0.1:${server.port}/?${query}`;
}
