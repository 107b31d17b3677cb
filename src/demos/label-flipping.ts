/**
 * An attacker turns over some labels of two clouds of points: at random, in one class, where a model is sure, or where
 * the influence on a validation loss is largest. The same number of flips does nothing or ruins the model.
 */
import { defineDemo, type Tf } from './contract/demo';
import { columns, flipped, twoClouds, type Points } from './label-flipping/data';
import { flippingFrame, plane, type Flipping } from './label-flipping/frame';
import { fitLogistic, predictions } from './label-flipping/logistic';
import { judgesOf, nearest, repairOf, sanitised, vote } from './label-flipping/neighbours';
import { flipOrders, strategyNames, type Strategy } from './label-flipping/orders';

const seeds = { training: 21, test: 22, validation: 23, order: 31 };
const counts = { training: 300, test: 2000, validation: 200 };
const rates = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45];
const mostNeighbours = 15;

export default defineDemo({
  id: 'label-flipping',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'rate',
      label: 'Flip rate η',
      tex: '\\eta',
      help: 'Share of all 300 training labels.',
      scale: 'linear',
      min: 0,
      max: 0.45,
      step: 0.01,
      default: 0.1,
      seeds: [
        { role: 'rate', clamp: true },
        { role: 'redrawn', expression: 'redrawn * (1 - 1 / num_classes)', clamp: true },
      ],
      writes: 'rate',
    },
    {
      kind: 'choice',
      id: 'strategy',
      label: 'Who chooses',
      options: [
        { value: 'random', label: 'chance' },
        { value: 'oneWay', label: 'one class' },
        { value: 'confident', label: 'confident points' },
        { value: 'influence', label: 'influence' },
      ],
      default: 'random',
    },
    {
      kind: 'choice',
      id: 'learner',
      label: 'Learner',
      help: 'Logistic regression with cross-entropy or symmetric cross-entropy, or the vote of the nearest points.',
      options: [
        { value: 'ce', label: 'logistic, CE' },
        { value: 'sce', label: 'logistic, SCE' },
        { value: '1', label: '1 neighbour' },
        { value: '15', label: '15 neighbours' },
      ],
      default: 'ce',
    },
    {
      kind: 'toggle',
      id: 'sanitise',
      label: 'Check labels first',
      help: 'Turns over each label that 60 % of its 15 nearest neighbours contradict.',
      default: false,
    },
  ],

  async run({ tf, random, emit }, { rate, strategy: chosen, learner, sanitise }) {
    const strategy = chosen as Strategy;
    const training = twoClouds(random(seeds.training), counts.training);
    const flips = Math.round(rate * counts.training);
    let state: Flipping = {
      rate,
      strategy,
      copies: learner === '1',
      isSanitised: sanitise,
      training,
      labels: training.labels,
      rates,
      progress: 0,
    };
    const show = (more: Partial<Flipping>) => emit(flippingFrame((state = { ...state, ...more })));
    await show({});

    const test = twoClouds(random(seeds.test), counts.test);
    const validation = twoClouds(random(seeds.validation), counts.validation);
    const [cleanLine] = await fitLogistic(tf, training, [training.labels], 'ce', (share) =>
      show({ progress: 0.2 * share }),
    );
    const shuffled = random(seeds.order).shuffle(counts.training);
    const orders = flipOrders(training, shuffled, cleanLine!, validation);
    const others = judgesOf(tf, training);
    const attacked = (name: Strategy, count: number) => flipped(training.labels, orders[name], count);
    const given = (name: Strategy, count: number) => {
      const labels = attacked(name, count);
      return sanitise ? sanitised(labels, others) : labels;
    };
    await show({ cleanLine, labels: given(strategy, flips), progress: 0.25 });

    const amounts = [...rates.map((r) => Math.round(r * counts.training)), flips];
    const versions = strategyNames.flatMap((name) => amounts.map((count) => given(name, count)));
    const learned = await learn(tf, training, versions, learner, (share) =>
      show({ progress: 0.25 + 0.6 * share }),
    );
    const ofTest = learned(test).map((classes) => accuracy(classes, test));
    const curves = byStrategy((i) => {
      const own = ofTest.slice(i * amounts.length, (i + 1) * amounts.length);
      return { byRate: own.slice(0, -1), now: own.at(-1)! };
    });
    const repairs = byStrategy((i) => {
      const labels = attacked(strategyNames[i]!, flips);
      return repairOf(training.labels, labels, sanitised(labels, others));
    });
    const shown = (strategyNames.indexOf(strategy) + 1) * amounts.length - 1;
    await show({ curves, repairs, regions: learned(cells())[shown], progress: 1 });
  },
});

function byStrategy<T>(value: (index: number) => T): Record<Strategy, T> {
  return Object.fromEntries(strategyNames.map((name, i) => [name, value(i)])) as Record<Strategy, T>;
}

type Features = Pick<Points, 'features'>;

/** Trains on every version of the labels; what comes back says the classes of points, one list a version. */
async function learn(
  tf: Tf,
  training: Points,
  versions: readonly Uint8Array[],
  learner: string,
  report: (share: number) => Promise<void>,
): Promise<(points: Features) => Uint8Array[]> {
  if (learner === 'ce' || learner === 'sce') {
    const thetas = await fitLogistic(tf, training, versions, learner, report);
    return (points) => thetas.map((theta) => predictions(points, theta));
  }
  const voters = Number(learner);
  return (points) => {
    const neighbours = nearest(tf, points, training, mostNeighbours);
    return versions.map((labels) => vote(neighbours, mostNeighbours, labels, voters));
  };
}

const accuracy = (classes: Uint8Array, { labels }: Points): number =>
  classes.filter((value, i) => value === labels[i]).length / labels.length;

/** The middles of the cells of the plane that is shown, row by row from below. */
function cells(): Features {
  const { columns: across, rows, xMin, xMax, yMin, yMax } = plane;
  const features = new Float32Array(columns * across * rows);
  for (let i = 0; i < across * rows; i++) {
    const [column, row] = [i % across, Math.floor(i / across)];
    const x = xMin + ((column + 0.5) / across) * (xMax - xMin);
    features.set([x, yMin + ((row + 0.5) / rows) * (yMax - yMin), 1], columns * i);
  }
  return { features };
}
