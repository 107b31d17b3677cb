import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';

describe('The packed extension, installed', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ extension: 'vsix', file: 'train_pytorch.py' });
  });
  after(() => workbench?.close());

  it('comes from the folder of installed extensions', async () => {
    const path = await workbench.evaluate((api) => api.extensions.getExtension('gloss.gloss')?.extensionPath);
    assert.match(path ?? '', /extensions[\\/]gloss\.gloss-/);
  });

  it('shows the card under the mouse', async () => {
    const card = await workbench.hover('label_smoothing');
    assert.match(await card.innerText(), /Label smoothing/);
    await workbench.screenshot('installed-hover');
  });
});
