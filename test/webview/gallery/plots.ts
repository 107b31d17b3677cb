/** One plot of each kind, as functions of the step. */
import type { Params } from '../../../src/demos/contract/control';
import type { Plot } from '../../../src/demos/contract/frame';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Spread evenly enough to look like a cloud, and the same on every run. */
const noise = (i: number) => ((Math.sin(i * 12.9898) * 43758.5453) % 1) * 0.5;

const curve = (step: number, share: number) => ({
  x: range(step * 10),
  y: range(step * 10).map((i) => 2.3 * Math.exp(-i / 40) + share * 0.5 + noise(i) * 0.1),
});

export function plots(step: number, params: Params): Plot[] {
  const share = Number(params['share']);
  const [x0 = 0, y0 = 0] = params['start'] as readonly number[];
  return [
    {
      kind: 'line',
      id: 'loss',
      title: 'Loss over training',
      x: { label: 'step', min: 0, max: 120 },
      y: { label: 'loss', unit: 'nats', min: 0 },
      series: [
        { name: 'training', ...curve(step, 0) },
        { name: 'validation', style: 'dashed', ...curve(step, share) },
        { name: 'best', style: 'points', x: [40, 80], y: [1.1, 0.6] },
      ],
      references: [
        { axis: 'y', at: 0.39, label: 'floor 0.39' },
        { axis: 'x', at: 60, label: 'warm-up ends' },
      ],
      text: 'Training loss falls from 2.3 to 0.4 nats.',
    },
    {
      kind: 'line',
      id: 'log',
      title: 'Error by width',
      x: { label: 'width', scale: 'log' },
      y: { label: 'error', unit: '%', scale: 'log' },
      series: [{ name: 'measured', x: [8, 32, 128, 512, 2048], y: [40, 11, 3.2, 0.9, 0.24] }],
      text: 'The error falls from 40 % at width 8 to 0.24 % at width 2048.',
    },
    {
      kind: 'area',
      id: 'density',
      title: 'Density of activations',
      x: { label: 'activation' },
      y: { label: 'density' },
      series: [
        {
          name: 'before',
          x: range(61).map((i) => i / 10 - 3),
          y: range(61).map((i) => Math.exp(-((i / 10 - 3) ** 2) / 2)),
        },
        {
          name: 'after',
          x: range(61).map((i) => i / 10 - 3),
          y: range(61).map((i) => 1.4 * Math.exp(-((i / 10 - 4) ** 2) * 2)),
        },
      ],
      text: 'The peak moves from 0 to 1.',
    },
    {
      kind: 'bar',
      id: 'bars',
      title: 'Probability by class',
      x: { label: 'class' },
      y: { label: 'probability', min: 0 },
      categories: ['cat', 'dog', 'bird', 'fish', 'horse', 'a very long name'],
      series: [
        { name: 'target', style: 'outline', values: [0, 1, 0, 0, 0, 0] },
        { name: 'training', values: [0.05, 0.7, 0.1, 0.05, 0.05, 0.05] },
        { name: 'validation', values: [0.1, 0.5, 0.2, 0.1, 0.05, 0.05] },
      ],
      text: 'Dog leads with 0.7.',
    },
    {
      kind: 'histogram',
      id: 'histogram',
      title: 'Gradient norms',
      x: { label: 'norm' },
      y: { label: 'count' },
      edges: range(21).map((i) => i / 10),
      series: [
        { name: 'clipped', counts: range(20).map((i) => Math.round(60 * Math.exp(-(((i - 7) / 4) ** 2)))) },
        { name: 'free', counts: range(20).map((i) => Math.round(40 * Math.exp(-(((i - 12) / 3) ** 2)))) },
      ],
      references: [{ axis: 'x', at: 1, label: 'limit' }],
      text: 'Clipping moves the mode from 1.2 to 0.7.',
    },
    {
      kind: 'scatter',
      id: 'scatter',
      title: 'Classes in the plane',
      x: { label: 'x₁', min: -3, max: 3 },
      y: { label: 'x₂', min: -3, max: 3 },
      points: [0, 1, 2].map((group) => ({
        name: `class ${group}`,
        x: range(60).map((i) => 1.5 * Math.cos((group * 2 * Math.PI) / 3) + 2 * noise(i * 7 + group)),
        y: range(60).map((i) => 1.5 * Math.sin((group * 2 * Math.PI) / 3) + 2 * noise(i * 13 + group)),
      })),
      regions: {
        columns: 40,
        rows: 40,
        values: range(1600).map((i) => {
          const angle = Math.atan2(Math.floor(i / 40) - 19.5, (i % 40) - 19.5) + Math.PI / 3 + 2 * Math.PI;
          return Math.floor((angle / (2 * Math.PI)) * 3) % 3;
        }),
        xMin: -3,
        xMax: 3,
        yMin: -3,
        yMax: 3,
        groups: ['class 0', 'class 1', 'class 2'],
      },
      picks: 'start',
      text: 'Three clouds of 60 points.',
    },
    {
      kind: 'heatmap',
      id: 'attention',
      title: 'Attention weights',
      x: { label: 'key', categories: ['the', 'cat', 'sat', 'on'] },
      y: { label: 'query', categories: ['on', 'sat', 'cat', 'the'] },
      grid: {
        columns: 4,
        rows: 4,
        values: range(16).map((i) => ((i * 7) % 16) / 16),
        xMin: 0,
        xMax: 4,
        yMin: 0,
        yMax: 4,
      },
      colors: 'sequential',
      text: 'The strongest weight is 0.94.',
    },
    {
      kind: 'heatmap',
      id: 'correlation',
      title: 'Correlation of units',
      x: { label: 'unit' },
      y: { label: 'unit' },
      grid: {
        columns: 40,
        rows: 40,
        values: range(1600).map((i) => Math.sin((i % 40) / 5) * Math.cos(i / 40 / 6)),
        xMin: 0,
        xMax: 40,
        yMin: 0,
        yMax: 40,
      },
      colors: 'diverging',
      text: 'Correlations run from −1 to 1.',
    },
    {
      kind: 'number-line',
      id: 'line',
      title: 'Where your value stands',
      x: { label: 'ε', min: 0, max: 0.6 },
      marks: [
        { at: share, label: `yours ${share}`, tone: 'accent' },
        { at: 0.1, label: 'default 0.1', tone: 'good' },
        { at: 0.12, label: 'DeiT 0.12', tone: 'warning' },
      ],
      bands: [
        { from: 0.05, to: 0.2, label: 'usual', tone: 'good' },
        { from: 0.3, to: 0.6, label: 'strong', tone: 'warning' },
      ],
      text: `Your value is ${share}; 0.05 to 0.2 is usual.`,
    },
    {
      kind: 'table',
      id: 'table',
      title: 'Scores',
      columns: [{ label: 'model' }, { label: 'accuracy', digits: 3 }, { label: 'time', unit: 'ms' }],
      rows: [
        ['plain', 0.7134, 12],
        ['smoothed', 0.7261, 12.4],
      ],
      highlight: 1,
      text: 'Smoothing raises accuracy from 0.713 to 0.726.',
    },
    {
      kind: 'images',
      id: 'images',
      title: 'Samples',
      perRow: 4,
      images: range(8).map((n) => ({
        label: `digit ${n}`,
        width: 8,
        height: 8,
        channels: n % 2 === 0 ? (1 as const) : (3 as const),
        pixels: range(n % 2 === 0 ? 64 : 192).map((i) => Math.abs(Math.sin(i * (n + 1)))),
        mark: n === 2 ? ('good' as const) : n === 3 ? ('bad' as const) : undefined,
      })),
      text: 'Eight samples; the fourth is wrong.',
    },
    {
      kind: 'text',
      id: 'text',
      title: 'Weight of each word',
      spans: ['the ', 'movie ', 'was ', 'not ', 'good ', 'at ', 'all'].map((text, i) => ({
        text,
        weight: [0, 0.1, 0, -0.9, 0.6, 0, -0.2][i],
        mark: i === 3 ? ('error' as const) : i === 4 ? ('accent' as const) : undefined,
      })),
      text: '"not" weighs −0.9.',
    },
    {
      kind: 'graph',
      id: 'layers',
      title: 'Data flow',
      layout: 'layers',
      nodes: ['input', 'norm', 'attention', 'skip', 'sum'].map((id, i) => ({
        id,
        label: id,
        group: i % 3,
        value: i / 4,
      })),
      edges: [
        { from: 'input', to: 'norm', directed: true },
        { from: 'norm', to: 'attention', directed: true, weight: 2, label: 'x̂' },
        { from: 'input', to: 'skip', directed: true },
        { from: 'attention', to: 'sum', directed: true },
        { from: 'skip', to: 'sum', directed: true },
      ],
      text: 'Input reaches the sum on two ways.',
    },
    {
      kind: 'graph',
      id: 'force',
      title: 'Neighbours',
      layout: 'force',
      nodes: range(12).map((i) => ({ id: `n${i}`, label: String(i), group: i % 2 })),
      edges: range(12).flatMap((i) => [
        { from: `n${i}`, to: `n${(i + 1) % 12}` },
        { from: `n${i}`, to: `n${(i * 5) % 12}` },
      ]),
      text: 'Twelve nodes, 24 edges.',
    },
    {
      kind: 'field',
      id: 'field',
      title: 'Descent on the loss surface',
      x: { label: 'w₁', min: -2, max: 2 },
      y: { label: 'w₂', min: -2, max: 2 },
      grid: {
        columns: 40,
        rows: 40,
        values: range(1600).map(
          (i) => (((i % 40) - 19.5) / 10) ** 2 + 2 * ((Math.floor(i / 40) - 19.5) / 10) ** 2,
        ),
        xMin: -2,
        xMax: 2,
        yMin: -2,
        yMax: 2,
      },
      contours: [0.5, 1, 2, 4],
      arrows: {
        x: [-1, 1, 1, -1],
        y: [-1, -1, 1, 1],
        dx: [0.3, -0.3, -0.3, 0.3],
        dy: [0.5, 0.5, -0.5, -0.5],
      },
      particles: { x: [x0], y: [y0] },
      paths: [
        {
          name: 'descent',
          x: range(step).map((i) => x0 * 0.8 ** i),
          y: range(step).map((i) => y0 * 0.6 ** i),
        },
      ],
      picks: 'start',
      text: 'The path runs to the origin.',
    },
  ];
}
