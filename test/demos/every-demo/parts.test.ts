import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { demos } from '../../../src/demos/all.generated';
import { demosOf, partFiles } from './every-demo';
import { lighter } from './lighter';

describe('the parts of every demo', () => {
  it('hold each demo once, in shares of like size', () => {
    const shares = partFiles().map((part) => demosOf(part).map(([id]) => id));
    assert.deepEqual(shares.flat().sort(), [...demos.keys()].sort());
    const sizes = shares.map(({ length }) => length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, sizes.join());
  });

  it('hold each file of src/demos', () => {
    const folder = new URL('../../../src/demos/', import.meta.url);
    const files = readdirSync(folder).filter((name) => /^[a-z0-9-]+\.ts$/.test(name));
    assert.deepEqual([...demos.keys()].sort(), files.map((name) => name.slice(0, -3)).sort());
  });

  it('give less to do to demos that there are', () => {
    for (const id of Object.keys(lighter)) assert.ok(demos.has(id), id);
  });

  it('each describe their share', () => {
    for (const part of partFiles())
      assert.match(
        readFileSync(new URL(part, import.meta.url), 'utf8'),
        /^describePart\(import\.meta\.url\);$/m,
      );
  });
});
