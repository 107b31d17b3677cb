import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';

describe('a demo and the rest of the editor', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    workbench = await openWorkbench({ file: 'train_pytorch.py', viewport: { width: 1440, height: 900 } });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.select('label_smoothing=0.1');
    await workbench.command('gloss.demo');
    panel = workbench.webview();
    await panel.locator('.control[data-role=eps]').waitFor({ timeout: 30_000 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('demo-link-failed');
  });
  after(() => workbench?.close());

  const light = () => workbench.page.locator('.view-overlays [class*="ced-"], .view-line [class*="ced-"]');

  it('lights the argument while its control is pointed at', async () => {
    const before = await light().count();
    await panel.locator('.control[data-role=eps] .name').hover();
    while ((await light().count()) <= before) await workbench.page.waitForTimeout(100);
    await workbench.screenshot('demo-light');
    await panel.locator('.state').hover();
    while ((await light().count()) > before) await workbench.page.waitForTimeout(100);
  });

  it('lights symbol and control while the cursor rests in the argument', async () => {
    await workbench.evaluate((vscode) => {
      const editor = vscode.window.visibleTextEditors[0]!;
      const at = editor.document.getText().indexOf('label_smoothing=0.1)') + 'label_smoothing=0'.length;
      const place = editor.document.positionAt(at);
      editor.selection = new vscode.Selection(place, place);
    });
    await panel.locator('.control.lit[data-role=eps]').waitFor({ timeout: 10_000 });
  });

  it('copies a link with the values of the controls', async () => {
    await panel.getByRole('slider', { name: 'Smoothing ε' }).fill('0.3');
    await panel.getByRole('button', { name: /^Copy link/ }).click();
    const copied = () => workbench.evaluate((vscode) => vscode.env.clipboard.readText());
    while (!(await copied()).includes('eps=0.3')) await workbench.page.waitForTimeout(100);
    assert.match(await copied(), /^[a-z-]+:\/\/gloss\.gloss\/demo\/label-smoothing\?eps=0\.3&sigma=1&/);
  });

  it('shows what a link says, within what the controls allow', async () => {
    await workbench.evaluate((vscode) => {
      const link = `${vscode.env.uriScheme}://gloss.gloss/demo/label-smoothing?eps=0.45&sigma=99&seed=x`;
      void vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(link));
    });
    const open = workbench.page.getByRole('button', { name: /^Open$/ });
    const value = () => panel.getByRole('slider', { name: 'Smoothing ε' }).inputValue();
    while ((await value()) !== '0.45') {
      if (await open.isVisible()) await open.click();
      await workbench.page.waitForTimeout(200);
    }
    assert.equal(await panel.getByRole('slider', { name: /Spread/ }).inputValue(), '1.2');
  });
});
