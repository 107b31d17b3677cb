import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { hoverCard } from '../../src/card/card';
import { hoverMarkdown } from '../../src/card/markdown';
import type { Entry } from '../../src/catalog/entry';
import { palettes } from '../../src/util/palettes';
import type { ThemeKind } from '../../src/util/theme';
import { examples } from '../../tools/example-matches';
import { launchChromium } from '../../tools/host/chromium';
import { hoverHtml, hoverWidths, page, themeKinds } from '../../tools/hover-page';
import { readConcepts } from '../../tools/read-concepts';

/** Pixels. A hover shows 250 at 800 px of window height, and the language server's text stands in it too. */
const highest = 170;
/** In a window narrower than a hover wants to be, lines break earlier: still nothing to scroll. */
const highestNarrow = 250;

/** As much as the format allows in every line of the card. */
function stuffed(entry: Entry): Entry {
  const word = 'probability ';
  return {
    ...entry,
    title: word.repeat(7).slice(0, 80),
    summary: word.repeat(12).slice(0, 140),
    worked: { ...entry.worked, lines: [word.repeat(12), word.repeat(12), word.repeat(12)] },
    rules: [{ id: 'long', when: 'eps > 0', level: 'warning', say: word.repeat(12) }],
  };
}

describe('the height of hover cards', () => {
  let sheet: Page;
  let entries: readonly Entry[];

  before(async () => {
    entries = await readConcepts();
    sheet = await (await launchChromium()).newPage({ viewport: { width: 1280, height: 800 } });
  });
  after(() => sheet.context().browser()?.close());

  async function heights(list: readonly Entry[], theme: ThemeKind, width: number = hoverWidths.usual) {
    const palette = palettes[theme];
    const cases = list.flatMap((entry) => examples(entry).map((example) => ({ ...example, id: entry.id })));
    const hovers = cases.map(({ match, known }) =>
      hoverHtml(
        hoverMarkdown(hoverCard({ match, palette, known }), {
          link: (action) => `command:${action}`,
          palette,
        }),
        theme,
      ),
    );
    await sheet.setContent(page(hovers.join(''), '', width));
    const boxes = await sheet.$$eval('.hover', (list) =>
      list.map((hover) => ({
        height: hover.getBoundingClientRect().height,
        width: hover.getBoundingClientRect().width,
        broken: [...hover.querySelectorAll('img')].filter((image) => image.naturalWidth === 0).length,
      })),
    );
    return cases.map(({ id, name }, i) => ({ id, name, ...boxes[i]! }));
  }

  for (const theme of themeKinds) {
    it(`is at most ${highest} px in ${theme}, with every image drawn`, async () => {
      for (const { id, name, height, width, broken } of await heights(entries, theme)) {
        assert.ok(height <= highest, `${id}, ${name}: ${height} px`);
        assert.ok(width <= hoverWidths.usual, `${id}, ${name}: ${width} px wide`);
        assert.equal(broken, 0, `${id}, ${name}`);
        if (name === 'folded') assert.ok(height <= 30, `${id} folded: ${height} px`);
      }
    });
  }

  it(`is at most ${highestNarrow} px in a narrow window`, async () => {
    for (const { id, name, height, width } of await heights(entries, 'dark', hoverWidths.narrow)) {
      assert.ok(height <= highestNarrow, `${id}, ${name}: ${height} px`);
      assert.ok(width <= hoverWidths.narrow, `${id}, ${name}: ${width} px wide`);
    }
  });

  it('shows summary and links without scrolling even where every line is as long as can be', async () => {
    for (const { name, height } of await heights(entries.slice(0, 1).map(stuffed), 'dark'))
      assert.ok(height <= 250, `${name}: ${height} px`);
  });
});
