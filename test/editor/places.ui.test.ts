import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';

describe('a notebook', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ file: 'smoothing.ipynb', viewport: { width: 1440, height: 900 } });
    await workbench.command('workbench.action.closeSidebar');
  });
  after(() => workbench?.close());

  it('shows the card in a cell whose imports stand in another, and its place in the panel', async () => {
    const { page } = workbench;
    await workbench.evaluate(async (vscode) => {
      const editor = vscode.window.activeNotebookEditor!;
      const last = editor.notebook.cellCount;
      editor.revealRange(new vscode.NotebookRange(last - 1, last), vscode.NotebookEditorRevealType.AtTop);
      editor.selections = [new vscode.NotebookRange(last - 1, last)];
    });
    const code = page
      .locator('.notebookOverlay .view-line')
      .getByText('label_smoothing', { exact: true })
      .last();
    await code.click();
    // Colours come after the text and replace its elements.
    await workbench.page.waitForTimeout(1000);
    const box = (await code.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 100);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    const card = page.locator('.monaco-hover').filter({ visible: true, hasText: 'Label smoothing' }).first();
    await card.waitFor();
    assert.match(await card.innerText(), /0\.1 is usual/);
    await workbench.screenshot('notebook-1-hover');
    await card.getByText('Explain', { exact: true }).click();
    const panel = workbench.page
      .frameLocator('iframe.webview.ready[src*="gloss.gloss"]')
      .frameLocator('iframe#active-frame');
    await panel.getByRole('heading', { name: 'Label smoothing', level: 1 }).waitFor();
    assert.match(await panel.locator('header').innerText(), /smoothing\.ipynb, cell 7, line 2/);
    await workbench.screenshot('notebook-2-explain');
  });
});

describe('restricted mode', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ trust: true });
  });
  after(() => workbench?.close());

  it('explains code in a folder that is not trusted', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input').first().waitFor();
    await page.keyboard.type('train_pytorch.py');
    await page.locator('.quick-input-list').getByText('train_pytorch.py').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.keyboard.press('Control+g');
    await page.locator('.quick-input-widget input').first().waitFor();
    await page.keyboard.type('90:50');
    await page.keyboard.press('Enter');
    const card = page.locator('.monaco-hover').filter({ visible: true, hasText: 'Label smoothing' }).first();
    // The extension starts with the first file: a hover that is asked for earlier comes empty.
    for (let i = 0; i < 10 && !(await card.isVisible()); i++) {
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+i');
      await page.waitForTimeout(1000);
    }
    await workbench.screenshot('restricted-hover');
    assert.match(await page.locator('.statusbar').innerText(), /Restricted Mode/);
  });
});
