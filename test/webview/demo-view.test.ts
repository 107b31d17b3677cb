import assert from 'node:assert/strict';
import { buildGallery } from './gallery/build';
import { openStage, type Stage, type StageOptions } from './stage';
import { assertQuiet, button, finished } from './support';
import { labelSmoothing } from './views';

/** A thread that never looks up takes Chromium two seconds to end. */
async function workerEnds({ page }: Stage): Promise<void> {
  while (page.workers().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('demo view', () => {
  let stage: Stage;
  let build: string;
  const openGallery = async (demo: string, options: Partial<StageOptions> = {}) => {
    stage = await openStage({ build, view: { ...labelSmoothing, demo }, ...options });
  };

  before(async () => {
    build = await buildGallery();
  });
  afterEach(() => stage.close());

  describe('a run', () => {
    it('is driven by keyboard alone, and writes the value back', async () => {
      await openGallery('endless', {
        view: { ...labelSmoothing, demo: 'gallery' },
        handlers: {
          writeBack: ({ value }) =>
            value === 0.12 ? { written: true } : { written: false, reason: 'The code has changed.' },
        },
      });
      const { page } = stage;
      const tabTo = async (name: string | RegExp, role: 'button' | 'slider' = 'button') => {
        const target = page.getByRole(role, { name }).first();
        for (let i = 0; i < 60; i++) {
          if (await target.evaluate((element) => element === document.activeElement).catch(() => false))
            return target;
          await page.keyboard.press('Tab');
        }
        throw new Error(`Tab does not reach ${name}`);
      };
      await tabTo('Run demo');
      await page.keyboard.press('Enter');
      await finished(stage);
      await tabTo('Share', 'slider');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      assert.equal(await page.getByText('train.py:42 has 0.1').count(), 1);
      await tabTo('Write 0.13 to train.py:42');
      await page.keyboard.press('Enter');
      await page.getByText('The code has changed.').first().waitFor();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('ArrowLeft');
      await tabTo('Write 0.12 to train.py:42');
      await page.keyboard.press('Space');
      await page.getByText('Wrote 0.12 to train.py:42.').first().waitFor();
      assert.deepEqual(
        stage.requests.filter(({ method }) => method === 'writeBack').map(({ params }) => params),
        [
          { view: 1, role: 'eps', value: 0.13 },
          { view: 1, role: 'eps', value: 0.12 },
        ],
      );
      await assertQuiet(stage);
    });

    it('pauses, steps, goes on and resets by keyboard', async () => {
      await openGallery('endless');
      const { page } = stage;
      await button(stage, 'Run demo').press('Enter');
      await page.locator('.state.running').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'Pause');
      await page.keyboard.press('Enter');
      await page.locator('.state.paused').waitFor();
      const reading = async () =>
        Number(/Step (\d+)/.exec((await page.locator('.reading').textContent()) ?? '')?.[1]);
      const before = await reading();
      await button(stage, 'Step').press('Enter');
      await page.waitForFunction(
        (step) => document.querySelector('.reading')?.textContent?.includes(`Step ${step}`),
        before + 1,
      );
      await page.getByRole('slider', { name: 'Share' }).press('ArrowRight');
      await page.getByText('Step 0 with 0.35.').first().waitFor();
      await page.locator('.state.paused').waitFor();
      await button(stage, 'Continue').press('Enter');
      await page.locator('.state.running').waitFor();
      await button(stage, 'Reset').press('Enter');
      await page.locator('.state.idle').waitFor();
      assert.equal(await page.locator('.reading').count(), 0);
      assert.equal(await page.getByRole('slider', { name: 'Share' }).inputValue(), '0.3');
      await assertQuiet(stage);
    });

    it('starts again with the new value when a slider moves', async () => {
      await openGallery('endless');
      await button(stage, 'Run demo').click();
      await stage.page.locator('.state.running').waitFor();
      await stage.page.getByRole('slider', { name: 'Share' }).fill('0.5');
      await stage.page.locator('.reading', { hasText: 'with 0.5.' }).waitFor();
      await stage.page.locator('.state.running').waitFor();
    });

    it('follows the code where the user has not moved the control', async () => {
      await openGallery('gallery');
      const moved = (view: number, eps: number) => ({
        ...labelSmoothing,
        view,
        demo: 'gallery',
        code: {
          ...labelSmoothing.code!,
          values: { eps: { value: eps, text: String(eps), from: 'code' as const } },
        },
      });
      await button(stage, 'Run demo').click();
      await finished(stage);
      const slider = stage.page.getByRole('slider', { name: 'Share' });
      stage.host.send({ event: 'show', view: moved(2, 0.25), focus: 'none' });
      await stage.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('[type=range]')?.value === '0.25',
      );
      await slider.fill('0.4');
      stage.host.send({ event: 'show', view: moved(3, 0.3), focus: 'none' });
      await stage.page.getByText('train.py:42 has 0.3').waitFor();
      assert.equal(await slider.inputValue(), '0.4');
    });

    for (const numbers of [5, 9])
      it(`keeps the room of ${numbers} numbers and pictures that come one by one`, async () => {
        await openGallery('growing', { width: 320 });
        const { page } = stage;
        const tops = () =>
          page
            .locator('.plot')
            .evaluateAll((plots) => plots.map((plot) => Math.round(plot.getBoundingClientRect().top)));
        await button(stage, 'Run demo').click();
        await finished(stage);
        await page.getByRole('slider', { name: 'Numbers' }).fill(String(numbers));
        await page.waitForFunction((n) => document.querySelectorAll('.metric').length === n, numbers);
        await finished(stage);
        const last = await tops();
        await button(stage, 'Step').click();
        for (let count = 0; count < numbers; count++) {
          await page.waitForFunction((n) => document.querySelectorAll('.metric').length === n, count);
          await page.locator('.state.paused').waitFor();
          assert.deepEqual(await tops(), last, `with ${count} numbers`);
          await button(stage, 'Step').click();
        }
        await page.waitForFunction((n) => document.querySelectorAll('.metric').length === n, numbers);
        await page.locator('.state.paused').waitFor();
        await button(stage, 'Continue').click();
        await finished(stage);
        await page.getByRole('slider', { name: 'Numbers' }).fill('1');
        await page.waitForFunction(() => document.querySelectorAll('.metric').length === 1);
        await finished(stage);
        await page.waitForFunction((y) => {
          const [, second] = document.querySelectorAll('.plot');
          return second!.getBoundingClientRect().top < y;
        }, last[1]!);
        await assertQuiet(stage);
      });

    it('names a line that ends early on a ground of its own', async () => {
      await openGallery('growing', { width: 900 });
      await button(stage, 'Run demo').click();
      await finished(stage);
      const name = stage.page.locator('figure.line svg').getByText('short', { exact: true });
      const look = await name.evaluate((text) => {
        const { paintOrder, stroke } = getComputedStyle(text);
        return { paintOrder, stroke, ground: getComputedStyle(document.body).backgroundColor };
      });
      assert.match(look.paintOrder, /^stroke/);
      assert.equal(look.stroke, look.ground);
    });

    it('leaves the further numbers unfolded in the next run', async () => {
      await openGallery('growing');
      await button(stage, 'Run demo').click();
      await finished(stage);
      await stage.page.getByText('5 more numbers').click();
      await button(stage, 'Step').click();
      await stage.page.locator('.state.paused').waitFor();
      assert.equal(await stage.page.locator('.more-metrics[open]').count(), 1);
      await assertQuiet(stage);
    });

    it('says in one sentence why it failed, and can be tried again', async () => {
      await openGallery('broken');
      await button(stage, 'Run demo').click();
      await stage.page.locator('.notice.error').waitFor();
      assert.equal(
        await stage.page.locator('.notice.error').textContent(),
        'The demo stopped: the matrix is singular.',
      );
      await button(stage, 'Try again').waitFor();
    });

    it('replaces a hung worker, says so, and can be run again', async () => {
      await openGallery('endless', {
        worker: 'onmessage = ({ data }) => { if (data.type === "run") for (;;); };',
      });
      const { page } = stage;
      await page.clock.install();
      await button(stage, 'Run demo').click();
      await page.waitForTimeout(300);
      await page.clock.runFor(9000);
      await page.locator('.notice.error').waitFor();
      assert.equal(
        await page.locator('.notice.error').textContent(),
        'The demo gave no sign of life for 8 seconds and was stopped.',
      );
      await workerEnds(stage);
      await button(stage, 'Try again').click();
      await page.clock.runFor(100);
      await page.waitForFunction(() => document.querySelector('.state')?.textContent?.startsWith('Warming'));
      assert.equal(page.workers().length, 1);
    });

    it('ends when the page is hidden', async () => {
      await openGallery('endless');
      await button(stage, 'Run demo').click();
      await stage.page.locator('.state.running').waitFor();
      await stage.page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await stage.page.locator('.state.idle').waitFor();
    });

    it('ends when the panel is closed in the middle of it', async () => {
      await openGallery('endless');
      const { page } = stage;
      await button(stage, 'Run demo').click();
      await page.locator('.state.running').waitFor();
      assert.equal(page.workers().length, 1);
      await page.goto('about:blank');
      assert.equal(page.workers().length, 0);
      assert.deepEqual(stage.complaints, []);
    });

    it('ends when another concept is shown', async () => {
      await openGallery('endless');
      await button(stage, 'Run demo').click();
      await stage.page.locator('.state.running').waitFor();
      stage.host.send({
        event: 'show',
        view: { ...labelSmoothing, concept: 'other', title: 'Other', demo: undefined },
        focus: 'article',
      });
      await stage.page.locator('h1', { hasText: 'Other' }).waitFor();
      await workerEnds(stage);
    });

    it('starts at once when the demo was asked for', async () => {
      await openGallery('endless', { view: null });
      stage.host.send({ event: 'show', view: { ...labelSmoothing, demo: 'endless' }, focus: 'demo' });
      await stage.page.locator('.state.running').waitFor();
    });
  });
});
