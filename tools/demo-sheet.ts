/**
 * `npm run contact-sheet:demos [-- --narrow] [ids…]`: the last frame of every demo in the four themes, one picture a
 * demo, .cache/demos/<id>.png. `--narrow` shows the panel 320 px wide.
 */
import { mkdir } from 'node:fs/promises';
import { demos } from '../src/demos/all.generated';
import type { ConceptView } from '../src/protocol/messages';
import { openStage, wear, type Stage } from '../test/webview/stage';
import { themeKinds } from './hover-page';
import { readConcepts } from './read-concepts';

const options = process.argv.slice(2);
const ids = options.filter((option) => !option.startsWith('--'));
const narrow = options.includes('--narrow');
const width = narrow ? 320 : 900;

function viewOf(concept: string, title: string, demo: string): ConceptView {
  const none = { symbols: [], worked: [], articleHtml: '', corrections: [], equivalents: [], names: [] };
  const rest = { snippets: [], related: [], sources: [], known: false, view: 1, category: '', summary: '' };
  return { ...none, ...rest, concept, title, demo };
}

/** The demo's part of the page in each theme, after one run. */
async function shots(stage: Stage): Promise<string[]> {
  const { page } = stage;
  await page.getByRole('button', { name: 'Run demo', exact: true }).click();
  await page.locator('.state:is(.done, .failed)').waitFor({ timeout: 120_000 });
  await page.mouse.move(0, 0);
  // What sticks to the edge of the window would stand somewhere in the middle of a picture of the whole page.
  await page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLElement>('.run-bar, .controls'))
      part.style.position = 'static';
  });
  const pictures: string[] = [];
  for (const theme of themeKinds) {
    await wear(stage, theme);
    await page.waitForTimeout(400);
    const picture = await page.locator('#demo').screenshot();
    pictures.push(`data:image/png;base64,${picture.toString('base64')}`);
  }
  return pictures;
}

async function sheetOf(id: string, title: string): Promise<string> {
  const stage = await openStage({ view: viewOf(id, title, id), width });
  try {
    const pictures = await shots(stage);
    const sheet = await stage.page.context().newPage();
    await sheet.setViewportSize({ width: 4 * (width + 8), height: 400 });
    const images = pictures.map((source) => `<img src="${source}" style="vertical-align:top;margin:0 4px">`);
    await sheet.setContent(
      `<body style="margin:0;background:#888;white-space:nowrap">${images.join('')}</body>`,
    );
    const path = `.cache/demos/${id}${narrow ? '-narrow' : ''}.png`;
    await sheet.screenshot({ path, fullPage: true });
    return path;
  } finally {
    await stage.close();
  }
}

await mkdir('.cache/demos', { recursive: true });
const titles = new Map((await readConcepts()).map(({ id, title }) => [id, title]));
for (const id of demos.keys()) {
  if (ids.length === 0 || ids.includes(id)) console.log(await sheetOf(id, titles.get(id) ?? id));
}
process.exit();
