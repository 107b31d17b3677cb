/** What the weight of the KL term does in the disentanglement demo, run after run, on one engine. */
import assert from 'node:assert/strict';
import demo from '../../src/demos/latent-space-disentanglement';
import { betaCurve } from '../../src/demos/latent-space-disentanglement/curve';
import type { Engine } from '../../src/engine/backend';
import { runsOnce, startEngine, type EngineName, type FinishedRun } from './engines';

const betas = [0, 1, 2, 4, 8, 16, 32];
const seeds = [1, 2, 3];

const paramsOf = (beta: number) => (beta === 0 ? { plain: true } : beta === 4 ? {} : { beta });

/** Declares the tests of the table. Returns how to run the demo, for more tests in the same `describe`. */
export function describeBetaTable(name: EngineName): ReturnType<typeof runsOnce> {
  let engine: Engine;
  const run = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine(name);
  });

  it(`one latent a factor at β = 4, on ${name}`, async () => {
    const { last, metric } = await run({});
    assert.ok(metric('mig') > 0.35, `${metric('mig')}`);
    assert.match(last.reading, /^β = 4: about one latent a factor/);
  });

  it(`mixed factors and sharper faces without KL term, on ${name}`, async () => {
    const [weighted, plain] = [await run({}), await run({ plain: true })];
    assert.ok(plain.metric('error') < weighted.metric('error') / 2, 'the price is blur');
    assert.match(plain.last.reading, /^β = 0: a second latent still tells much of some factors/);
    assert.deepEqual([plain.metric('beta'), plain.metric('active')], [0, 4]);
  });

  it(`the effect with three seeds, on ${name}`, async () => {
    for (const seed of seeds) {
      const own = seed === 1 ? {} : { seed };
      const [four, plain] = [await run(own), await run({ plain: true, ...own })];
      assert.ok(four.metric('mig') > 0.35, `seed ${seed}: ${four.metric('mig')}`);
      assert.ok(four.metric('mig') - plain.metric('mig') > 0.2, `seed ${seed}`);
    }
  });

  it(`a heavier KL term: more error, fewer latents, as on the measured curve, on ${name}`, async () => {
    const runs: FinishedRun[] = [];
    for (const beta of betas) runs.push(await run(paramsOf(beta)));
    runs.forEach(({ metric }, i) => {
      const beta = betas[i]!;
      const { gap, error } = betaCurve.find((point) => point.beta === beta)!;
      assert.ok(
        metric('mig') > gap.least - 0.03 && metric('mig') < gap.greatest + 0.03,
        `MIG ${metric('mig')} at β = ${beta} lies within ${gap.least} and ${gap.greatest}`,
      );
      assert.ok(Math.abs(metric('error') - error) < 0.15 * error, `error ${metric('error')} at β = ${beta}`);
      if (i === 0) return;
      assert.ok(metric('error') > runs[i - 1]!.metric('error'), `error at β = ${beta}`);
      assert.ok(metric('active') <= runs[i - 1]!.metric('active'), `active at β = ${beta}`);
    });
    assert.ok(runs.at(-1)!.metric('mig') < 0.1);
    assert.match(runs[betas.indexOf(16)]!.last.reading, /^β = 16 leaves 1 of 4 latents/);
  });

  return run;
}
