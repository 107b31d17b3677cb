/**
 * A student learns to jump from a noisy point to the end of its trajectory, by agreeing with itself at two points that a
 * step of the teacher connects. The teacher is the exact denoiser of five bumps in the plane, which stands in for a
 * latent diffusion model: every error is the student's or that of too few steps.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo } from './contract/demo';
import { distillationFrame, type Distillation } from './latent-consistency-models/frame';
import { qualityOf, truePoints, type Quality } from './latent-consistency-models/quality';
import {
  answerErrors,
  samples,
  startNoise,
  studentSamples,
  teacherErrors,
  teacherSamples,
  trajectoriesFrom,
  type Trajectories,
} from './latent-consistency-models/sampling';
import { createStudent, intervals, type Student } from './latent-consistency-models/student';

const noiseSeed = 55;
const truthSeed = 77;
/** Steps at which the curves have a point. */
const compared = { student: [1, 2, 4, 8], teacher: [1, 2, 4, 8, 20, 50] };
const lossEvery = 20;
const lookEvery = 100;
/** Share of the progress that training takes. */
const trainingShare = 0.95;

interface Distilled {
  readonly student: Student;
  readonly start: Tensor2D;
  readonly truth: Float32Array;
  readonly trajectories: Trajectories;
  readonly teacher: ReadonlyMap<number, Quality>;
  readonly errors: readonly number[];
  readonly losses: readonly number[];
}

export default defineDemo({
  id: 'latent-consistency-models',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'steps',
      label: 'Sampling steps',
      help: 'Of student and teacher alike.',
      scale: 'integer',
      min: 1,
      max: 8,
      step: 1,
      default: 1,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'range',
      id: 'skip',
      label: 'Skip k',
      tex: 'k',
      help: 'Of 40 noise levels: how far apart the two points are that have to agree.',
      scale: 'integer',
      min: 1,
      max: intervals,
      step: 1,
      default: 2,
    },
    {
      kind: 'range',
      id: 'training',
      label: 'Training steps',
      scale: 'integer',
      min: 100,
      max: 1500,
      step: 100,
      default: 1200,
    },
    { kind: 'toggle', id: 'teacher', label: 'Show the teacher', default: true },
    { kind: 'range', id: 'seed', label: 'Seed', scale: 'integer', min: 1, max: 100, step: 1, default: 1 },
  ],

  prepare: {
    controls: ['skip', 'training', 'seed'],
    async build(
      { tf, random, emit },
      { steps, skip, training, seed, teacher: showsTeacher },
    ): Promise<Distilled> {
      const start = startNoise(tf, random(noiseSeed));
      const truth = truePoints(random(truthSeed), samples);
      let state: Distillation = {
        steps,
        skip,
        showsTeacher,
        points: {},
        qualities: { teacher: new Map(), student: new Map() },
        errors: { teacher: [], student: [] },
        sigmas: [],
        losses: [],
        lossEvery,
        progress: 0,
      };
      const show = (more: Partial<Distillation>) => emit(distillationFrame((state = { ...state, ...more })));
      await show({});

      const teacher = new Map<number, Quality>();
      for (const asked of new Set([...compared.teacher, steps])) {
        const points = teacherSamples(tf, start, asked);
        if (compared.teacher.includes(asked)) teacher.set(asked, qualityOf(points, truth));
        await show({
          qualities: { ...state.qualities, teacher: new Map(teacher) },
          ...(asked === steps ? { points: { teacher: points } } : {}),
        });
      }
      const trajectories = await trajectoriesFrom({ tf }, start, () => show({}));
      const errors = teacherErrors(tf, trajectories);

      const student = createStudent(tf, random(seed));
      const losses: number[] = [];
      let sum = 0;
      for (let step = 1; step <= training; step++) {
        sum += student.step(skip, (step - 1) / training);
        if (step % lookEvery === 0) {
          const points = studentSamples(tf, random(seed + 1000), student, start, steps);
          state = {
            ...state,
            points: { ...state.points, student: points },
            qualities: { ...state.qualities, student: new Map([[steps, qualityOf(points, truth)]]) },
            errors: { teacher: errors, student: answerErrors(tf, trajectories, student.answer) },
            sigmas: trajectories.sigmas,
          };
        }
        if (step % lossEvery > 0) continue;
        losses.push(sum / lossEvery);
        sum = 0;
        await show({ losses: [...losses], progress: (trainingShare * step) / training });
      }
      return { student, start, truth, trajectories, teacher, errors, losses };
    },
  },

  async run({ tf, random, emit }, { steps, skip, seed, teacher: showsTeacher }, distilled) {
    const { student, start, truth, trajectories } = distilled;
    const qualities = { teacher: new Map(distilled.teacher), student: new Map<number, Quality>() };
    const jumped = (asked: number) => studentSamples(tf, random(seed + 1000), student, start, asked);
    for (const asked of compared.student) qualities.student.set(asked, qualityOf(jumped(asked), truth));
    const points = { teacher: teacherSamples(tf, start, steps), student: jumped(steps) };
    qualities.teacher.set(steps, qualityOf(points.teacher, truth));
    qualities.student.set(steps, qualityOf(points.student, truth));
    await emit(
      distillationFrame({
        steps,
        skip,
        showsTeacher,
        points,
        qualities,
        errors: { teacher: distilled.errors, student: answerErrors(tf, trajectories, student.answer) },
        sigmas: trajectories.sigmas,
        losses: distilled.losses,
        lossEvery,
        progress: 1,
      }),
    );
  },
});
