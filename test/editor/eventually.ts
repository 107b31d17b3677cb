import assert from 'node:assert/strict';

/** Waits until a check holds; fails after 15 seconds with what did not happen. */
export async function eventually(check: () => Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 150; i++) {
    if (await check().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`It did not happen within 15 s: ${what}`);
}
