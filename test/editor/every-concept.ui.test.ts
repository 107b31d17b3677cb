import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { BuiltCatalog } from '../../src/catalog/entry';
import type { Snippet } from '../../src/catalog/snippet';
import { demoIds } from '../../src/demos/ids.generated';
import { root } from '../../tools/host/cache';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';
import { eventually } from './eventually';

const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, 'dist', name), 'utf8')) as T;
const concepts = read<BuiltCatalog>('catalog.json').entries.filter(({ draft }) => !draft);
const snippets = read<readonly Snippet[]>('snippets.json');

/** What a user does with any concept: find it, read it, run it, insert it. */
describe('every concept', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  before(async () => {
    workbench = await openWorkbench({ file: 'train_pytorch.py', viewport: { width: 1440, height: 900 } });
    await workbench.command('workbench.action.closeSidebar');
    panel = workbench.webview();
  });
  after(() => workbench?.close());

  for (const { id, title, demo = id } of concepts) {
    it(`${id}: is found by its title and shown`, async () => {
      void workbench.command('gloss.search');
      await workbench.page.getByPlaceholder(/symptom/).waitFor();
      await workbench.page.keyboard.type(title);
      await workbench.page.locator('.quick-input-list').getByText(title).first().waitFor();
      await panel.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      assert.equal(await panel.locator('.formula code').count(), 0, 'every formula is drawn');
      await workbench.screenshot(`concept-${id}`);
    });

    if (demoIds.has(demo))
      it(`${id}: runs its demo`, async () => {
        await workbench.command('gloss.demo', { concept: id });
        await panel.locator('.plots .plot').first().waitFor({ timeout: 30_000 });
        await eventually(async () => (await panel.locator('.reading').innerText()).length > 10, 'a reading');
        const described = await panel
          .locator('.plots svg[role=img]')
          .evaluateAll((plots) => plots.every((plot) => (plot.getAttribute('aria-label') ?? '').length > 10));
        assert.ok(described, 'every plot says in words what it shows');
        await workbench.screenshot(`concept-${id}-demo`);
        // A run that goes on takes the time of what follows.
        await panel.getByRole('button', { name: 'Reset', exact: true }).click();
      });

    for (const snippet of snippets.filter(({ concept }) => concept === id).slice(0, 1))
      it(`${id}: inserts ${snippet.id}`, async () => {
        await workbench.evaluate(async (vscode, language) => {
          await vscode.window.showTextDocument(
            await vscode.workspace.openTextDocument({ language, content: '' }),
          );
        }, snippet.language);
        await workbench.command('gloss.insertSnippet', snippet.id);
        const firstWord = /[\w.]+/.exec(snippet.body)![0];
        await eventually(async () => (await workbench.text()).includes(firstWord), 'the code is there');
        await workbench.command('workbench.action.revertAndCloseActiveEditor');
      });
  }
});
