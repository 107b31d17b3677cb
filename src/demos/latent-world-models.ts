/**
 * A ball and a noisy television: a small world model learns both or one of them, by what its loss asks for. Then an agent
 * plans in it. It stands for large ones; only the sizes are a toy.
 */
import { defineDemo, type Tf } from './contract/demo';
import { worldFrame, type Findings, type LatentView, type Scores } from './latent-world-models/frame';
import { createWorldModel, objectives, type Objective, type WorldModel } from './latent-world-models/model';
import {
  byChance,
  byModel,
  byTruth,
  imaginedRewards,
  latentsOf,
  latentVariance,
  noiseShare,
  play,
  planHorizon,
  planSteps,
  quadraticFit,
} from './latent-world-models/scores';
import { rowsOf, trainingSteps, worldTrainer } from './latent-world-models/train';
import { randomEpisodes, type Experience } from './latent-world-models/world';

const [episodes, episodeSteps, testEpisodes] = [160, 17, 400];
/** Of the test episodes, at which the latents are looked at: their first velocities are wilder than pushes make. */
const shownStep = 4;
const stepsPerFrame = 5;
const stepsPerView = 50;
const noiseStates = 100;

const labels: Readonly<Record<Objective, string>> = {
  reconstruction: 'reconstruction + reward',
  reward: 'reward alone',
  both: 'consistency + reward',
  consistency: 'consistency alone',
  collapse: 'consistency, no stop-gradient',
};

export default defineDemo({
  id: 'latent-world-models',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'objective',
      label: 'Loss',
      help: 'What forces the latent state to hold something.',
      options: objectives.map((value) => ({ value, label: labels[value] })),
      default: 'both',
    },
    {
      kind: 'range',
      id: 'television',
      label: 'Strength of the television',
      help: 'Noise that nothing depends on.',
      scale: 'linear',
      min: 0,
      max: 2,
      step: 0.1,
      default: 1,
    },
    {
      kind: 'range',
      id: 'latents',
      label: 'Latent dimensions',
      scale: 'integer',
      min: 2,
      max: 8,
      step: 1,
      default: 3,
      seeds: [{ role: 'latent_dim', clamp: true }],
      writes: 'latent_dim',
    },
    {
      kind: 'range',
      id: 'unroll',
      label: 'Steps unrolled in training',
      tex: 'H',
      scale: 'integer',
      min: 1,
      max: 5,
      step: 1,
      default: 4,
      seeds: [{ role: 'horizon', clamp: true }],
      writes: 'horizon',
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other initial weights.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, { objective, television, latents, unroll, seed }) {
    const kind = objective as Objective;
    const experience = randomEpisodes(random(1), episodes, episodeSteps, television);
    const test = randomEpisodes(random(2), testEpisodes, shownStep + planHorizon, television);
    const model = createWorldModel(tf, random(seed + 10), latents);
    const losses: { step: number; loss: number }[] = [];
    let view = viewOf(tf, model, test);
    const show = (progress: number, more: Partial<Findings> = {}) =>
      emit(
        worldFrame({
          objective: kind,
          label: labels[kind],
          television,
          view,
          losses: [...losses],
          ...more,
          progress,
        }),
      );
    await show(0);

    const takeStep = worldTrainer(tf, random(seed + 20), model, kind, experience, unroll);
    for (let step = 1; step <= trainingSteps; step++) {
      const loss = takeStep();
      if (step % stepsPerFrame !== 0) continue;
      losses.push({ step, loss });
      if (step % stepsPerView === 0) view = viewOf(tf, model, test);
      await show((0.8 * step) / trainingSteps);
    }

    const states = test.states[shownStep]!;
    const rows = latentsOf(tf, model, test.observations[shownStep]!);
    const scores: Scores = {
      position: quadraticFit(
        rows,
        states.map(({ p }) => p),
      ),
      velocity: quadraticFit(
        rows,
        states.map(({ v }) => v),
      ),
      variance: latentVariance(rows),
      noise: noiseShare(tf, model, states.slice(0, noiseStates), television, random(5)),
      imagined: imaginedRewards(tf, model, test, shownStep),
    };
    const truth = await play(byTruth, random(3), () => show(0.8, { scores }));
    const chance = await play(byChance, random(3), () => show(0.8, { scores }));
    const compared = { scores, truth: truth.reward, chance: chance.reward };
    const played = await play(byModel(tf, model, television), random(3), (played) => {
      const step = played.paths[0]!.length - 1;
      return show(0.8 + (0.2 * step) / (planSteps + 1), { ...compared, played });
    });
    await show(1, { ...compared, played });
  },
});

/** Latents of the test states, and one observation with what the decoder makes of it. */
function viewOf(tf: Tf, model: WorldModel, test: Experience): LatentView {
  const seen = test.observations[shownStep]!;
  const decoded = tf.tidy(() =>
    model
      .decode(model.encode(rowsOf(tf, seen.slice(0, 1))))
      .dataSync<'float32'>()
      .slice(),
  );
  return {
    positions: test.states[shownStep]!.map(({ p }) => p),
    rows: latentsOf(tf, model, seen),
    seen: seen[0]!,
    decoded,
  };
}
