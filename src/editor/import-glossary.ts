/** `Gloss: Import Glossary`: raw glossary text to drafts of concept files in a folder. Loaded when wanted. */
import * as vscode from 'vscode';
import type { Entry } from '../catalog/entry';
import { slug } from '../importer/draft';
import { importGlossary, type ImportResult, type TargetFiles } from '../importer/import';
import { reportMarkdown } from '../importer/report';
import { messageOf } from './log';
import type { Services } from './services';
import { texCheck } from './tex-check';

/** A larger file must be held as a whole here; the command line reads it in pieces. In bytes. */
const largest = 100_000_000;
const pieceBytes = 1 << 18;

/** Asks for what is not given, imports, shows the report. */
export async function importInto(services: Services, raw: unknown, out: unknown): Promise<void> {
  const from = raw instanceof vscode.Uri ? raw : await askFile();
  const to = from && (out instanceof vscode.Uri ? out : await askFolder(from));
  if (!from || !to) return;
  try {
    const result = await withProgress(from, (progress, token) => run(services, from, to, progress, token));
    await showReport(result, from, to);
  } catch (error) {
    services.log.error(`${from.toString()} could not be imported: ${messageOf(error)}`);
    void vscode.window.showErrorMessage(`Gloss: the glossary could not be imported: ${messageOf(error)}`);
  }
}

async function run(
  services: Services,
  from: vscode.Uri,
  to: vscode.Uri,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<ImportResult> {
  const { size } = await vscode.workspace.fs.stat(from);
  if (size > largest)
    throw new Error(
      `it has ${Math.round(size / 1e6)} MB; above 100 MB use 'gloss import' on the command line`,
    );
  const bytes = await vscode.workspace.fs.readFile(from);
  await vscode.workspace.fs.createDirectory(to);
  const target = targetFiles(to);
  let shown = 0;
  const result = await importGlossary({
    fileName: baseName(from),
    open: () => pieces(bytes),
    target,
    compiles: await texCheck(services.dist),
    grammars: {
      read: async (name) =>
        vscode.workspace.fs.readFile(vscode.Uri.joinPath(services.dist, 'grammars', `${name}.wasm`)),
    },
    known: [...(await services.content.catalog()).entries()].map(knownConcept),
    progress(done, all) {
      const share = Math.floor((100 * done) / Math.max(1, all));
      progress.report({ message: `${done} of ${all} entries`, increment: share - shown });
      shown = share;
    },
    isCancelled: () => token.isCancellationRequested,
  });
  if (result.entries.length > 0 && (await target.read('pack.json')) === undefined)
    await target.write(
      'pack.json',
      `${JSON.stringify({ name: slug(baseName(to)), version: '0.1.0', formatVersion: '1.0' }, null, 2)}\n`,
    );
  return result;
}

function knownConcept({ id, title, words }: Entry) {
  return { id, title, words: (words ?? []).filter((word) => typeof word === 'string') };
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Gloss: glossary to import',
    openLabel: 'Import',
    filters: { Glossary: ['txt', 'md', 'markdown', 'csv', 'tsv', 'json'], 'All files': ['*'] },
  });
  return picked?.[0];
}

/** `.gloss/<name>` of the workspace, where there is one; else a folder that is asked for. */
async function askFolder(from: vscode.Uri): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(from) ?? vscode.workspace.workspaceFolders?.[0];
  if (root) return vscode.Uri.joinPath(root.uri, '.gloss', slug(baseName(from).replace(/\.\w+$/, '')));
  const picked = await vscode.window.showOpenDialog({
    title: 'Gloss: folder for the concept files',
    openLabel: 'Write here',
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return picked?.[0];
}

function withProgress<T>(
  from: vscode.Uri,
  task: (
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ) => Promise<T>,
): Thenable<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Importing ${baseName(from)}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, task);
}

/** Text in pieces, with a pause behind each so that the editor stays quick. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true });
    await new Promise<void>((done) => setTimeout(done, 0));
  }
  yield decoder.decode();
}

/** Files are written beside their place and then moved there. */
function targetFiles(folder: vscode.Uri): TargetFiles {
  const { fs } = vscode.workspace;
  const place = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    read: async (name) => {
      try {
        return new TextDecoder().decode(await fs.readFile(place(name)));
      } catch {
        return undefined;
      }
    },
    async write(name, text) {
      const made = place(`.${name}.part`);
      await fs.writeFile(made, new TextEncoder().encode(text));
      await fs.rename(made, place(name), { overwrite: true });
    },
  };
}

function baseName(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}

async function showReport(result: ImportResult, from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const content = reportMarkdown(result, baseName(from), vscode.workspace.asRelativePath(to));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
}
