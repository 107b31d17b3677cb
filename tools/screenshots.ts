/** `npm run screenshots`: makes the README's pictures with a real VS Code, so they show what a user gets today. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from './host/cache';
import { openWorkbench, type Workbench } from './host/workbench';

const folder = 'media/readme';

/** A picture of the hover with its code around it. */
async function hoverPicture(workbench: Workbench, name: string): Promise<void> {
  const card = await workbench.hover('label_smoothing');
  const box = (await card.boundingBox())!;
  const editor = (await workbench.page.locator('.editor-instance').first().boundingBox())!;
  const top = Math.max(editor.y, box.y - 70);
  const bottom = Math.min(editor.y + editor.height, box.y + box.height + 70);
  const width = Math.min(editor.width, Math.max(760, box.x + box.width - editor.x + 30));
  await workbench.screenshot(`${folder}/${name}.png`, { x: editor.x, y: top, width, height: bottom - top });
}

/** The panel beside the code, once the demo has drawn its first frame and come to rest. */
async function panelPicture(workbench: Workbench): Promise<void> {
  await workbench.select('label_smoothing');
  await workbench.command('gloss.showPanel');
  const panel = workbench.webview();
  await panel.locator('h1, h2').first().waitFor({ timeout: 30_000 });
  const demo = panel.locator('[data-demo], .demo').first();
  await demo.waitFor({ timeout: 30_000 });
  const play = panel.getByRole('button', { name: /play|run|start/i }).first();
  if (await play.isVisible()) await play.click();
  await atRest(demo);
  await demo.scrollIntoViewIfNeeded();
  await workbench.screenshot(`${folder}/panel.png`);
}

/** Waits until an element shows the same picture three times in a row, at most half a minute. */
async function atRest(element: Locator): Promise<void> {
  let [before, same] = ['', 0];
  for (let i = 0; i < 60 && same < 3; i++) {
    const now = (await element.screenshot()).toString('base64');
    same = now === before ? same + 1 : 0;
    before = now;
    await new Promise((done) => setTimeout(done, 500));
  }
}

const workbench = await openWorkbench({
  file: 'train_pytorch.py',
  viewport: { width: 1280, height: 820 },
  scale: 2,
  settings: { 'editor.fontSize': 14 },
});
try {
  await workbench.command('workbench.action.closeSidebar');
  await hoverPicture(workbench, 'hover-dark');
  await workbench.setTheme('light');
  await hoverPicture(workbench, 'hover-light');
  await workbench.setTheme('dark');
  await panelPicture(workbench);
  console.log(`Pictures written to ${join(root, folder)}.`);
} finally {
  await workbench.close();
}
process.exit();
