/** Gloss in a real VS Code beside a language extension that comes with it: activation, first hover, warm hovers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../../tools/host/workbench';
import { median, type Row } from './bench';
import { longPythonFile } from './python-file';

/** Fresh windows; each is one sample of what happens only once in a window. */
const windows = 5;

const python = `import torch.nn as nn\nloss = nn.CrossEntropyLoss(label_smoothing=0.1)\n${longPythonFile(300)}`;
const css = `.card { color: #333; }\n${'.panel { margin: 4px; }\n'.repeat(300)}`;

interface Place {
  readonly file: string;
  readonly line: number;
  readonly character: number;
}
const places = {
  gloss: { file: 'train.py', line: 1, character: 30 },
  css: { file: 'style.css', line: 0, character: 10 },
} satisfies Record<string, Place>;
type Peer = keyof typeof places;

interface Sample {
  /** Milliseconds from opening the file to its first hover with content, activation included; a file that neither reads was opened before. */
  readonly first: Record<Peer, number>;
  /** Milliseconds of each later hover, in turn with the other's. */
  readonly warm: Record<Peer, readonly number[]>;
  /** Milliseconds to load and activate each extension that this window started, by id. */
  readonly activation: Readonly<Record<string, number>>;
  /** A window that reads a JSON file while it starts wakes Gloss then, among all else that starts. */
  readonly wokeEarly: boolean;
}

async function sample(folder: string, order: readonly Peer[]): Promise<Sample> {
  const workbench = await openWorkbench({ folder });
  try {
    const first: Partial<Record<Peer, number>> = {};
    const wokeEarly = await workbench.evaluate(async (vscode) => {
      const root = vscode.workspace.workspaceFolders![0]!.uri;
      await vscode.window.showTextDocument(vscode.Uri.joinPath(root, 'notes.txt'));
      await new Promise((done) => setTimeout(done, 2000));
      return vscode.extensions.getExtension('gloss.gloss')!.isActive;
    });
    for (const peer of order)
      first[peer] = await firstHover(workbench.evaluate.bind(workbench), places[peer]);
    const warm = await workbench.evaluate(async (vscode, asked) => {
      const root = vscode.workspace.workspaceFolders![0]!.uri;
      const times: number[][] = asked.map(() => []);
      for (let i = -20; i < 200; i++)
        for (const [which, { file, line, character }] of asked.entries()) {
          const start = performance.now();
          await vscode.commands.executeCommand(
            'vscode.executeHoverProvider',
            vscode.Uri.joinPath(root, file),
            new vscode.Position(line, character),
          );
          if (i >= 0) times[which]!.push(performance.now() - start);
        }
      return times;
    }, Object.values(places));
    const report = await workbench.evaluate(async (vscode) => {
      await vscode.commands.executeCommand('perfview.show');
      for (let i = 0; i < 100; i++) {
        const text = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText();
        if (text?.includes('Extension Activation Stats')) return text;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error('The startup performance view shows no activation times.');
    });
    return {
      first: first as Record<Peer, number>,
      warm: { gloss: warm[0]!, css: warm[1]! },
      activation: activations(report),
      wokeEarly,
    };
  } finally {
    await workbench.close();
  }
}

/** Opens the file and asks for a hover until there is one. */
function firstHover(
  evaluate: Awaited<ReturnType<typeof openWorkbench>>['evaluate'],
  place: Place,
): Promise<number> {
  return evaluate(async (vscode, { file, line, character }) => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, file);
    const start = performance.now();
    await vscode.window.showTextDocument(uri);
    for (;;) {
      const hovers = await vscode.commands.executeCommand<unknown[]>(
        'vscode.executeHoverProvider',
        uri,
        new vscode.Position(line, character),
      );
      if (hovers.length > 0) return performance.now() - start;
      if (performance.now() - start > 30_000) throw new Error(`No hover in ${file} within 30 s.`);
      await new Promise((done) => setTimeout(done, 5));
    }
  }, place);
}

/** Reads the table of extension activation: id, eager, load code, call activate, finish, event, by. */
function activations(report: string): Record<string, number> {
  const rows = report.split('\n').filter((line) => line.startsWith('|'));
  const head = rows.findIndex((row) => /Load Code.*Call Activate/.test(row));
  const names = cells(rows[head] ?? '');
  const [load, call] = [names.indexOf('Load Code'), names.indexOf('Call Activate')];
  if (head < 0 || load < 0 || call < 0) throw new Error(`The activation table has changed: ${rows[head]}`);
  const times: Record<string, number> = {};
  for (const row of rows.slice(head + 2)) {
    const values = cells(row);
    const spent = Number(values[load]) + Number(values[call]);
    if (values.length !== names.length || !Number.isFinite(spent)) break;
    times[values[0]!] = spent;
  }
  return times;
}

const cells = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

export default async function bench(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  writeFileSync(join(folder, 'train.py'), python);
  writeFileSync(join(folder, 'style.css'), css);
  writeFileSync(join(folder, 'notes.txt'), 'Nothing here.\n');
  const samples: Sample[] = [];
  try {
    for (let i = 0; i < windows; i++)
      samples.push(await sample(folder, i % 2 === 0 ? ['gloss', 'css'] : ['css', 'gloss']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [activationRow(samples), firstRow(samples), warmRow(samples)];
}

/** Beside the language extension that started in the same moment: with the window, or when a file was opened. */
function activationRow(samples: readonly Sample[]): Row {
  const value = median(samples.map(({ activation }) => activation['gloss.gloss'] ?? NaN));
  const peer = ({ activation, wokeEarly }: Sample): number =>
    activation[`vscode.${wokeEarly ? 'json' : 'css'}-language-features`] ?? NaN;
  const yardstick = median(samples.map(peer));
  if (!Number.isFinite(yardstick)) throw new Error('No built-in language extension was activated.');
  return {
    what: `activation, load and call (median of ${samples.length} windows)`,
    value,
    unit: 'ms',
    budget: '< 25 ms and < 1 x',
    held: value < 25 && value < yardstick,
    yardstick: { what: 'JSON or CSS, started in the same moment', value: yardstick, unit: 'ms' },
  };
}

function firstRow(samples: readonly Sample[]): Row {
  const value = median(samples.map(({ first }) => first.gloss));
  const yardstick = median(samples.map(({ first }) => first.css));
  return {
    what: `first hover, activation included (median of ${samples.length} windows)`,
    value,
    unit: 'ms',
    budget: '< 0.5 x',
    held: value < 0.5 * yardstick,
    yardstick: { what: 'css-language-features', value: yardstick, unit: 'ms' },
  };
}

/** The share by which two runs of the same hover differ on a quiet machine. */
const noise = 0.05;

function warmRow(samples: readonly Sample[]): Row {
  const value = median(samples.flatMap(({ warm }) => warm.gloss));
  const yardstick = median(samples.flatMap(({ warm }) => warm.css));
  return {
    what: 'hover through the editor, warm (median)',
    value,
    unit: 'ms',
    budget: 'not slower than (5 % are noise)',
    held: value <= yardstick * (1 + noise),
    yardstick: { what: 'css-language-features', value: yardstick, unit: 'ms' },
  };
}
