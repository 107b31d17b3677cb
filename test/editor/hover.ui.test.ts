import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';
import type { Theme } from '../../tools/host/settings';

describe('the hover card', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ file: 'train_pytorch.py' });
  });
  after(() => workbench.close());

  /** Fails unless head and summary lie inside the hover's box, above its fold. */
  async function firstLinesAreSeen(): Promise<void> {
    const seen = await workbench.page.evaluate(() => {
      const hover = [...document.querySelectorAll('.monaco-hover')].find(
        (box) => box.getClientRects().length > 0,
      );
      const box = hover!.getBoundingClientRect();
      const walker = document.createTreeWalker(hover!, NodeFilter.SHOW_TEXT);
      const bottoms: number[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!/Label smoothing|Explain|one-hot/.test(node.textContent ?? '')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        bottoms.push(range.getBoundingClientRect().bottom);
      }
      return { bottoms, top: box.top, bottom: box.bottom };
    });
    assert.equal(seen.bottoms.length, 3);
    for (const bottom of seen.bottoms)
      assert.ok(bottom > seen.top && bottom <= seen.bottom, JSON.stringify(seen));
  }

  const themes: Theme[] = ['dark', 'light', 'highContrast', 'highContrastLight'];
  for (const theme of themes) {
    it(`is read by mouse in the theme ${theme}`, async () => {
      await workbench.setTheme(theme);
      const card = await workbench.hover('label_smoothing=0.1');
      const text = await card.innerText();
      assert.match(text, /Label smoothing[^]*Explain[^]*I\sknow\sthis/);
      assert.match(text, /0\.91/);
      await firstLinesAreSeen();
      const pictures = await card.locator('img').evaluateAll((images) =>
        images.map((image) => ({
          alt: (image as HTMLImageElement).alt,
          width: (image as HTMLImageElement).naturalWidth,
        })),
      );
      assert.ok(
        pictures.length >= 2 && pictures.every(({ alt, width }) => alt !== '' && width > 0),
        JSON.stringify(pictures),
      );
      await workbench.screenshot(`hover-${theme}`);
    });
  }

  it('keeps its first two lines above a docstring of 60 lines', async () => {
    await workbench.setTheme('dark');
    await workbench.evaluate((vscode) => {
      const docstring = Array.from({ length: 60 }, (_, i) => `docstring line ${i + 1}`).join('\n\n');
      vscode.languages.registerHoverProvider(
        { language: 'python' },
        { provideHover: () => new vscode.Hover(docstring) },
      );
    });
    await workbench.open('train_keras.py');
    await workbench.open('train_pytorch.py');
    const card = await workbench.hover('label_smoothing=0.1');
    assert.match(await card.innerText(), /^\s*Label smoothing[^]*docstring line 60/);
    await firstLinesAreSeen();
    await workbench.screenshot('hover-with-docstring');
  });
});
