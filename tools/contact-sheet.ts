/**
 * `npm run contact-sheet [-- --narrow] [ids…]`: every hover card in the four themes as one picture,
 * .cache/contact-sheet.png, for no literal, a usual, an unusual and a wrong one, and folded; and the panel's pictures
 * under them. `--narrow` shows hovers as in a window of 500 px.
 */
import { mkdir } from 'node:fs/promises';
import { hoverCard } from '../src/card/card';
import { hoverMarkdown } from '../src/card/markdown';
import { pictureOf } from '../src/card/picture';
import type { Entry } from '../src/catalog/entry';
import { palettes } from '../src/util/palettes';
import type { ThemeKind } from '../src/util/theme';
import { examples } from './example-matches';
import { launchChromium } from './host/chromium';
import { editorBackground, hoverHtml, hoverWidths, page, themeKinds } from './hover-page';
import { readConcepts } from './read-concepts';

const out = '.cache/contact-sheet.png';

function column(entries: readonly Entry[], theme: ThemeKind): string {
  const palette = palettes[theme];
  const cards = entries.map((entry) => {
    const hovers = examples(entry).map(({ match, known }) => {
      const card = hoverCard({ match, palette, known });
      return hoverHtml(hoverMarkdown(card, { link: (action) => `command:gloss.${action}`, palette }), theme);
    });
    const shown = examples(entry).find(({ name }) => name === 'usual') ?? examples(entry)[0]!;
    const picture = pictureOf(shown.match, palette, 440, 150);
    return [...hovers, picture ? `<div class="hover ${theme}">${picture.svg}</div>` : ''].join('');
  });
  return `<td style="background:${editorBackground(theme)}">${cards.join('<hr>')}</td>`;
}

const options = process.argv.slice(2);
const ids = options.filter((option) => !option.startsWith('--'));
const width = options.includes('--narrow') ? hoverWidths.narrow : hoverWidths.usual;
const entries = (await readConcepts()).filter(({ id }) => ids.length === 0 || ids.includes(id));
const cells = themeKinds.map((theme) => column(entries, theme)).join('');
const css = `td { vertical-align: top; padding: 12px; width: ${width}px; } td .hover { margin-bottom: 12px; }`;
const browser = await launchChromium();
try {
  const sheet = await browser.newPage({ viewport: { width: 4 * (width + 40), height: 800 } });
  await sheet.setContent(page(`<table><tr>${cells}</tr></table>`, css, width));
  await mkdir('.cache', { recursive: true });
  await sheet.screenshot({ path: out, fullPage: true });
  console.log(`${entries.length} concepts: ${out}`);
} finally {
  await browser.close();
}
