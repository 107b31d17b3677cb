import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';
import { eventually } from './eventually';

const code = `import torch.nn as nn
first = nn.CrossEntropyLoss(label_smoothing=0.1)
second = nn.CrossEntropyLoss(label_smoothing=0.3)
answer = 42
`;

describe('the panel', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  const place = (): Promise<string> => panel.locator('header .link').innerText();
  const shows = (label: RegExp): Promise<void> =>
    eventually(async () => label.test(await place()), `the panel shows ${label}`);
  const button = (name: string | RegExp) => panel.getByRole('button', { name });

  before(async () => {
    workbench = await openWorkbench({ file: 'train_pytorch.py', viewport: { width: 1440, height: 900 } });
    await workbench.command('workbench.action.closeSidebar');
    await workbench.evaluate(async (vscode, content) => {
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'two.py');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
    }, code);
    await workbench.open('two.py');
  });
  after(() => workbench?.close());

  it('follows the cursor', async () => {
    await workbench.select('label_smoothing=0.1');
    await workbench.command('gloss.explain');
    panel = workbench.webview();
    await shows(/two\.py:2/);
    await workbench.select('label_smoothing=0.3');
    await shows(/two\.py:3/);
    assert.match(await panel.locator('.symbols [data-role="eps"] td[data-role]').innerText(), /^0\.3/);
    await workbench.screenshot('panel-follows');
  });

  it('keeps what it shows where nothing is known, and where it is pinned', async () => {
    await workbench.select('answer');
    await workbench.page.waitForTimeout(800);
    assert.match(await place(), /two\.py:3/);
    await button('Pin').click();
    await eventually(async () => (await button('Pin').getAttribute('aria-pressed')) === 'true', 'pinned');
    await workbench.select('label_smoothing=0.1');
    await workbench.page.waitForTimeout(800);
    assert.match(await place(), /two\.py:3/);
    await workbench.screenshot('panel-pinned');
    await workbench.command('gloss.pin');
    await eventually(
      async () => (await button('Pin').getAttribute('aria-pressed')) === 'false',
      'free again',
    );
  });

  it('goes back to the place that was asked for, and forward again', async () => {
    await button('Back').click();
    await shows(/two\.py:2/);
    await workbench.command('gloss.forward');
    await shows(/two\.py:3/);
  });

  it('puts the value of the code into the code of other frameworks', async () => {
    const keras = panel.locator('.equivalents tr').filter({ hasText: 'Keras' });
    assert.match(await keras.innerText(), /label_smoothing=0\.3[^]*with your value/);
  });

  it('opens as an editor tab, and both come back after a reload', async () => {
    await button('Open in an editor tab').click();
    const tab = workbench.page.locator('.tabs-container .tab', { hasText: 'Label smoothing' });
    await tab.waitFor();
    const headings = async (): Promise<number> => {
      let count = 0;
      for (const frame of workbench.page.frames())
        if (
          await frame
            .evaluate(() => document.querySelector('#gloss h1')?.textContent === 'Label smoothing')
            .catch(() => false)
        )
          count++;
      return count;
    };
    await eventually(async () => (await headings()) === 2, 'view and tab');
    await workbench.screenshot('panel-tab');
    // In a browser the editor writes down what is open every five seconds.
    await workbench.page.waitForTimeout(6000);
    await workbench.page.reload();
    await tab.waitFor({ timeout: 60_000 });
    await eventually(async () => (await headings()) === 2, 'view and tab after the reload');
    await workbench.screenshot('panel-reloaded');
  });

  it('copies the formula, exports the article and writes a report, all by command', async () => {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.command('gloss.copyFormula');
    const copied = await workbench.evaluate((vscode) => vscode.env.clipboard.readText());
    assert.match(copied, /\\varepsilon/);
    await workbench.command('gloss.exportArticle');
    assert.match(await workbench.text(), /^# Label smoothing\n[^]*## Sources/);
    await workbench.command('gloss.reportFact');
    assert.match(
      await workbench.text(),
      /^# Label smoothing: a fact that seems wrong[^]*Nothing has been sent/,
    );
    await workbench.screenshot('panel-report');
  });
});

describe('the glossary', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ theme: 'light', viewport: { width: 1440, height: 900 } });
  });
  after(() => workbench?.close());
  const tree = () =>
    workbench.page
      .locator('.pane')
      .filter({ hasText: /Glossary/i })
      .locator('.monaco-list');
  const row = (name: string | RegExp) => tree().locator('.monaco-list-row').filter({ hasText: name });
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };

  /** Goes down row by row, each time once the tree has drawn the last step. */
  const walkTo = async (name: RegExp): Promise<void> => {
    const focused = tree().locator('.monaco-list-row.focused');
    for (let i = 0; i < 60; i++) {
      const before = await focused.innerText();
      if (name.test(before)) return;
      await press('ArrowDown');
      await eventually(async () => (await focused.innerText()) !== before, `a row below ${before}`);
    }
    assert.fail(`The arrow keys do not reach ${name}.`);
  };

  it('is opened, walked and read by keyboard with no file open', async () => {
    await workbench.command('gloss.openGlossary');
    await row('Regularization').waitFor();
    await workbench.command('list.focusFirst');
    await walkTo(/Regularization/);
    await eventually(async () => {
      if (await row('Label smoothing').first().isVisible()) return true;
      await press('ArrowRight');
      return false;
    }, 'opened');
    await walkTo(/Label smoothing/);
    await press('Enter');
    await workbench.webview().getByRole('heading', { name: 'Label smoothing', level: 1 }).waitFor();
    await workbench.screenshot('glossary-category');
    assert.equal(await tree().evaluate((list) => list.contains(document.activeElement)), true);
  });

  it('is ordered from A to Z', async () => {
    await workbench.command('gloss.glossary.byName');
    await row(/^L/).first().waitFor();
    await workbench.screenshot('glossary-a-z');
    await workbench.command('gloss.glossary.byCategory');
    await row('Regularization').waitFor();
  });

  it('is filtered by a symptom while one types, and Escape takes that back', async () => {
    await workbench.command('workbench.action.focusFirstEditorGroup');
    void workbench.command('gloss.glossary.filter');
    await workbench.page.getByPlaceholder(/symptom/).waitFor();
    await workbench.page.keyboard.type('over-confident');
    await row(/Label smoothing.*symptom/).waitFor();
    await workbench.screenshot('glossary-filter');
    await press('Escape');
    await row(/Label smoothing.*symptom/).waitFor({ state: 'detached' });
  });
});
