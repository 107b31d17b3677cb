/**
 * An autoencoder makes six numbers of a face of 256 pixels. A small network learns to denoise these numbers; from noise
 * it then makes new ones, and the decoder a face of them. Drawn faces and a tiny autoencoder stand in for photographs
 * and that of Stable Diffusion; the steps are the same.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type DemoContext, type Tf } from './contract/demo';
import { createDenoiser, sampleLatents } from './latent-diffusion/denoiser';
import { faceFrame, faceImages, type FaceStudy, type Source } from './latent-diffusion/frame';
import { createJudge, type Verdict } from './latent-diffusion/judge';
import type { Denoiser, Solver } from './models/diffusion';
import { normals } from './models/noise';
import { drawFactors, facePixels, renderFaces, trainingFaces } from './models/sprite-renderer';
import { spriteLatents, spriteVae, type Vae } from './models/sprite-vae';

const trained = 4000;
/** Faces that are shown, from the first frame on. */
const sampled = 64;
const lossEvery = 50;
const lookEvery = 300;
const judgedPerFrame = 8;
const framesEvery = 20;
/** Shares of the progress: faces to learn from, training, the judgement of what it is compared with. */
const progressAt = { drawn: 0.05, learned: 0.8, judged: 0.9 };

interface Trained {
  readonly vae: Vae;
  /** Deviation of the latents. */
  readonly deviation: number;
  readonly denoise: Denoiser;
  readonly losses: readonly number[];
  /** Latents of real faces as the encoder gives them. */
  readonly codes: Tensor2D;
  readonly verdicts: Readonly<Partial<Record<Source, Verdict>>>;
}

const samplerSeed = 2000;
const priorSeed = 3000;

export default defineDemo({
  id: 'latent-diffusion',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'steps',
      label: 'Sampling steps',
      help: 'From noise to a latent.',
      scale: 'integer',
      min: 2,
      max: 50,
      step: 1,
      default: 20,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'choice',
      id: 'solver',
      label: 'Solver',
      options: [
        { value: 'heun', label: 'Heun' },
        { value: 'euler', label: 'Euler (DDIM)' },
      ],
      default: 'heun',
    },
    {
      kind: 'choice',
      id: 'source',
      label: 'Latents from',
      options: [
        { value: 'diffusion', label: 'diffusion' },
        { value: 'prior', label: 'noise alone' },
        { value: 'reconstruction', label: 'real faces' },
      ],
      default: 'diffusion',
    },
    {
      kind: 'choice',
      id: 'bug',
      label: 'Scale mistake',
      help: 'Latents times this before they are decoded, as when the scaling factor is forgotten.',
      options: [
        { value: '0.18215', label: '× 0.18215' },
        { value: '0.5', label: '× 0.5' },
        { value: '1', label: 'none' },
        { value: '2', label: '× 2' },
        { value: '5', label: '× 5' },
      ],
      default: '1',
    },
    {
      kind: 'range',
      id: 'training',
      label: 'Training steps',
      scale: 'integer',
      min: 100,
      max: 1500,
      step: 100,
      default: 1500,
    },
    { kind: 'range', id: 'seed', label: 'Seed', scale: 'integer', min: 1, max: 100, step: 1, default: 1 },
  ],

  prepare: {
    controls: ['training', 'seed'],
    async build(context, params): Promise<Trained> {
      const { tf, random, emit } = context;
      const { training, seed } = params;
      const vae = spriteVae(tf);
      let study: FaceStudy = {
        ...viewOf(params),
        scaling: undefined,
        faces: [],
        verdicts: {},
        losses: [],
        lossEvery,
        progress: 0,
      };
      const show = (more: Partial<FaceStudy>) => emit(faceFrame((study = { ...study, ...more })));
      const drawn = await drawTraining(context, (faces, share) =>
        show({ faces: faceImages(faces), progress: progressAt.drawn * share }),
      );
      const codes = tf.tidy(() => vae.encode(tf.tensor2d(drawn, [trained, facePixels])));
      const deviation = tf.tidy(() => Math.sqrt(tf.moments(codes).variance.dataSync<'float32'>()[0]!));
      const latents = tf.tidy(() => tf.div(codes, deviation) as Tensor2D);
      const denoiser = createDenoiser(tf, random(seed), latents);

      const losses: number[] = [];
      let sum = 0;
      const span = progressAt.learned - progressAt.drawn;
      for (let step = 1; step <= training; step++) {
        sum += denoiser.step((step - 1) / training);
        if (step % lookEvery === 0) {
          const sample = () =>
            sampleLatents(tf, random(seed + samplerSeed), denoiser.denoise, sampled, 20, 'heun');
          study = { ...study, faces: faceImages(decoded(tf, vae, sample, deviation)) };
        }
        if (step % lossEvery === 0) {
          losses.push(sum / lossEvery);
          sum = 0;
        }
        if (step % framesEvery === 0)
          await show({
            losses: [...losses],
            scaling: 1 / deviation,
            progress: progressAt.drawn + (span * step) / training,
          });
      }
      const result = { vae, deviation, denoise: denoiser.denoise, losses, codes };
      const verdicts: Partial<Record<Source, Verdict>> = {};
      for (const source of ['reconstruction', 'prior'] as const) {
        const faces = facesOf(context, result, { source, seed, steps: 20, solver: 'heun', bug: 1 });
        verdicts[source] = await judged(faces, () => show({ progress: progressAt.learned }));
      }
      return { ...result, verdicts };
    },
  },

  async run(context, params, learned) {
    const { emit } = context;
    const view = viewOf(params);
    const { seed } = params;
    const faces = facesOf(context, learned, { ...view, seed });
    let study: FaceStudy = {
      ...view,
      scaling: 1 / learned.deviation,
      faces: faceImages(faces),
      verdicts: learned.verdicts,
      losses: learned.losses,
      lossEvery,
      progress: progressAt.judged,
    };
    const show = (more: Partial<FaceStudy>) => emit(faceFrame((study = { ...study, ...more })));
    await show({});
    const shown = await judged(faces, (verdict) => show({ shown: verdict }));
    const right = { source: 'diffusion', seed, steps: 20, solver: 'heun', bug: 1 } as const;
    const isRight = Object.entries(right).every(
      ([key, value]) => ({ ...view, seed })[key as keyof typeof right] === value,
    );
    const diffusion = isRight ? shown : await judged(facesOf(context, learned, right), () => show({ shown }));
    await show({ shown, verdicts: { ...learned.verdicts, diffusion }, progress: 1 });
  },
});

