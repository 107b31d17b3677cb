import assert from 'node:assert/strict';
import { openStage, shoot, type Stage, type StageOptions } from './stage';
import { assertQuiet, axeFindings, button, finished, state, themes, widths } from './support';
import { hostile, labelSmoothing } from './views';

describe('panel', () => {
  let stage: Stage;
  const open = async (options: Partial<StageOptions> = {}) => {
    stage = await openStage({ view: labelSmoothing, ...options });
  };

  afterEach(() => stage.close());

  describe('with the real demo', () => {
    for (const theme of themes) {
      for (const width of widths) {
        it(`is clean in ${theme} at ${width} px`, async () => {
          await open({ theme, width });
          await button(stage, 'Run demo').click();
          await finished(stage);
          await stage.page.locator('details.numbers > summary').first().click();
          await stage.page.mouse.move(0, 0);
          await shoot(stage, `page-${theme}-${width}`);
          assert.deepEqual(await axeFindings(stage), []);
          await assertQuiet(stage);
          const overflow = await stage.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${overflow} px too wide`);
        });
      }
    }

    it('computes with the WebAssembly engine and says what is to be seen', async () => {
      await open();
      await button(stage, 'Run demo').click();
      await finished(stage);
      assert.match((await state(stage).textContent()) ?? '', /WebAssembly/);
      assert.match((await stage.page.locator('.reading').textContent()) ?? '', /logit gap/);
      assert.match((await stage.page.getByRole('status').textContent()) ?? '', /logit gap/);
      assert.equal(await stage.page.locator('.plot svg[role=img]').count(), 3);
    });

    it('goes on with the CPU and says so where WebAssembly is blocked', async () => {
      await open({ policy: (policy) => policy.replace(" 'wasm-unsafe-eval'", '') });
      await button(stage, 'Run demo').click();
      await stage.page.locator('.metric').first().waitFor({ timeout: 30_000 });
      assert.match((await state(stage).textContent()) ?? '', /CPU/);
      const note = (await stage.page.locator('.notice').textContent()) ?? '';
      assert.match(note, /^[^.]*CPU[^.]*\.$/, note);
    });

    it('goes on with the CPU where the engine cannot be read', async () => {
      await open({ missing: ['/tfjs-simd.wasm'] });
      await button(stage, 'Run demo').click();
      await stage.page.locator('.metric').first().waitFor({ timeout: 30_000 });
      assert.match((await stage.page.locator('.notice').textContent()) ?? '', /could not be read/);
    });
  });

  describe('content', () => {
    it('shows every part of the concept', async () => {
      await open();
      const { page } = stage;
      assert.equal(await page.locator('h1').textContent(), 'Label smoothing');
      const headings = await page.locator('h2').allTextContents();
      assert.deepEqual(headings, [
        'Live demo',
        'Idea',
        'How it works',
        'Pitfalls',
        'The same in other frameworks',
        'Snippets',
        'Names in code',
        'Often written, but wrong',
        'Related',
        'Sources',
      ]);
      assert.equal(await page.locator('.formula .katex').count(), 8);
      assert.equal(await page.locator('.formula code').count(), 0, 'every formula could be drawn');
      assert.match(
        (await page.locator('.symbols').textContent()) ?? '',
        /smoothing strength\s*label_smoothing\s*0\.1/,
      );
      assert.equal(await page.locator('img.picture').getAttribute('alt'), labelSmoothing.picture?.text);
      assert.ok(
        await page.locator('img.picture').evaluate((image: HTMLImageElement) => image.naturalWidth > 0),
      );
      await assertQuiet(stage);
    });

    it('asks the editor for what its links and buttons do', async () => {
      await open();
      const { page } = stage;
      await page.getByRole('link', { name: 'label flipping', exact: true }).click();
      await page.getByRole('link', { name: 'paper', exact: true }).click();
      await page.getByRole('link', { name: 'Documentation of Keras' }).click();
      await page.getByRole('link', { name: 'Documentation: PyTorch' }).click();
      await page.getByRole('link', { name: 'Paper: Szegedy et al. 2016' }).click();
      await button(stage, 'train.py:42').click();
      await button(stage, 'Copy the formula as TeX').click();
      await button(stage, 'Copy the Keras code').click();
      await button(stage, 'Copy the citation: Szegedy et al. 2016, CVPR').click();
      await button(stage, 'Copy the citation: Measured on torch 1.13.1').click();
      await button(stage, 'Insert: Smooth one-hot rows').click();
      await page.locator('.known').click();
      await page.getByRole('link', { name: '[1]' }).first().click();
      assert.deepEqual(stage.requests.slice(1), [
        { method: 'open', params: { concept: 'label-flipping' } },
        { method: 'openLink', params: { url: 'https://arxiv.org/abs/1906.02629' } },
        { method: 'openLink', params: { url: 'https://keras.io/api/losses/' } },
        { method: 'openLink', params: { url: 'https://docs.pytorch.org/docs/stable/' } },
        { method: 'openLink', params: { url: 'https://arxiv.org/abs/1512.00567' } },
        { method: 'reveal', params: { view: 1 } },
        { method: 'copy', params: { text: labelSmoothing.formula } },
        { method: 'copy', params: { text: 'keras.losses.CategoricalCrossentropy(label_smoothing=0.1)' } },
        { method: 'copy', params: { text: 'Szegedy et al. 2016, CVPR. https://arxiv.org/abs/1512.00567' } },
        { method: 'copy', params: { text: 'Measured on torch 1.13.1' } },
        { method: 'insert', params: { snippet: 'numpy/ls-numpy' } },
        { method: 'setKnown', params: { concept: 'label-smoothing', known: true } },
      ]);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'source-szegedy2016');
    });

    it('goes back, is pinned, opened in a tab, exported and reported on from its toolbar', async () => {
      const before = { ...labelSmoothing, view: 2, concept: 'late-fusion', title: 'Late fusion' };
      await open({ handlers: { navigate: () => before } });
      const { page } = stage;
      await button(stage, 'Forward').click({ force: true });
      await button(stage, 'Pin').click();
      await button(stage, 'Open in an editor tab').click();
      await button(stage, 'Export the article as Markdown').click();
      await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('.summary')!));
      await button(stage, /^Report a fact/).click();
      await button(stage, /^Report this fact/)
        .first()
        .click();
      await button(stage, /^Report this fact/)
        .last()
        .click();
      await button(stage, 'Back').click();
      await page.locator('h1', { hasText: 'Late fusion' }).waitFor();
      assert.deepEqual(stage.requests.slice(1), [
        { method: 'pin', params: { pinned: true } },
        { method: 'openTab', params: {} },
        { method: 'exportArticle', params: {} },
        { method: 'reportFact', params: { fact: labelSmoothing.summary } },
        { method: 'reportFact', params: { fact: labelSmoothing.verdict!.text } },
        { method: 'reportFact', params: { fact: stage.requests[6]!.params.fact } },
        { method: 'navigate', params: { direction: 'back' } },
      ]);
      assert.match(stage.requests[6]!.params.fact as string, /0\.925 for four classes/);
    });

    it('keeps for a reload what it shows and how far it is scrolled', async () => {
      await open();
      const kept = () => stage.page.evaluate(() => (window as { kept?: unknown }).kept);
      await stage.page.locator('h1').waitFor();
      assert.deepEqual(await kept(), { ...labelSmoothing.surface!.state, scroll: 0 });
      await stage.page.evaluate(() => window.scrollTo(0, 300));
      await stage.page.waitForFunction(() => (window as { kept?: { scroll: number } }).kept?.scroll === 300);
    });

    it('stands where it was scrolled to before a reload', async () => {
      const context = { concept: 'label-smoothing', scroll: 250 };
      await open({ kept: context });
      await stage.page.waitForFunction(() => window.scrollY === 250);
    });

    it('names the quantities of the code, each with its role', async () => {
      await open();
      const row = stage.page.locator('.symbols tr[data-role="eps"]');
      assert.match((await row.locator('td[data-role="eps"]').textContent()) ?? '', /^\s*0\.1\s*$/);
      assert.match((await row.locator('th').textContent()) ?? '', /smoothing strength\s*label_smoothing/);
      assert.equal(await stage.page.locator('.equivalents [data-role="eps"] .differs').count(), 1);
    });

    it('shows another concept in place, and says so where there is none', async () => {
      const other = {
        ...labelSmoothing,
        view: 2,
        concept: 'label-flipping',
        title: 'Label flipping',
        demo: undefined,
      };
      await open({ handlers: { open: ({ concept }) => (concept === 'label-flipping' ? other : null) } });
      await stage.page.getByRole('link', { name: 'Late fusion' }).click();
      await stage.page
        .getByRole('status')
        .getByText('Gloss has no page for this concept.')
        .waitFor({ state: 'attached' });
      await stage.page.getByRole('link', { name: 'Label flipping', exact: true }).click();
      await stage.page.locator('h1', { hasText: 'Label flipping' }).waitFor();
      assert.equal(await stage.page.locator('#demo').count(), 0);
    });

    it('says what to do when there is no concept to show', async () => {
      await open({ view: null });
      assert.match((await stage.page.locator('main, .nothing').textContent()) ?? '', /Put the cursor on/);
      assert.deepEqual(await axeFindings(stage), []);
    });

    const policies: [string, StageOptions['policy']][] = [
      ['behind the policy', undefined],
      ['even without a policy', () => "default-src * data: blob: 'unsafe-inline' 'unsafe-eval'"],
    ];
    for (const [where, policy] of policies) {
      it(`keeps hostile text inert in every field, ${where}`, async () => {
        await open({ view: hostile, ...(policy ? { policy } : {}) });
        const { page } = stage;
        for (const role of ['link', 'button'] as const) {
          for (const one of await page.getByRole(role).all())
            await one.click({ timeout: 1000 }).catch(() => {});
        }
        await page.waitForTimeout(300);
        assert.equal(await page.evaluate(() => (window as { hacked?: unknown }).hacked), undefined);
        assert.deepEqual(stage.strayRequests, []);
        assert.equal(
          await page.locator('#gloss :is(script, iframe, form, style, link, base, object, embed)').count(),
          0,
        );
        const bad = await page.locator('#gloss *').evaluateAll((all) =>
          all
            .flatMap((element) => [...element.attributes])
            .filter(({ name, value }) => /^on/.test(name) || /^\s*(javascript|command):/i.test(value))
            .map(({ name, value }) => `${name}=${value}`),
        );
        assert.deepEqual(bad, []);
        assert.deepEqual(
          stage.requests.filter(({ method }) => method === 'openLink'),
          [],
        );
        assert.equal(await page.locator('h1').textContent(), hostile.title, 'shown as it is written');
      });
    }
  });
});
