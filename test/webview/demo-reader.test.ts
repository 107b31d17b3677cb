import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGallery } from './gallery/build';
import { openStage, root, type Stage } from './stage';
import { assertQuiet, finished } from './support';
import { labelSmoothing } from './views';

describe('the demo without eyes and mouse', () => {
  let stage: Stage;
  let build: string;

  before(async () => {
    build = await buildGallery();
  });
  afterEach(() => stage.close());

  /** Presses Tab until the element with this name has the focus. */
  async function tabTo(role: 'button' | 'slider' | 'textbox', name: string): Promise<void> {
    const target = stage.page.getByRole(role, { name, exact: true }).first();
    for (let i = 0; i < 90; i++) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await stage.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name}`);
  }

  it('is driven from the first key to the copied numbers', async () => {
    stage = await openStage({ build, view: { ...labelSmoothing, demo: 'gallery' } });
    const { keyboard } = stage.page;
    await tabTo('button', 'Run demo');
    await keyboard.press('Enter');
    await finished(stage);
    await tabTo('button', 'Keep');
    await keyboard.press('Space');
    await tabTo('slider', 'Share');
    await keyboard.press('ArrowRight');
    await stage.page.getByText('Kept run: Share 0.1').waitFor();
    await finished(stage);
    await keyboard.press('Shift+Tab');
    await keyboard.press('Shift+Tab');
    assert.equal(
      await stage.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Reset Share to 0.1',
    );
    await keyboard.press('Enter');
    await stage.page.getByText('Kept run: same settings').waitFor();
    await tabTo('button', 'Copy CSV: Loss over training');
    await keyboard.press('Enter');
    while (!stage.requests.some(({ method }) => method === 'copy')) await stage.page.waitForTimeout(50);
    await assertQuiet(stage);
  });

  it('reads as names, values and sentences', async () => {
    stage = await openStage({ build, view: { ...labelSmoothing, demo: 'gallery' }, width: 320 });
    await stage.page.keyboard.press('Tab');
    await stage.page.getByRole('button', { name: 'Run demo' }).press('Enter');
    await finished(stage);
    await stage.page.getByText('more settings').click();
    await stage.page.locator('figure.line summary').first().click();
    const tree = await stage.page.locator('#demo').ariaSnapshot();
    mkdirSync(join(root, 'shots/panel'), { recursive: true });
    writeFileSync(join(root, 'shots/panel/demo-tree.yaml'), tree);
    for (const part of [
      'heading "Live demo" [level=2]',
      'button "Run again"',
      'progressbar "Progress of the demo"',
      'slider "Share": "0.1"',
      'textbox "Share, typed": "0.1"',
      'radiogroup "Normalisation"',
      'img "Loss over training. Training loss falls from 2.3 to 0.4 nats."',
      'img "Classes in the plane. Three clouds of 60 points."',
      'columnheader "validation (nats)"',
      'term: loss',
    ])
      assert.ok(tree.includes(part), `${part}\n${tree.slice(0, 4000)}`);
    const named = tree.match(/- img "/g) ?? [];
    assert.equal(named.length, 12 + 8, 'twelve drawings and eight images, each with a name');
  });

  it('speaks of a long run every few seconds, not thirty times a second', async () => {
    stage = await openStage({ build, view: { ...labelSmoothing, demo: 'endless' } });
    const { page } = stage;
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() =>
        said.push(document.querySelector('[role=status]')?.textContent ?? ''),
      ).observe(document.querySelector('[role=status]')!, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await page.getByRole('button', { name: 'Run demo' }).press('Enter');
    await page.waitForTimeout(4000);
    const count = await page.evaluate(() => (window as unknown as { said: string[] }).said.length);
    assert.ok(count >= 1 && count <= 2, `${count} sentences in four seconds`);
  });
});
