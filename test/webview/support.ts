/** What the tests of the panel share. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThemeKind } from '../../src/util/theme';
import { root, violationsOf, type Stage } from './stage';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
export const themes: ThemeKind[] = ['light', 'dark', 'hc-light', 'hc-dark'];
export const widths = [320, 900];

/** What axe finds, one line for each place. */
export async function axeFindings(stage: Stage): Promise<string[]> {
  await stage.page.evaluate(axe);
  return stage.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
    );
  });
}

export const state = (stage: Stage) => stage.page.locator('.state');
export const button = (stage: Stage, name: string | RegExp) =>
  stage.page.getByRole('button', { name, exact: typeof name === 'string' });
export const finished = (stage: Stage) => stage.page.locator('.state.done').waitFor({ timeout: 50_000 });

/** No breach of the policy, nothing in the console, nothing reported to the editor's log. */
export async function assertQuiet(stage: Stage): Promise<void> {
  assert.deepEqual(await violationsOf(stage), []);
  assert.deepEqual(stage.complaints, []);
  assert.deepEqual(stage.log, []);
}

export async function assertFits({ page }: Stage): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
}
