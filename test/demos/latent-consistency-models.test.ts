import assert from 'node:assert/strict';
import type { FieldPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/latent-consistency-models';
import { qualityOf, trueShare, truePoints } from '../../src/demos/latent-consistency-models/quality';
import { startNoise, teacherSamples } from '../../src/demos/latent-consistency-models/sampling';
import { createStudent, smallestNoise } from '../../src/demos/latent-consistency-models/student';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { colorsOf } from '../../src/webview/plots/legend';
import { engineNames, everyFrame, runsOnce, startEngine, type FinishedRun } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

const line = ({ last }: FinishedRun, id: string): LinePlot =>
  last.plots.find((plot): plot is LinePlot => plot.id === id)!;
/** The values of one curve, by their place on the x axis. */
const curve = (run: FinishedRun, id: string, name: string): Map<number, number> => {
  const { x, y } = line(run, id).series.find((series) => series.name === name)!;
  return new Map(Array.from(x, (at, i) => [at, y[i]!]));
};

for (const name of engineNames)
  describe(`latent consistency on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine, clock: everyFrame() }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('has a teacher that needs its steps', () => {
      const truth = truePoints(createRandom(77), 500);
      const start = startNoise(tf, createRandom(55));
      for (const [steps, onBump, distance] of [
        [1, 0, 0.85],
        [2, 0.004, 0.819],
        [4, 0.786, 0.082],
        [8, 0.918, 0.021],
        [20, 0.968, 0.01],
        [50, 0.978, 0.008],
      ] as const) {
        const quality = qualityOf(teacherSamples(tf, start, steps), truth);
        near(quality.onBump, onBump, 0.03, `share after ${steps}`);
        near(quality.distance, distance, 0.03, `distance after ${steps}`);
      }
      const own = qualityOf(truePoints(createRandom(5), 500), truth);
      near(own.onBump, trueShare, 0.015, 'true points');
      assert.equal(own.bumps, 5);
      start.dispose();
    });

    it('leaves the end of a trajectory where it is, whatever the weights', () => {
      tf.tidy(() => {
        const points = tf.tensor2d(truePoints(createRandom(1), 100), [100, 2]);
        const answers = createStudent(tf, createRandom(3)).answer(points, smallestNoise);
        assert.ok(tf.max(tf.abs(tf.sub(answers, points))).dataSync()[0]! < 1e-6);
      });
    });

    it('reaches every bump in two steps after little training, where the teacher is in the middle', async () => {
      const few = await run({ training: 300, steps: 2, skip: 4 });
      assert.ok(few.metric('share-student') > 0.45, `${few.metric('share-student')}`);
      assert.equal(few.metric('bumps-student'), 5);
      assert.ok(few.metric('share-teacher') < 0.03);
    });

    if (name === 'wasm') {
      it('gives the published quality with every seed', async () => {
        for (const seed of [1, 2, 3]) {
          const found = await run(seed === 1 ? {} : { seed });
          const [share, distance] = [curve(found, 'share', 'student'), curve(found, 'distance', 'student')];
          assert.ok(share.get(1)! >= 0.65, `one step, seed ${seed}: ${share.get(1)}`);
          assert.ok(
            share.get(2)! >= 0.75 && share.get(2)! > share.get(1)!,
            `two, seed ${seed}: ${share.get(2)}`,
          );
          near(share.get(4)!, 0.83, 0.06, `four, seed ${seed}`);
          near(distance.get(1)!, 0.02, 0.005, `distance of one step, seed ${seed}`);
          assert.ok(distance.get(2)! < curve(found, 'distance', 'teacher').get(4)! / 3, `seed ${seed}`);
          assert.equal(found.metric('bumps-student'), 5);
        }
      });

      it('one step: the teacher is in the empty middle, the student on the ring', async () => {
        const { last, metric } = await run({});
        near(metric('share-teacher'), 0, 0.005, 'teacher');
        const { paths } = last.plots.find((plot): plot is FieldPlot => plot.kind === 'field')!;
        const radius = (i: number) => {
          const { x, y } = paths![i]!;
          return Array.from(x, (at, j) => Math.hypot(at, y[j]!)).reduce((a, b) => a + b) / x.length;
        };
        assert.deepEqual(
          paths!.map((path) => path.name),
          ['student', 'teacher'],
        );
        near(radius(0), 2, 0.2, 'student');
        assert.ok(radius(1) < 0.8, `teacher at ${radius(1)}`);
        assert.match(last.reading, /^In one step .* mean of the data/);
      });

      it('a second step helps, more hardly do, and the teacher in 20 stays better', async () => {
        const found = await run({});
        const [student, teacher] = [curve(found, 'share', 'student'), curve(found, 'share', 'teacher')];
        const [first, more] = [student.get(2)! - student.get(1)!, student.get(8)! - student.get(2)!];
        assert.ok(first > 0.05 && more < first, `${first}, ${more}`);
        assert.ok(teacher.get(20)! > student.get(8)! + 0.05);
      });

      it('too small a skip learns slowly, too large a one learns the middle', async () => {
        const share = async (skip: number) =>
          curve(await run({ skip, training: 300 }), 'share', 'student').get(1)!;
        for (const [skip, expected] of [
          [1, 0.43],
          [2, 0.48],
          [4, 0.56],
          [8, 0.55],
          [20, 0.33],
        ] as const)
          near(await share(skip), expected, 0.07, `skip ${skip}`);
        assert.ok((await share(4)) > (await share(1)));
        assert.ok((await share(40)) < 0.05);
        assert.match((await run({ skip: 40, training: 300 })).last.reading, /end in the middle\.$/);
      });

      it('comes nearer to the ends of the trajectories as it trains', async () => {
        const { frames } = await run({});
        const errors = frames.flatMap(({ metrics }) => metrics.filter(({ id }) => id === 'error'));
        // The student is looked at every 100 steps, and there is a frame every 20.
        for (const [steps, expected] of [
          [100, 0.7],
          [400, 0.43],
          [1200, 0.33],
        ] as const)
          near(errors[(steps - 100) / 20]!.value, expected, 0.15 * expected, `after ${steps}`);
      });

      it('says that little training leaves long jumps off', async () => {
        const { last, metric } = await run({ steps: 4, training: 100 });
        assert.ok(metric('share-student') < metric('share-teacher') / 2);
        assert.match(
          last.reading,
          /after 100 steps of training one jump of the student is still off by 0\.\d+\.$/,
        );
      });

      it('answers alike along a trajectory, where one step of the denoiser does not', async () => {
        const found = await run({});
        const [student, denoiser] = [line(found, 'errors').series[0]!, line(found, 'errors').series[1]!];
        assert.equal(denoiser.name, 'denoiser');
        near(denoiser.y.at(-1)!, 1.516, 0.02, 'denoiser at the most noise');
        assert.ok(student.y.at(-1)! < denoiser.y.at(-1)! / 4);
        assert.ok(student.y[0]! < 0.05 && denoiser.y[0]! < 0.05, 'both know the end');
      });

      it('hides the teacher', async () => {
        const { last } = await run({ teacher: false, training: 100 });
        const { paths } = last.plots.find((plot): plot is FieldPlot => plot.kind === 'field')!;
        assert.deepEqual(
          paths!.map((path) => path.name),
          ['student'],
        );
        assert.equal(colorsOf(last.plots)('student'), colorsOf((await run({})).last.plots)('student'));
      });

      it('starts from the steps of the code', () => {
        const start = (value: number) =>
          seededParams(demo.controls, { steps: { value, from: 'code' } }).params['steps'];
        assert.deepEqual([start(4), start(50)], [4, 8]);
      });
    }
  });
