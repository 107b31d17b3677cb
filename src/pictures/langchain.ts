/** The pipeline from text to answer with the numbers of the code in its boxes, or the loop of an agent. */
import { formatNumber } from '../util/number';
import { boxRow, type Box } from './draw/boxes';
import { renderSvg } from './draw/svg';
import type { Draw, PictureInput } from './picture';

interface Pipeline {
  readonly size: number;
  readonly overlap: number;
  readonly k: number;
  readonly lambda?: number;
}

const isCount = (value: unknown, least: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value < 1e7;

/** What the pipeline is set to; nothing where one of the numbers is none. */
function pipelineOf({ roles, defaults }: PictureInput): Pipeline | undefined {
  const [size, overlap, k] = ['chunk_size', 'overlap', 'k'].map((role) => roles[role] ?? defaults[role]);
  const lambda = roles['lambda_mult'];
  if (!isCount(size, 1) || !isCount(overlap, 0) || !isCount(k, 1)) return undefined;
  if (lambda === undefined) return { size, overlap, k };
  return typeof lambda === 'number' && lambda >= 0 && lambda <= 1 ? { size, overlap, k, lambda } : undefined;
}

const count = (value: number) => formatNumber(value);

function boxesOf({ size, overlap, k, lambda }: Pipeline, { roles }: PictureInput): Box[] {
  const tone = (...names: string[]) => (names.some((name) => name in roles) ? 'accent' : 'plain');
  return [
    {
      name: 'chunk',
      value: `${count(size)} / ${count(overlap)}`,
      tone: overlap > size ? 'error' : tone('chunk_size', 'overlap'),
    },
    { name: 'embed' },
    {
      name: 'retrieve',
      value: lambda === undefined ? `k = ${count(k)}` : `k = ${count(k)}, λ = ${formatNumber(lambda, 2)}`,
      tone: tone('k', 'lambda_mult'),
    },
    { name: 'prompt', value: overlap > size ? undefined : `≤ ${count(size * k)}` },
    { name: 'model' },
  ];
}

function sentence({ size, overlap, k, lambda }: Pipeline): string {
  if (overlap > size)
    return `An overlap of ${count(overlap)} does not fit into chunks of ${count(size)} characters: ValueError.`;
  const how = lambda === undefined ? '' : ` by marginal relevance with λ = ${formatNumber(lambda, 2)}`;
  return `Chunks of ${count(size)} characters that share ${count(overlap)}; ${count(k)} of them, at most ${count(size * k)} characters, reach the prompt${how}.`;
}

/** The loop of an agent, unrolled. */
const agent: readonly Box[] = [
  { name: 'messages' },
  { name: 'model', tone: 'accent' },
  { name: 'tools', value: 'while it asks' },
  { name: 'model', tone: 'accent' },
  { name: 'answer' },
];

const draw: Draw = (input) => {
  const { symbol, roles, width, height, palette } = input;
  const area = { x: 2, y: 4, width: width - 4, height: Math.min(50, height - 8) };
  const row = (boxes: readonly Box[]) => renderSvg(width, height, boxRow(boxes, area, palette));
  if (symbol?.endsWith('.create_agent') || symbol?.endsWith('.createAgent')) {
    const svg = row(agent);
    if (svg === undefined) return undefined;
    return {
      svg,
      text: 'An agent: the model calls tools and reads their results until it answers without a call.',
    };
  }
  const isPipeline =
    symbol === undefined || /splitter|vectorstore|chroma/i.test(symbol) || Object.keys(roles).length > 0;
  const pipeline = isPipeline ? pipelineOf(input) : undefined;
  const svg = pipeline && row(boxesOf(pipeline, input));
  return svg === undefined ? undefined : { svg, text: sentence(pipeline!) };
};

export default draw;
