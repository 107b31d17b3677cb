/** `npm run screenshots`: makes the README's pictures with a real VS Code, so they show what a user gets today. */
import { join } from 'node:path';
import { root } from './host/cache';
import { openWorkbench, type Workbench } from './host/workbench';

const folder = 'media/readme';
const literal = 'label_smoothing=0.1';

/** A picture of the hover with whole lines of code around it. */
async function hoverPicture(workbench: Workbench, name: string): Promise<void> {
  const card = (await (await workbench.hover(literal)).boundingBox())!;
  const editor = (await workbench.page.locator('.editor-instance').first().boundingBox())!;
  const lines = await workbench.page
    .locator('.monaco-editor .view-line')
    .evaluateAll((elements) =>
      elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect),
    );
  const top = Math.min(...lines.map(({ top }) => top).filter((y) => y > card.y - 50));
  const bottom = Math.max(...lines.map(({ bottom }) => bottom).filter((y) => y < card.y + card.height + 90));
  const width = Math.min(editor.width, card.x + card.width - editor.x + 30);
  await workbench.screenshot(`${folder}/${name}.png`, { x: editor.x, y: top, width, height: bottom - top });
}

/** Draws the left edge of the secondary side bar, so that the panel gets a width. */
async function widenPanel(workbench: Workbench, width: number): Promise<void> {
  const { mouse } = workbench.page;
  const panel = (await workbench.page.locator('.part.auxiliarybar').boundingBox())!;
  const y = panel.y + panel.height / 2;
  await mouse.move(panel.x - 2, y);
  await mouse.down();
  await mouse.move(panel.x + panel.width - width, y, { steps: 5 });
  await mouse.up();
  await mouse.move(5, 5);
}

/** The panel beside the code, once its demo has run from the value under the cursor. */
async function panelPicture(workbench: Workbench): Promise<void> {
  await workbench.page.setViewportSize({ width: 1360, height: 1180 });
  await workbench.select(literal);
  await workbench.command('gloss.demo');
  const panel = workbench.webview();
  const demo = panel.locator('#demo');
  await demo.waitFor({ timeout: 30_000 });
  await widenPanel(workbench, 620);
  const run = demo.getByRole('button', { name: /^Run/ }).first();
  const done = demo.getByText(/^Done in/);
  await run.or(done).first().waitFor({ timeout: 30_000 });
  if (!(await done.isVisible())) await run.click();
  await done.waitFor({ timeout: 60_000 });
  await demo.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await workbench.screenshot(`${folder}/panel.png`);
}

const workbench = await openWorkbench({
  extension: 'vsix',
  file: 'train_pytorch.py',
  viewport: { width: 1280, height: 820 },
  scale: 2,
  settings: { 'editor.fontSize': 14, 'editor.stickyScroll.enabled': false },
});
try {
  await workbench.command('workbench.action.closeSidebar');
  await workbench.command('workbench.action.closeAuxiliaryBar');
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
