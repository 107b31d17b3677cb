import assert from 'node:assert/strict';
import draw from '../../../src/pictures/langflow';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, more: Partial<PictureInput> = {}): PictureInput => ({
  roles,
  defaults: { host: '127.0.0.1', port: 7860 },
  palette: palettes.dark,
  width: 480,
  height: 70,
  ...more,
});

describe('the picture of Langflow', () => {
  it('is the usual flow where no server is meant', () => {
    const { svg, text } = draw(input({}, { symbol: 'py:langflow.load.run_flow_from_json' }))!;
    for (const name of ['corpus', 'split', 'index', 'search', 'prompt', 'model']) {
      assert.ok(svg.includes(`>${name}<`), name);
      assert.ok(text.includes(name));
    }
  });

  it('says who reaches the server', () => {
    const { svg, text } = draw(input({}, { symbol: 'cli:langflow' }))!;
    assert.equal(
      text,
      'This machine reaches 127.0.0.1:7860, behind its login, and with it the Python code of components.',
    );
    assert.ok(!svg.includes(palettes.dark.error));
    assert.match(
      draw(input({ host: 'flow.example.org' }))!.text,
      /^Who knows it reaches flow\.example\.org:7860/,
    );
  });

  it('takes the port of lfx serve', () => {
    const serve = { symbol: 'cli:lfx', defaults: { host: '127.0.0.1', port: 7860, serve_port: 8000 } };
    assert.match(draw(input({}, serve))!.text, /127\.0\.0\.1:8000/);
    assert.match(draw(input({ serve_port: 9000 }, serve))!.text, /127\.0\.0\.1:9000/);
  });

  it('is red where everyone does', () => {
    const { svg, text } = draw(input({ host: '0.0.0.0', port: 80, auto_login: true }))!;
    assert.equal(
      text,
      'Everyone reaches 0.0.0.0:80, without a login, and with it the Python code of components.',
    );
    assert.ok(svg.includes(palettes.dark.error) && !svg.includes(palettes.dark.accent));
    assert.match(draw(input({ auto_login: 'false' }))!.text, /behind its login/);
    assert.match(draw(input({ auto_login: 'True' }))!.text, /without a login/);
  });

  it('stays inside its room', () => {
    for (const width of [300, 480, 600])
      for (const height of [28, 46, 70, 150])
        for (const symbol of ['cli:langflow', undefined]) {
          const { svg } = draw(input({}, { width, height, symbol }))!;
          for (const [, x, y, w, h] of svg.matchAll(
            /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g,
          ))
            assert.ok(
              Number(x) >= 0 &&
                Number(y) >= 0 &&
                Number(x) + Number(w) <= width &&
                Number(y) + Number(h) <= height,
              `${x} ${y} ${w} ${h} of ${width} ${height}`,
            );
        }
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a host that is markup', { host: '<script>' }],
    ['a host that is endless', { host: 'a'.repeat(1e5) }],
    ['a host that is a number', { host: 1 }],
    ['a port that is none', { port: -1 }],
    ['a port that is too large', { port: 65_536 }],
    ['a port that is a text', { port: 'x' }],
    ['no number', { port: NaN }],
    ['a login that is neither', { auto_login: 'maybe' }],
    ['a list', { host: ['0.0.0.0'] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
