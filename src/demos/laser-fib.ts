/**
 * A laser digs a trench in seconds and leaves hot material behind; an ion beam takes the rest at a ten-thousandth of the
 * speed. How much is left for it is a bet: too little and the target is damaged, too much and it takes days.
 */
import { defineDemo, type Random, type Tf } from './contract/demo';
import { laserFibFrame, type Scene } from './laser-fib/frame';
import { cold, damageDepth, heatedBy, materials, peaks, type Pulses } from './laser-fib/heat';
import { craterVolume } from './laser-fib/rates';

const faceSeed = 81;
const faces = 65_536;
const setup = 30 * 60;
const spot = { w0: 7, depth: 0.03 };
/** More are not added on the engine without SIMD. */
const mostPulsesOnCpu = 50;

export default defineDemo({
  id: 'laser-fib',
  engine: 'wasm',
  controls: [
    {
      kind: 'choice',
      id: 'material',
      label: 'Material',
      options: Object.entries(materials).map(([value, { label }]) => ({ value, label })),
      default: 'silicon',
    },
    {
      kind: 'range',
      id: 'current',
      label: 'Current of the ion beam',
      tex: 'I',
      help: 'Gallium up to about 100 nA, xenon up to 2.5 µA.',
      scale: 'log',
      min: 1,
      max: 2500,
      unit: 'nA',
      default: 65,
      seeds: [{ role: 'current', expression: '1e9 * current', clamp: true }],
    },
    {
      kind: 'range',
      id: 'heat',
      label: 'Heat that stays behind',
      tex: 'Q',
      scale: 'log',
      min: 0.01,
      max: 1,
      unit: 'J/cm²',
      default: 0.1,
    },
    {
      kind: 'range',
      id: 'pulses',
      label: 'Pulses on a spot',
      scale: 'integer',
      min: 1,
      max: 100,
      default: 1,
    },
    {
      kind: 'range',
      id: 'repetition',
      label: 'Pulses in a second',
      tex: 'f',
      scale: 'log',
      min: 1,
      max: 1000,
      unit: 'kHz',
      default: 100,
    },
    {
      kind: 'range',
      id: 'radius',
      label: 'Heated radius',
      scale: 'log',
      min: 5,
      max: 500,
      unit: 'µm',
      default: 7,
    },
    {
      kind: 'range',
      id: 'limit',
      label: 'Harmful rise of temperature',
      scale: 'linear',
      min: 100,
      max: 1400,
      step: 10,
      unit: 'K',
      default: 300,
    },
    {
      kind: 'range',
      id: 'ratio',
      label: 'Peak fluence over threshold',
      tex: 'F_0/F_{th}',
      scale: 'log',
      min: 1.1,
      max: 40,
      default: 7.39,
      seeds: [{ role: 'fluence_ratio', clamp: true }],
    },
    {
      kind: 'range',
      id: 'yield',
      label: 'Sputter rate',
      tex: 'Y_V',
      scale: 'linear',
      min: 0.1,
      max: 2,
      step: 0.05,
      unit: 'µm³/nC',
      default: 0.3,
      seeds: [
        { role: 'rate_um', clamp: true },
        { role: 'rate', expression: '1e9 * rate', clamp: true },
      ],
    },
    {
      kind: 'range',
      id: 'spread',
      label: 'How far the face may be off',
      tex: '\\sigma',
      scale: 'linear',
      min: 0.1,
      max: 3,
      step: 0.1,
      unit: 'µm',
      default: 1,
    },
    {
      kind: 'range',
      id: 'redo',
      label: 'Time to make the sample again',
      scale: 'linear',
      min: 0,
      max: 24,
      step: 0.5,
      unit: 'h',
      default: 4,
    },
    {
      kind: 'range',
      id: 'width',
      label: 'Trench: width',
      scale: 'linear',
      min: 20,
      max: 1000,
      step: 10,
      unit: 'µm',
      default: 200,
    },
    {
      kind: 'range',
      id: 'depth',
      label: 'Depth',
      scale: 'linear',
      min: 20,
      max: 1000,
      step: 10,
      unit: 'µm',
      default: 150,
    },
    {
      kind: 'range',
      id: 'length',
      label: 'Length to the target',
      scale: 'linear',
      min: 20,
      max: 1000,
      step: 10,
      unit: 'µm',
      default: 200,
    },
  ],

  async run({ tf, random, emit }, settings) {
    const material = materials[settings.material]!;
    const most = tf.getBackend() === 'cpu' ? mostPulsesOnCpu : Infinity;
    const pulses: Pulses = {
      heat: 1e4 * settings.heat,
      count: Math.min(settings.pulses, most),
      repetition: 1e3 * settings.repetition,
      radius: settings.radius / 1e6,
    };
    const sceneFor = (highest: ArrayLike<number> | undefined): Scene => ({
      material,
      highest,
      limit: settings.limit,
      ratio: settings.ratio,
      job: {
        width: settings.width,
        depth: settings.depth,
        length: settings.length,
        laserRate: craterVolume({ ...spot, ratio: settings.ratio }) * pulses.repetition,
        beamRate: settings.yield * settings.current,
        damage: highest ? damageDepth(highest, settings.limit) : 0,
        spread: settings.spread,
        setup,
        redo: 3600 * settings.redo,
      },
    });
    await emit(laserFibFrame(sceneFor(undefined), 0));
    const highest = await hottest(tf, pulses);
    await emit(laserFibFrame({ ...sceneFor(highest), faces: facesOf(random(faceSeed)) }, 1));

    async function hottest(engine: Tf, { count }: Pulses): Promise<Float32Array> {
      let heat = cold(engine);
      for (let index = 0; index < count; index++) {
        const hotter = heatedBy(engine, material, pulses, index, heat);
        heat.dispose();
        heat = hotter;
        if (index % 10 === 9) await emit(laserFibFrame(sceneFor(undefined), (0.9 * index) / count));
      }
      const found = peaks(engine, heat);
      heat.dispose();
      return found;
    }
  },
});

/** How far each of many faces is off, in standard deviations, sorted. */
function facesOf(random: Random): Float32Array {
  return Float32Array.from({ length: faces }, () => random.normal()).sort();
}
