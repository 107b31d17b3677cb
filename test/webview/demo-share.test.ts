import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { buildGallery } from './gallery/build';
import { openStage, shoot, type Stage, type StageOptions } from './stage';
import { assertQuiet, axeFindings, button, finished } from './support';
import { labelSmoothing } from './views';

/** How many different colours a PNG without interlacing holds in its first rows of pixels; enough to tell it is no blank. */
function colorsOf(png: Buffer): number {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const bytes = inflateSync(Buffer.concat(parts));
  const seen = new Set<number>();
  for (let i = 0; i + 4 < bytes.length; i += 97) seen.add(bytes.readUInt32BE(i));
  return seen.size;
}

describe('what is done with a run', () => {
  let stage: Stage;
  let build: string;
  const openGallery = async (options: Partial<StageOptions> = {}) => {
    stage = await openStage({ build, view: { ...labelSmoothing, demo: 'gallery' }, ...options });
    await button(stage, 'Run demo').click();
    await finished(stage);
  };
  const runWith = async (share: string) => {
    await stage.page.getByRole('slider', { name: 'Share' }).fill(share);
    await stage.page.getByText('train.py:42 has 0.1').waitFor();
    await stage.page
      .waitForFunction(() => !document.querySelector('.state.done'), undefined, {
        timeout: 3000,
      })
      .catch(() => {});
    await finished(stage);
  };

  before(async () => {
    build = await buildGallery();
  });
  afterEach(() => stage.close());

  it('is kept and compared with the next one', async () => {
    await openGallery();
    const { page } = stage;
    await button(stage, 'Keep').click();
    assert.equal(await button(stage, 'Keep').getAttribute('aria-pressed'), 'true');
    await page.getByText('Kept run: same settings').waitFor();
    await runWith('0.8');
    await page.getByText('Kept run: Share 0.1').waitFor();
    const line = page.locator('figure.line').first();
    assert.deepEqual(
      (await line.locator('.legend li').allTextContents()).map((text) => text.trim().replace(/^●\s*/, '')),
      ['training (kept)', 'validation (kept)', 'best (kept)', 'training', 'validation', 'best'],
    );
    await line.locator('summary').click();
    assert.match(
      await line.locator('thead').innerText(),
      /validation \(kept\) \(nats\).*validation \(nats\)/,
    );
    assert.equal(await page.locator('.metric .before').first().textContent(), 'kept 0.192 nats');
    await shoot(stage, 'compare-dark-900');
    assert.deepEqual(await axeFindings(stage), []);
    await assertQuiet(stage);
    await button(stage, 'Keep').click();
    await page.locator('.kept-words').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.legend', { hasText: 'kept' }).count(), 0);
  });

  it('is saved as an image where the page may not copy one', async () => {
    await openGallery({ context: { permissions: [] } });
    const { page } = stage;
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await button(stage, 'Copy image: Loss over training').click();
    await page.getByText('Saved the image.').waitFor({ state: 'attached' });
    const { title, png } = stage.requests.find(({ method }) => method === 'saveImage')!.params as {
      title: string;
      png: string;
    };
    assert.equal(title, 'Loss over training');
    assert.ok(colorsOf(Buffer.from(png, 'base64')) > 10, 'something is drawn');
    await assertQuiet(stage);
  });

  it('is copied as numbers, image, text and link', async () => {
    await openGallery({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    const { page } = stage;
    await button(stage, 'Copy CSV: Scores').click();
    await button(stage, 'Copy CSV: Probability by class').click();
    await button(stage, 'Copy values and results as text').click();
    await button(stage, 'Copy link to this demo with these values').click();
    await button(stage, 'Copy image: Loss over training').click();
    await page.getByText('Copied the image.').waitFor({ state: 'attached' });
    const png = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const bytes = new Uint8Array(await (await item!.getType('image/png')).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    });
    const image = Buffer.from(png, 'base64');
    assert.ok(
      image.readUInt32BE(16) > 400 && image.readUInt32BE(20) > 400,
      'two pixels for each of the page',
    );
    assert.ok(colorsOf(image) > 10, 'something is drawn');
    const copied = stage.requests
      .filter(({ method }) => method === 'copy')
      .map(({ params }) => (params as { text: string }).text);
    assert.equal(copied[0], 'model,accuracy,time (ms)\r\nplain,0.7134,12\r\nsmoothed,0.7261,12.4');
    assert.match(copied[1]!, /^class,target,training,validation\r\ncat,0,0\.05,0\.1\r\n/);
    assert.match(
      copied[2]!,
      /^Label smoothing: Share 0\.1, Learning rate 0\.001, .*\nAfter step 12 .*\nloss: 0\.192 nats\n/,
    );
    const link = stage.requests.find(({ method }) => method === 'copyLink')?.params;
    assert.deepEqual(link, {
      concept: 'label-smoothing',
      values: [
        ['share', '0.1'],
        ['rate', '0.001'],
        ['layers', '4'],
        ['kept', '2'],
        ['norm', 'pre'],
        ['optimizer', 'sgd'],
        ['parts', 'a'],
        ['shuffle', 'true'],
        ['prompt', 'the cat'],
        ['scores', '1,2.5,-3'],
        ['start', '0.5,-0.5'],
        ['draw', '0'],
      ],
    });
    await assertQuiet(stage);
  });

  it('is restored from a link, hostile values left out', async () => {
    stage = await openStage({ build, view: null });
    stage.host.send({
      event: 'show',
      view: { ...labelSmoothing, demo: 'gallery' },
      focus: 'demo',
      values: [
        ['share', '0.7'],
        ['layers', '99'],
        ['norm', 'sideways'],
        ['prompt', '<img src=x onerror=alert(1)>'],
        ['constructor', '1'],
      ],
    });
    await finished(stage);
    const { page } = stage;
    assert.equal(await page.getByRole('slider', { name: 'Share' }).inputValue(), '0.7');
    assert.equal(await page.getByRole('slider', { name: 'Layers', exact: true }).inputValue(), '12');
    assert.equal(await page.getByRole('radio', { name: 'before' }).isChecked(), true);
    assert.equal(await page.getByRole('textbox', { name: 'Prompt' }).inputValue(), '<img src=x onerror=a');
    await assertQuiet(stage);
  });

  it('lights symbol, control and argument together', async () => {
    await openGallery();
    const { page } = stage;
    const lit = () =>
      page.locator('.lit').evaluateAll((all) => all.map((one) => one.className.split(' ')[0]));
    await page.locator('.control[data-role=eps]').hover();
    await page.waitForFunction(() => document.querySelectorAll('.lit').length >= 3);
    assert.ok((await lit()).includes('control'));
    assert.ok(await page.locator('tr.lit', { hasText: 'smoothing strength' }).count());
    assert.equal(await page.locator('.formula-frame .lit').first().textContent(), 'ε');
    const asked = () => stage.requests.filter(({ method }) => method === 'light').map(({ params }) => params);
    while ((await asked()).length === 0) await page.waitForTimeout(50);
    assert.deepEqual(await asked(), [{ view: 1, role: 'eps' }]);
    await page.locator('h1').hover();
    await page.locator('.lit').first().waitFor({ state: 'detached' });
    while ((await asked()).length === 1) await page.waitForTimeout(50);
    assert.deepEqual((await asked())[1], { view: 1, role: null });
    stage.host.send({ event: 'light', role: 'eps' });
    await page.locator('.control.lit').waitFor();
    assert.equal((await asked()).length, 2, 'what the editor said is not said back');
    stage.host.send({ event: 'light', role: null });
    await page.locator('.lit').first().waitFor({ state: 'detached' });
    await page.getByRole('slider', { name: 'Share' }).focus();
    await page.locator('tr.lit').waitFor();
  });
});
