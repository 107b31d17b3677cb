/** How many calls of the model a question costs in each response mode, or how long a chunk of so many tokens is. */
import { formatNumber } from '../util/number';
import { bars } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, PictureInput } from './picture';

interface Mode {
  /** What LlamaIndex calls it; it has no map-reduce. */
  readonly mode?: string;
  readonly name: string;
  readonly calls: (k: number) => number;
  /** More are needed where the chunks do not fit the window. */
  readonly isLeast: boolean;
}

const modes: readonly Mode[] = [
  { mode: 'simple_summarize', name: 'stuff', calls: () => 1, isLeast: false },
  { mode: 'refine', name: 'refine', calls: (k) => k, isLeast: false },
  { mode: 'compact', name: 'compact', calls: () => 1, isLeast: true },
  { name: 'map-reduce', calls: (k) => (k > 1 ? k + 1 : 1), isLeast: false },
  { mode: 'tree_summarize', name: 'tree', calls: () => 1, isLeast: true },
];

/** Rule of thumb for English. */
const charactersPerToken = 4;
const greatest = 1e7;

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= greatest;

interface Drawing {
  readonly shapes: readonly Shape[];
  readonly text: string;
}

function calls(k: number, chosen: string | undefined, { width, height, palette }: PictureInput): Drawing {
  const most = Math.max(...modes.map((mode) => mode.calls(k)));
  const label = ({ calls: of, isLeast }: Mode) => (isLeast && k > 1 ? `≥ ${of(k)}` : formatNumber(of(k)));
  const list = modes.map((mode) => ({
    value: mode.calls(k),
    color: mode.mode !== undefined && mode.mode === chosen ? palette.accent : palette.muted,
    name: `${mode.name} ${label(mode)}`,
  }));
  const area = { x: 4, y: 4, width: width - 8, height: height - 20 };
  const counts = modes.map((mode) => `${mode.name} ${label(mode)}`).join(', ');
  const read = chosen === undefined ? undefined : modes.find(({ mode }) => mode === chosen);
  return {
    shapes: bars(area, list, most, palette),
    text: `Calls for one question with ${k} chunks: ${counts}${read ? `; the code asks for ${read.name}` : ''}.`,
  };
}

/** The chunk in tokens over the chunk that the same number of characters would be. */
function lengths(size: number, overlap: number, { width, height, palette }: PictureInput): Drawing {
  const long = charactersPerToken * size;
  const rows = [
    `${formatNumber(size)} tokens ≈ ${formatNumber(long)} characters`,
    `${formatNumber(size)} characters ≈ ${formatNumber(Math.round(size / charactersPerToken))} tokens`,
  ];
  const words = Math.ceil(1.12 * textWidth(rows[0]!, 11)) + 6;
  const room = width - words - 14;
  const row = Math.min(24, (height - 4) / 2);
  const bar = (i: number, from: number, share: number, fill: string, stroke?: string): Shape => ({
    kind: 'rect',
    x: 4 + from * room,
    y: 4 + i * row,
    width: share * room,
    height: row - 4,
    fill,
    stroke,
  });
  const shared = overlap / size;
  return {
    shapes: [
      bar(0, 0, 1, palette.accent),
      bar(0, 1 - shared, shared, palette.grid, palette.accent),
      bar(1, 0, 1 / charactersPerToken, palette.muted),
      ...rows.map((text, i): Shape => ({
        kind: 'text',
        x: width - words,
        y: 4 + i * row + (row - 4) / 2 + 4,
        text,
        size: 11,
        fill: i === 0 ? palette.foreground : palette.muted,
        bold: i === 0,
      })),
    ],
    text: `A chunk of ${rows[0]} of English, ${formatNumber(overlap)} tokens shared; ${rows[1]}.`,
  };
}

function drawing(input: PictureInput): Drawing | undefined {
  const { symbol = '', roles, defaults } = input;
  const read = (role: string) => roles[role] ?? defaults[role];
  if (/llama_?index.*splitter/i.test(symbol)) {
    const [size, overlap] = [read('chunk_size'), read('overlap') ?? 0];
    if (!isCount(size) || !(overlap === 0 || isCount(overlap)) || overlap > size) return undefined;
    return lengths(size, overlap, input);
  }
  if (!('top_k' in roles) && symbol !== '' && !/VectorStoreIndex|Retriever/.test(symbol)) return undefined;
  const [k, mode] = [read('top_k'), read('mode')];
  if (!isCount(k) || k > 1000) return undefined;
  if (mode !== undefined && !modes.some((one) => one.mode === mode)) return undefined;
  return calls(k, typeof mode === 'string' ? mode : undefined, input);
}

const draw: Draw = (input) => {
  const drawn = drawing(input);
  const svg = drawn && renderSvg(input.width, input.height, drawn.shapes);
  return svg === undefined ? undefined : { svg, text: drawn!.text };
};

export default draw;
