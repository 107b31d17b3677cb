/** The frame of the Langflow demo: the graph with what ran again, the values, the bill of each edit, and the JSON. */
import type { BarPlot, Frame, GraphPlot, Metric, TablePlot, TextPlot } from '../contract/frame';
import { described, type Step } from './executor';
import { affected, exportFlow, type Edge, type Flow } from './flow';
import { flowOf, layouts, type Layout } from './layouts';

export interface Session {
  readonly layout: Layout;
  /** After the edit. */
  readonly flow: Flow;
  /** The component that is edited. */
  readonly target: string;
  readonly frozen: readonly string[];
  /** What the edited component leads to, itself included. */
  readonly reached: ReadonlySet<string>;
  /** A wire that the user draws; a reason says why it is refused. */
  readonly wire: { readonly edge: Edge; readonly reason: string | undefined } | undefined;
  /** Steps of the first run and of the run after the edit, so far. */
  readonly first: Step[];
  readonly again: Step[];
  /** Chunks and questions that were embedded in either run. */
  readonly embedded: [number, number];
  readonly questions: [number, number];
}

/** Where the nodes stand: columns from left to right. */
const places: Readonly<Record<Layout, Readonly<Record<string, readonly [number, number]>>>> = {
  combined: {
    corpus: [0, 3],
    chat_in: [0, 0.8],
    split: [1, 3],
    embed: [1, 2],
    index: [2, 2.6],
    parse: [3, 3],
    prompt: [3, 1],
    model: [4, 1.8],
    chat_out: [4, 0.5],
  },
  separated: {
    corpus: [0, 3],
    chat_in: [0, 0.8],
    split: [1, 3],
    embed: [1, 2],
    index: [2, 3],
    search: [2, 1.8],
    parse: [3, 2.4],
    prompt: [3, 0.9],
    model: [4, 1.8],
    chat_out: [4, 0.5],
  },
};

export function flowFrame(session: Session): Frame {
  const { first, again, flow } = session;
  return {
    plots: [graphPlot(session), costPlot(session), stepTable(session), editTable(session), jsonPlot(session)],
    metrics: metricsOf(session),
    progress: (first.length + again.length) / (2 * flow.nodes.length),
    reading: readingOf(session),
  };
}

const ranOf = (steps: readonly Step[]) => steps.filter(({ ran }) => ran).map(({ id }) => id);
const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function graphPlot({ layout, flow, target, first, again, wire, frozen }: Session): GraphPlot {
  const steps = again.length > 0 ? again : first;
  const strength = (id: string) => {
    const step = steps.find((one) => one.id === id);
    return step ? Number(step.ran) : 0;
  };
  const edges = flow.edges.map(({ from, to }) => ({ from, to, directed: true }));
  const drawn = wire?.reason ? [{ ...wire.edge, directed: true, label: 'refused' }] : [];
  return {
    kind: 'graph',
    id: 'flow',
    title: again.length > 0 ? `After ${target} changed: filled ones ran again` : 'The first run: every node',
    layout: 'given',
    nodes: flow.nodes.map(({ id }) => {
      const [x, y] = places[layout][id]!;
      const isFrozen = frozen.includes(id);
      return {
        id,
        label: isFrozen ? `${id}\n(frozen)` : id,
        x,
        y,
        strength: strength(id),
        marked: id === target,
      };
    }),
    edges: [...edges, ...drawn.map(({ from, to, directed, label }) => ({ from, to, directed, label }))],
    text: `${flow.nodes.length} nodes and ${flow.edges.length} edges; ${again.length > 0 ? `ran again: ${ranOf(again).join(', ') || 'none'}` : `ran so far: ${ranOf(first).join(', ') || 'none'}`}.`,
  };
}

function costPlot({ embedded, questions }: Session): BarPlot {
  return {
    kind: 'bar',
    id: 'embedded',
    title: 'Texts embedded',
    y: { label: 'texts', min: 0 },
    categories: ['first run', 'after the edit'],
    series: [
      { name: 'chunks', values: [...embedded] },
      { name: 'questions', values: [...questions] },
    ],
    text: `The first run embeds ${many(embedded[0], 'chunk')}, the run after the edit ${many(embedded[1], 'chunk')} and ${many(questions[1], 'question')}.`,
  };
}

