import assert from 'node:assert/strict';
import type { BarPlot, HeatmapPlot, LinePlot, TablePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/l-diversity';
import {
  countMatrix,
  leastC,
  measureClasses,
  passes,
  release,
  type Demand,
} from '../../src/demos/l-diversity/criteria';
import { diseases, drawTable, group } from '../../src/demos/l-diversity/table';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runToEnd, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

/** Four classes of four records. */
const four = [
  [4, 0, 0, 0],
  [2, 1, 1, 0],
  [3, 1, 0, 0],
  [1, 1, 1, 1],
];
const demand: Demand = { k: 1, criterion: 'none', l: 2, c: 3 };

for (const name of engineNames) {
  describe(`l-diversity: the criteria on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const measured = (counts: number[][]) =>
      measureClasses(
        tf,
        tf.tensor2d(counts),
        tf.sum(tf.tensor2d(counts), 0) as ReturnType<typeof tf.tensor1d>,
      );

    it('measures four classes as by hand', () => {
      const measures = measured(four);
      assert.deepEqual([...Array.from(measures.distinct)], [1, 3, 2, 4]);
      [1, 2.828427, 1.754765, 4].forEach((l, i) => near(Math.exp(measures.entropy[i]!), l, 1e-5));
      [0.375, 0.1875, 0.1875, 0.375].forEach((t, i) => near(measures.distance[i]!, t, 1e-6));
      assert.deepEqual(
        four.map((_, i) => leastC(measures, i, 2)),
        [Infinity, 1, 3, 1 / 3],
      );
    });

    it('lets pass what each criterion allows', () => {
      const measures = measured(four);
      const passing = (over: Partial<Demand>) =>
        four.map((_, i) => passes(measures, i, { ...demand, ...over }));
      assert.deepEqual(passing({}), [true, true, true, true]);
      assert.deepEqual(passing({ k: 5 }), [false, false, false, false]);
      assert.deepEqual(passing({ criterion: 'distinct' }), [false, true, true, true]);
      assert.deepEqual(passing({ criterion: 'distinct', l: 2.5 }), [false, true, false, true]);
      assert.deepEqual(passing({ criterion: 'entropy', l: 4 }), [false, false, false, true]);
      assert.deepEqual(passing({ criterion: 'entropy', l: 2 }), [false, true, false, true]);
      // Below c times the rest: 3 is not below 3 · 1.
      assert.deepEqual(passing({ criterion: 'recursive' }), [false, true, false, true]);
      assert.deepEqual(passing({ criterion: 'recursive', c: 3.5 }), [false, true, true, true]);
    });

    it('counts in one product what a loop counts', () => {
      const table = drawTable(createRandom(5), 300, 1);
      const { classOf, classes } = group(table, { ageWidth: 20, zipDigits: 3, keepSex: true });
      const sensitive = Int32Array.from(table, ({ disease }) => disease);
      const counts = countMatrix(tf, classOf, sensitive, classes.length, 6).arraySync();
      const expected = classes.map((_, i) =>
        diseases.map((_, s) => table.filter((r, row) => classOf[row] === i && r.disease === s).length),
      );
      assert.deepEqual(counts, expected);
    });

    it('bounds the surest guess by c/(c + 1) with recursive (c, 2)', () => {
      for (const c of [0.5, 1, 3, 9])
        for (let a = 0; a <= 6; a++)
          for (let b = 0; b <= 6; b++) {
            const counts = [[a, b, 1, 0]];
            const { kept, worstPosterior } = release(measured(counts), {
              ...demand,
              criterion: 'recursive',
              c,
            });
            if (kept.length > 0) assert.ok(worstPosterior < c / (c + 1) + 1e-6, `${a} ${b} ${c}`);
          }
    });
  });
}

describe('l-diversity: the table', () => {
  const table = drawTable(createRandom(41), 1000, 2);

  it('is the one of the seed', () => {
    const counts = diseases.map((_, s) => table.filter(({ disease }) => disease === s).length);
    assert.deepEqual(counts, [327, 144, 203, 143, 71, 112]);
    assert.deepEqual(table[0], { age: 71, zip: 14850, sex: 1, disease: 2 });
  });

  it('names its classes by what is published', () => {
    const first = group(table.slice(0, 1), { ageWidth: 5, zipDigits: 4, keepSex: true });
    assert.equal(first.classes[0]!.name, '70–74 1485* F');
    const all = group(table, { ageWidth: 60, zipDigits: 0, keepSex: false });
    assert.deepEqual(all.classes, [{ name: '20–79 *****' }]);
  });
});

for (const name of engineNames) {
  describe(`l-diversity: the demo on ${name}`, () => {
    let engine: Engine;
    const run = (params: Readonly<Record<string, unknown>> = {}) => runToEnd(demo, params, { engine });
    before(async () => {
      engine = await startEngine(name);
    });

    it('keeps classes with one disease where only their size counts', async () => {
      const { metric, last } = await run();
      assert.deepEqual(
        ['classes', 'small', 'kept', 'homogeneous', 'homogeneous-rows'].map(metric),
        [131, 22, 929, 5, 30],
      );
      near(metric('attacker'), 0.564, 1e-3);
      near(metric('baseline'), 0.327, 1e-3);
      assert.equal(metric('worst'), 1);
      assert.match(last.reading, /5 classes hold one disease only, so their 30 patients/);
    });

    for (const [criterion, l, kept, attacker, worst] of [
      ['distinct', 2, 899, 0.549, 0.889],
      ['distinct', 3, 731, 0.508, 0.778],
      ['entropy', 2, 721, 0.501, 0.75],
      ['entropy', 3, 320, 0.384, 0.556],
      ['recursive', 2, 736, undefined, 0.727],
      ['recursive', 3, 406, undefined, 0.615],
    ] as const)
      it(`publishes what ${criterion} ${l} allows`, async () => {
        const { metric, last } = await run({ criterion, l });
        assert.equal(metric('kept'), kept);
        near(metric('worst'), worst, 1e-3);
        if (attacker !== undefined) near(metric('attacker'), attacker, 1e-3);
        assert.equal(metric('homogeneous'), 0);
        const price = last.plots.find(({ id }) => id === 'price') as BarPlot;
        assert.ok(price.series[0]!.values[2]! < price.series[1]!.values[2]!, 'costs more than k alone');
      });

    it('can be 2-diverse and nearly certain', async () => {
      const { metric } = await run({ ageWidth: '10', k: 1 });
      assert.deepEqual(['classes', 'smallest', 'distinct'].map(metric), [66, 6, 2]);
      near(metric('worst'), 12 / 13, 1e-6);
    });

    it('tells nothing where all records look alike', async () => {
      const { metric } = await run({ ageWidth: '60', zipDigits: 0 });
      assert.equal(metric('classes'), 1);
      near(metric('attacker'), metric('baseline'), 1e-6);
      near(metric('t'), 0, 1e-6);
      assert.equal(metric('discernibility'), 1);
    });

    it('gains privacy and loses detail with wider bands', async () => {
      const runs = [
        await run({ ageWidth: '5' }),
        await run({ ageWidth: '20' }),
        await run({ ageWidth: '60' }),
      ];
      for (const [id, rises] of [
        ['attacker', false],
        ['discernibility', true],
      ] as const) {
        const values = runs.map(({ metric }) => metric(id));
        assert.equal(values[0]! < values[1]! && values[1]! < values[2]!, rises, `${id}: ${values.join()}`);
      }
    });

    it('costs more records where the disease hangs on age and place', async () => {
      const kept: number[] = [];
      for (const correlation of [0, 2, 3])
        kept.push((await run({ criterion: 'entropy', correlation })).metric('kept'));
      assert.deepEqual(kept, [918, 721, 537]);
    });

    it('says when nothing can be published', async () => {
      const { last, metric } = await run({ criterion: 'entropy', l: 6 });
      assert.equal(metric('kept'), 0);
      assert.match(last.reading, /nothing can be published/);
      // ln 6 is the entropy of six equal shares: the whole table has less, so no coarseness reaches it.
      const coarse = await run({ criterion: 'entropy', l: 6, ageWidth: '60', zipDigits: 0 });
      assert.equal(coarse.metric('kept'), 0);
    });

    it('draws suppressed classes in the other colour, and the curves fall', async () => {
      const { last } = await run({ criterion: 'entropy', l: 3 });
      const heat = last.plots.find(({ id }) => id === 'classes') as HeatmapPlot;
      const { values, columns } = heat.grid;
      for (let i = 0; i < columns; i++) {
        const column = diseases.map((_, s) => values[s * columns + i]!);
        near(Math.abs(column.reduce((sum, value) => sum + value, 0)), 1, 1e-6, `class ${i}`);
      }
      assert.ok(Array.from(values).some((value) => value < 0));
      const levels = last.plots.find(({ id }) => id === 'levels') as LinePlot;
      for (const { name: curve, y } of levels.series)
        for (let i = 1; i < y.length; i++) assert.ok(y[i]! <= y[i - 1]! + 1e-9, curve);
      const table = last.plots.find(({ id }) => id === 'worst') as TablePlot;
      assert.equal(table.rows.length, 5);
    });
  });
}

describe('l-diversity: from code', () => {
  it('starts with the criterion that the call names', () => {
    const seeded = (roles: Readonly<Record<string, number>>) =>
      seededParams(
        demo.controls,
        Object.fromEntries(Object.entries(roles).map(([role, value]) => [role, { value, from: 'code' }])),
      ).params;
    const recursive = seeded({ k: 4, l: 3, c: 2 });
    assert.deepEqual(
      [recursive['criterion'], recursive['k'], recursive['l'], recursive['c']],
      ['recursive', 4, 3, 2],
    );
    assert.deepEqual(
      [seeded({ l_entropy: 1.5 }), seeded({ l: 4 })].map(({ criterion, l }) => [criterion, l]),
      [
        ['entropy', 1.5],
        ['distinct', 4],
      ],
    );
  });
});