interface View {
  readonly source: Source;
  readonly bug: number;
  readonly steps: number;
  readonly solver: Solver;
}

const viewOf = (params: {
  readonly source: string;
  readonly bug: string;
  readonly steps: number;
  readonly solver: string;
}): View => ({
  source: params.source as Source,
  bug: Number(params.bug),
  steps: params.steps,
  solver: params.solver as Solver,
});

/** Faces to learn from, row by row; the first are shown as soon as they are there. */
async function drawTraining(
  { random }: Pick<DemoContext, 'random'>,
  show: (faces: Float32Array, share: number) => Promise<void>,
): Promise<Float32Array> {
  const factors = drawFactors(random(trainingFaces.seed), trained);
  const perFace = factors.length / trained;
  const faces = new Float32Array(trained * facePixels);
  const atOnce = 250;
  for (let done = 0; done < trained; done += atOnce) {
    const part = factors.subarray(done * perFace, (done + atOnce) * perFace);
    faces.set(renderFaces(part), done * facePixels);
    await show(faces.slice(0, sampled * facePixels), done / trained);
  }
  return faces;
}

/** Pixels of latents of unit variance, which are multiplied by `scale` first; clipped as they are shown. */
function decoded(tf: Tf, vae: Vae, latents: () => Tensor2D, scale: number): Float32Array {
  return tf.tidy(() =>
    tf
      .clipByValue(vae.decode(tf.mul(latents(), scale)), 0, 1)
      .dataSync<'float32'>()
      .slice(),
  );
}

function facesOf(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  { vae, deviation, denoise, codes }: Pick<Trained, 'vae' | 'deviation' | 'denoise' | 'codes'>,
  { source, bug, steps, solver, seed }: View & { readonly seed: number },
): Float32Array {
  const from: Readonly<Record<Source, () => Tensor2D>> = {
    reconstruction: () => tf.div(tf.slice(codes, [0, 0], [sampled, -1]), deviation),
    prior: () => tf.div(normals(tf, random(seed + priorSeed), [sampled, spriteLatents]), deviation),
    diffusion: () => sampleLatents(tf, random(seed + samplerSeed), denoise, sampled, steps, solver),
  };
  return decoded(tf, vae, from[source], deviation * bug);
}

async function judged(faces: Float32Array, show: (verdict: Verdict) => Promise<void>): Promise<Verdict> {
  const judge = createJudge();
  for (let at = 0; at < faces.length; at += facePixels) {
    judge.add(faces.subarray(at, at + facePixels));
    if ((at / facePixels + 1) % judgedPerFrame === 0) await show(judge.verdict());
  }
  return judge.verdict();
}
