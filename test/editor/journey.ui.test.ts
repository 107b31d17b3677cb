import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';

const literal = 'nn.CrossEntropyLoss(label_smoothing=0.1)';
const eventually = async (check: () => Promise<boolean>, what: string): Promise<void> => {
  for (let i = 0; i < 150; i++) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`It did not happen within 15 s: ${what}`);
};

/** Waits for the first plot of a running demo. */
async function plots(panel: FrameLocator): Promise<void> {
  await panel.locator('.plots svg, .plots canvas').first().waitFor({ timeout: 20_000 });
}

describe('the journey by mouse', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  before(async () => {
    workbench = await openWorkbench({ file: 'train_pytorch.py', viewport: { width: 1440, height: 900 } });
    await workbench.command('workbench.action.closeSidebar');
  });
  after(() => workbench?.close());

  it('opens the panel from the hover', async () => {
    const card = await workbench.hover('label_smoothing=0.1');
    await card.getByText('Explain', { exact: true }).click();
    panel = workbench.webview();
    await panel.getByRole('heading', { name: 'Label smoothing', level: 1 }).waitFor();
    assert.match(await panel.locator('header').innerText(), /train_pytorch\.py:90/);
    assert.match(await panel.locator('.symbols').innerText(), /0\.1/);
    await workbench.screenshot('journey-mouse-1-explain');
  });

  it('runs the demo from the hover', async () => {
    const card = await workbench.hover('label_smoothing=0.1');
    await card.getByText('Demo', { exact: true }).click();
    await plots(panel);
    await workbench.screenshot('journey-mouse-2-demo');
  });

  it('moves a slider and writes the value back', async () => {
    const slider = panel.locator('input[type=range]').first();
    await slider.fill('0.2');
    await panel
      .getByRole('button', { name: /train_pytorch\.py:90/ })
      .last()
      .click();
    await eventually(
      async () => (await workbench.text()).includes('CrossEntropyLoss(label_smoothing=0.2)'),
      'written',
    );
    await eventually(
      async () => /0\.2/.test(await panel.locator('.symbols').innerText()),
      'the panel follows the code',
    );
    await workbench.screenshot('journey-mouse-3-written');
  });

  it('undoes it in one step, and the panel follows', async () => {
    await workbench.page.locator('.monaco-editor .view-line').getByText('Classifier()').click();
    await workbench.page.keyboard.press('Control+z');
    await eventually(async () => (await workbench.text()).includes(literal), 'undone');
    await eventually(
      async () => !/0\.2/.test(await panel.locator('.symbols').innerText()),
      'the panel follows the code',
    );
    await workbench.screenshot('journey-mouse-4-undone');
  });

  it('inserts a snippet from the hover', async () => {
    await workbench.select('optimizer = torch.optim');
    const card = await workbench.hover('label_smoothing=0.1');
    await card.getByText('Insert', { exact: true }).click();
    const list = workbench.page.locator('.quick-input-list');
    await list.getByText('Cross-entropy on smoothed labels').first().waitFor();
    await workbench.screenshot('journey-mouse-5-snippets');
    await list.getByText('Cross-entropy on smoothed labels').first().click();
    await eventually(async () => (await workbench.text()).split(literal).length === 3, 'inserted');
    await workbench.screenshot('journey-mouse-6-inserted');
  });

  it('folds the hover of what the user knows', async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
    const card = await workbench.hover('label_smoothing=0.1');
    await card.getByText('I know this', { exact: true }).click();
    await workbench.page.mouse.move(10, 10);
    const folded = await workbench.hover('label_smoothing=0.1');
    await workbench.screenshot('journey-mouse-7-folded');
    assert.ok((await folded.boundingBox())!.height < 50);
    await folded.getByText('Show again').click();
  });

  it('lives through the panel being closed in mid-run', async () => {
    const card = await workbench.hover('label_smoothing=0.1');
    await card.getByText('Demo', { exact: true }).click();
    await workbench.command('workbench.action.closeAuxiliaryBar');
    const again = await workbench.hover('label_smoothing=0.1');
    await again.getByText('Explain', { exact: true }).click();
    await workbench.webview().getByRole('heading', { name: 'Label smoothing', level: 1 }).waitFor();
    await workbench.screenshot('journey-mouse-8-again');
  });
});

