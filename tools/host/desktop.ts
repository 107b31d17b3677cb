/** A desktop VS Code, where one is at hand or can be downloaded and there is a screen to show it on. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { builtExtension } from './bundle';
import { cache } from './cache';
import { temporaryFolder } from './processes';

export interface Desktop {
  readonly executable: string;
}

/** Finds or downloads a desktop VS Code; a string says in words why there is none. */
export async function findDesktop(): Promise<Desktop | string> {
  const executable = process.env['VSCODE_EXECUTABLE'];
  if (process.env['GLOSS_HOST'] === 'code-server') return 'GLOSS_HOST asks for code-server';
  if (executable && !existsSync(executable))
    throw new Error(`VSCODE_EXECUTABLE names ${executable}, which does not exist.`);
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'there is no display';
  if (executable) return { executable };
  try {
    return {
      executable: await downloadAndUnzipVSCode({ version: 'stable', cachePath: cache, timeout: 15_000 }),
    };
  } catch (error) {
    return `VS Code cannot be downloaded (${(error as Error).message})`;
  }
}

export interface DesktopRun {
  /** A file that exports `run()`. */
  readonly tests: string;
  readonly folder: string;
  readonly settings: Record<string, unknown>;
}

/** Runs tests in a window with a profile of its own. Failures of tests are told by the tests themselves. */
export async function runOnDesktop(
  { executable }: Desktop,
  { tests, folder, settings }: DesktopRun,
): Promise<void> {
  const profile = temporaryFolder('profile');
  mkdirSync(join(profile, 'User'), { recursive: true });
  writeFileSync(join(profile, 'User/settings.json'), JSON.stringify(settings));
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: builtExtension('desktop'),
      extensionTestsPath: tests,
      extensionTestsEnv: { ELECTRON_RUN_AS_NODE: undefined },
      launchArgs: [
        folder,
        '--user-data-dir',
        profile,
        '--extensions-dir',
        join(profile, 'extensions'),
        '--disable-gpu',
      ],
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError) || error.signal) throw error;
  }
}