const longest = 60;
const shortened = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};

function stepTable({ flow, first, again, target }: Session): TablePlot {
  const steps = first.map((step, i) => again[i] ?? step);
  const typeOf = (id: string) => flow.nodes.find((node) => node.id === id)!.gives;
  return {
    kind: 'table',
    id: 'steps',
    title: 'In the order of Kahn; a stand-in that quotes plays the model',
    columns: [{ label: 'node' }, { label: 'type' }, { label: 'after the edit' }, { label: 'value' }],
    rows: steps.map(({ id, value }, i) => {
      const later = again[i];
      const state = later ? (later.ran ? 'ran' : 'kept') : '';
      return [id, typeOf(id), state, shortened(described(value))];
    }),
    highlight: steps.findIndex(({ id }) => id === target),
    text: `The order is ${steps.map(({ id }) => id).join(', ') || 'not known yet'}.`,
  };
}

/** How many nodes run again after an edit of each, in both layouts. */
function editTable({ target }: Session): TablePlot {
  const flows = layouts.map((layout) => flowOf(layout, { question: '', size: 1, overlap: 0, k: 1 }));
  const ids = flows[1]!.nodes.map(({ id }) => id).filter((id) => id !== 'chat_out');
  const rows = ids.map((id) => [
    id,
    ...flows.map((flow) => (flow.nodes.some((node) => node.id === id) ? affected(flow, id).size : '–')),
  ]);
  return {
    kind: 'table',
    id: 'edits',
    title: 'Nodes that run again after an edit',
    columns: [{ label: 'edited' }, { label: 'one store component' }, { label: 'index and search' }],
    rows,
    highlight: ids.indexOf(target),
    text: `After an edit of ${target}: ${flows.map((flow) => affected(flow, target).size).join(' and ')} nodes.`,
  };
}

/** Of the file that would be exported, the edited node. */
function jsonPlot({ flow, target }: Session): TextPlot {
  const { data } = JSON.parse(exportFlow(flow)) as { data: { nodes: { data: { id: string } }[] } };
  const node = data.nodes.find((one) => one.data.id === target);
  return {
    kind: 'text',
    id: 'json',
    title: `${target} in the exported JSON`,
    spans: [{ text: JSON.stringify(node, null, 1) }],
    text: `The file has ${flow.nodes.length} nodes and ${flow.edges.length} edges; this is the node that was edited.`,
  };
}

function metricsOf({ flow, again, embedded, questions, reached, wire }: Session): Metric[] {
  return [
    { id: 'again', label: `nodes run again, of ${flow.nodes.length}`, value: ranOf(again).length },
    { id: 'chunks', label: 'chunks embedded again', value: embedded[1] },
    { id: 'questions', label: 'questions embedded again', value: questions[1] },
    { id: 'first', label: 'chunks embedded at first', value: embedded[0] },
    { id: 'reached', label: 'nodes behind the edit', value: reached.size },
    { id: 'refused', label: 'wires refused', value: Number(wire?.reason !== undefined) },
  ];
}

function readingOf({ target, flow, again, embedded, questions, wire, frozen, reached }: Session): string {
  const refused = wire?.reason ? `The wire is refused: ${wire.reason}. ` : '';
  if (again.length === 0) return `${refused}The flow runs for the first time, node by node.`;
  const ran = ranOf(again);
  const stale = frozen.filter((id) => reached.has(id));
  const kept = stale.length > 0 ? ` Frozen: ${stale.join(', ')}, so the answer may be stale.` : '';
  return `${refused}After ${target} changed, ${many(ran.length, 'node')} of ${flow.nodes.length} ran again and embedded ${many(embedded[1], 'chunk')} and ${many(questions[1], 'question')}.${kept}`;
}