describe('the journey by keyboard alone', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const palette = async (command: string): Promise<void> => {
    await press('F1');
    await workbench.page.locator('.quick-input-widget input').first().waitFor();
    await workbench.page.keyboard.type(command);
    await workbench.page.locator('.quick-input-list').getByText(command).first().waitFor();
    await press('Enter');
  };

  before(async () => {
    workbench = await openWorkbench({
      file: 'train_pytorch.py',
      theme: 'light',
      viewport: { width: 1440, height: 900 },
    });
    await workbench.evaluate((vscode) => vscode.extensions.getExtension('gloss.gloss')!.activate());
  });
  after(() => workbench?.close());

  it('shows the hover', async () => {
    await workbench.command('workbench.action.focusActiveEditorGroup');
    await workbench.select('label_smoothing=0.1');
    await press('Control+k', 'Control+i');
    const hover = workbench.page.locator('.monaco-hover').filter({ visible: true }).first();
    await hover.waitFor();
    assert.match(await hover.innerText(), /Label smoothing/);
    await workbench.screenshot('journey-keys-1-hover');
    await press('Escape');
  });

  it('opens the panel with its key binding', async () => {
    await press('Control+k', 'Control+g');
    panel = workbench.webview();
    await panel.getByRole('heading', { name: 'Label smoothing', level: 1 }).waitFor();
    await workbench.screenshot('journey-keys-2-explain');
  });

  it('runs the demo from the palette', async () => {
    await workbench.command('workbench.action.focusActiveEditorGroup');
    await palette('Gloss: Run Demo');
    await plots(panel);
    await workbench.screenshot('journey-keys-3-demo');
  });

  it('reaches a slider by Tab, moves it and writes the value back', async () => {
    const focused = (): Promise<string> =>
      panel
        .locator(':focus')
        .evaluateAll(([element]) =>
          element ? `${element.getAttribute('type')} ${element.textContent}` : '',
        );
    const tabTo = async (what: RegExp): Promise<void> => {
      for (let i = 0; i < 30; i++) {
        if (what.test(await focused())) return;
        await press('Tab');
      }
      assert.fail(`Tab does not reach ${what}; the focus is at ${await focused()}`);
    };
    await tabTo(/range/);
    await press('ArrowRight', 'ArrowRight');
    const value = await panel.locator(':focus').inputValue();
    assert.notEqual(value, '0.1');
    await tabTo(/Write/);
    await press('Enter');
    await eventually(
      async () => (await workbench.text()).includes(`CrossEntropyLoss(label_smoothing=${value})`),
      'written',
    );
    await workbench.screenshot('journey-keys-4-written');
  });

  it('undoes it', async () => {
    await press('Control+1');
    await workbench.page.locator('.monaco-editor.focused').waitFor();
    await press('Control+z');
    await eventually(async () => (await workbench.text()).includes(literal), 'undone');
    await workbench.screenshot('journey-keys-5-undone');
  });

  it('inserts a snippet', async () => {
    await workbench.select('model = Classifier()');
    await palette('Gloss: Insert Snippet');
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await workbench.page.keyboard.type('Cross-entropy on smoothed labels');
    await workbench.page
      .locator('.quick-input-list')
      .getByText('Cross-entropy on smoothed labels')
      .first()
      .waitFor();
    await workbench.screenshot('journey-keys-6-snippets');
    await press('Enter');
    await eventually(async () => (await workbench.text()).split(literal).length === 3, 'inserted');
    await workbench.screenshot('journey-keys-7-inserted');
  });

  it('completes a snippet while typing', async () => {
    await press('Escape', 'Escape');
    await workbench.select('schedule = torch');
    await press('Control+Enter');
    await workbench.page.keyboard.type('ls-t', { delay: 50 });
    const item = workbench.page
      .locator('.suggest-widget .monaco-list-row')
      .filter({ hasText: 'ls-torch' })
      .first();
    await item.waitFor();
    await press('Control+Space');
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot('journey-keys-9-completion');
    await press('Enter');
    await eventually(async () => (await workbench.text()).split(literal).length === 4, 'completed');
  });

  it('finds a concept by a symptom', async () => {
    await press('Escape', 'Escape');
    await palette('Gloss: Search');
    await workbench.page.getByPlaceholder(/symptom/).waitFor();
    await workbench.page.keyboard.type('over-confident');
    await workbench.page.locator('.quick-input-list').getByText('Label smoothing').first().waitFor();
    await workbench.screenshot('journey-keys-8-search');
    await press('Enter');
    await panel.getByRole('heading', { name: 'Label smoothing', level: 1 }).waitFor();
  });
});
