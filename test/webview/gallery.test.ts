import assert from 'node:assert/strict';
import { buildGallery } from './gallery/build';
import { openStage, shoot, type Stage, type StageOptions } from './stage';
import { assertQuiet, axeFindings, button, finished, themes, widths } from './support';
import { labelSmoothing } from './views';

describe('gallery', () => {
  let stage: Stage;
  let build: string;
  const openGallery = async (demo: string, options: Partial<StageOptions> = {}) => {
    stage = await openStage({ build, view: { ...labelSmoothing, demo }, ...options });
  };

  before(async () => {
    build = await buildGallery();
  });
  afterEach(() => stage.close());

  describe('with every plot and control', () => {
    for (const theme of themes) {
      for (const width of widths) {
        it(`is clean in ${theme} at ${width} px`, async () => {
          await openGallery('gallery', { theme, width });
          await button(stage, 'Run demo').click();
          await finished(stage);
          await stage.page.mouse.move(0, 0);
          await shoot(stage, `gallery-${theme}-${width}`);
          assert.equal(await stage.page.locator('.plot').count(), 15);
          assert.deepEqual(await axeFindings(stage), []);
          await assertQuiet(stage);
          const overflow = await stage.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${overflow} px too wide`);
        });
      }
    }

    it('stays readable with forced colours and reduced motion', async () => {
      await openGallery('gallery', { context: { forcedColors: 'active', reducedMotion: 'reduce' } });
      await button(stage, 'Run demo').click();
      await finished(stage);
      await shoot(stage, 'gallery-forced-colors');
      await assertQuiet(stage);
    });

    it('puts the numbers behind each plot', async () => {
      await openGallery('gallery');
      await button(stage, 'Run demo').click();
      await finished(stage);
      const bars = stage.page.locator('figure.bar');
      await bars.locator('summary').click();
      assert.match(
        (await bars.locator('details').innerText()) ?? '',
        /Dog leads with 0\.7\.[^]*dog\s+1\s+0\.7\s+0\.5/,
      );
    });

    it('shows values under the pointer, also while the picture is replaced', async () => {
      await openGallery('gallery');
      await button(stage, 'Run demo').click();
      await finished(stage);
      const plot = stage.page.locator('figure.line').first().locator('svg');
      await plot.hover({ position: { x: 200, y: 80 } });
      const tip = stage.page.locator('figure.line').first().locator('svg');
      await tip.getByText(/step \d+/).waitFor();
      await button(stage, 'Run again').press('Enter');
      await finished(stage);
      await tip.getByText(/step \d+/).waitFor();
    });

    it('names the choices of a list that was folded when it was made', async () => {
      await openGallery('gallery', { width: 320 });
      const { page } = stage;
      await button(stage, 'Run demo').click();
      await finished(stage);
      await page.locator('details.more summary').click();
      const list = page.locator('vscode-single-select');
      const shown = () => list.evaluate((select) => select.shadowRoot!.textContent!.trim());
      assert.match(await shown(), /sgd/);
      await list.click();
      await list.getByRole('option', { name: 'lion' }).click();
      await finished(stage);
      assert.match(await shown(), /lion/);
      assert.equal(await list.evaluate((select) => (select as HTMLSelectElement).value), 'lion');
    });

    it('ends the ways of a field at its frame', async () => {
      await openGallery('gallery');
      await button(stage, 'Run demo').click();
      await finished(stage);
      const ways = stage.page.locator('figure.field svg [data-part=line]');
      await ways.first().waitFor({ state: 'attached' });
      for (const way of await ways.all()) assert.match((await way.getAttribute('clip-path')) ?? '', /^url/);
    });

    it('sets a point by a press on its plot', async () => {
      await openGallery('gallery');
      await button(stage, 'Run demo').click();
      await finished(stage);
      const plot = stage.page.locator('figure.field svg');
      const box = (await plot.boundingBox())!;
      await plot.click({ position: { x: box.width - 60, y: 60 } });
      await stage.page.waitForFunction(() => {
        const entry = document.querySelector<HTMLInputElement>('[aria-label="Start point, x"]');
        return Number(entry?.value) > 1;
      });
    });

    it('refuses typed values out of range, keeps the text and says why', async () => {
      await openGallery('gallery');
      await button(stage, 'Run demo').click();
      const entry = stage.page.getByRole('textbox', { name: 'Layers, typed', exact: true });
      await entry.fill('99');
      await entry.press('Enter');
      assert.equal(await stage.page.getByRole('alert').textContent(), 'The range is 1 to 12.');
      assert.equal(await entry.inputValue(), '99');
      await entry.fill('1');
      await entry.press('Enter');
      assert.equal(await stage.page.getByRole('alert').count(), 0);
      const kept = stage.page.getByRole('slider', { name: 'Kept layers' });
      assert.equal(await kept.inputValue(), '1', 'follows the bound that another control sets');
    });
  });
});
