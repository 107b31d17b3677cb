/** Nodes and edges: placed as given, in layers from left to right, or by forces. */
import * as Plot from '@observablehq/plot';
import { forceCenter, forceLink, forceManyBody, forceSimulation, type SimulationNodeDatum } from 'd3-force';
import type { GraphPlot } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { seriesColor } from '../theme';
import { accessible } from './chart';
import { extentOf } from './extent';
import type { Canvas } from './size';

interface Place {
  readonly x: number;
  readonly y: number;
}
type Places = ReadonlyMap<string, Place>;

/** Force layouts by their structure, so that a graph keeps still while its values change. */
const settled = new Map<string, Places>();
const settledLimit = 20;

function placesOf(plot: GraphPlot): Places {
  if (plot.layout === 'given')
    return new Map(plot.nodes.map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]));
  if (plot.layout === 'layers') return layers(plot);
  const key = JSON.stringify([
    plot.id,
    plot.nodes.map((node) => node.id),
    plot.edges.map((edge) => [edge.from, edge.to]),
  ]);
  const known = settled.get(key) ?? forces(plot);
  settled.set(key, known);
  if (settled.size > settledLimit) settled.delete(settled.keys().next().value ?? '');
  return known;
}

/** Each node one column right of the last that leads to it; a cycle ends where it closes. */
export function layers(plot: Pick<GraphPlot, 'nodes' | 'edges'>): Places {
  const column = new Map(plot.nodes.map((node) => [node.id, 0]));
  for (let round = 1; round < plot.nodes.length; round++) {
    let moved = false;
    for (const { from, to } of plot.edges) {
      const next = (column.get(from) ?? 0) + 1;
      if (from === to || next <= (column.get(to) ?? 0) || next >= plot.nodes.length) continue;
      column.set(to, next);
      moved = true;
    }
    if (!moved) break;
  }
  const places = new Map<string, Place>();
  for (const x of new Set(column.values())) {
    const members = plot.nodes.filter((node) => column.get(node.id) === x);
    members.forEach((node, i) => places.set(node.id, { x, y: (members.length - 1) / 2 - i }));
  }
  return places;
}

function forces(plot: GraphPlot): Places {
  type Node = SimulationNodeDatum & { id: string };
  const nodes: Node[] = plot.nodes.map((node) => ({ id: node.id }));
  const known = new Set(nodes.map((node) => node.id));
  const links = plot.edges
    .filter((edge) => known.has(edge.from) && known.has(edge.to))
    .map((edge) => ({ source: edge.from, target: edge.to }));
  forceSimulation(nodes)
    .force(
      'link',
      forceLink<Node, { source: string; target: string }>(links).id((node) => node.id),
    )
    .force('charge', forceManyBody().strength(-60))
    .force('center', forceCenter(0, 0))
    .stop()
    .tick(200);
  return new Map(nodes.map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]));
}

export function drawGraph(plot: GraphPlot, canvas: Canvas): SVGSVGElement {
  const places = placesOf(plot);
  const at = (id: string): Place => places.get(id) ?? { x: 0, y: 0 };
  const all = [...places.values()];
  const padded = (values: number[]) => {
    const [min, max] = extentOf([values]) ?? [0, 1];
    return min === max ? [min - 1, max + 1] : [min, max];
  };
  const edges = plot.edges.map((edge) => {
    const [from, to] = [at(edge.from), at(edge.to)];
    return {
      ...edge,
      x1: from.x,
      y1: from.y,
      x2: to.x,
      y2: to.y,
      x: (from.x + to.x) / 2,
      y: (from.y + to.y) / 2,
    };
  });
  const nodes = plot.nodes.map((node) => ({ ...node, ...at(node.id) }));
  const svg = Plot.plot({
    width: canvas.width,
    height: canvas.height,
    margin: 30,
    marginLeft: 44,
    marginRight: 44,
    className: 'chart',
    x: { axis: null, domain: padded(all.map((place) => place.x)) },
    y: { axis: null, domain: padded(all.map((place) => place.y)) },
    marks: [...edgeMarks(edges), ...nodeMarks(nodes)],
  }) as SVGSVGElement;
  return accessible(svg, plot);
}

type DrawnEdge = GraphPlot['edges'][number] & {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  x: number;
  y: number;
};
type DrawnNode = GraphPlot['nodes'][number] & Place;

/** More edges than this are drawn fainter, so that the nodes stand out. */
const crowd = 100;

function edgeMarks(edges: DrawnEdge[]): Plot.Markish[] {
  const heaviest = Math.max(...edges.map((edge) => Math.abs(edge.weight ?? 1)), 1e-12);
  const ends = {
    x1: 'x1',
    y1: 'y1',
    x2: 'x2',
    y2: 'y2',
    stroke: 'var(--gloss-muted)',
    strokeOpacity: edges.length > crowd ? 0.5 : 1,
  };
  const weighted = edges.some((edge) => edge.weight !== undefined);
  const width = (edge: DrawnEdge) => (weighted ? 0.75 + (2.5 * Math.abs(edge.weight ?? 1)) / heaviest : 1.25);
  const directed = edges.filter((edge) => edge.directed);
  const plain = edges.filter((edge) => !edge.directed);
  return [
    Plot.link(plain, { ...ends, strokeWidth: width }),
    Plot.arrow(directed, { ...ends, strokeWidth: width, inset: 12, headLength: 8 }),
    Plot.text(edges, {
      x: 'x',
      y: 'y',
      text: (edge: DrawnEdge) => edge.label ?? '',
      stroke: 'var(--gloss-canvas)',
      fill: 'currentColor',
      dy: -6,
    }),
  ];
}

function nodeMarks(nodes: DrawnNode[]): Plot.Markish[] {
  const label = (node: DrawnNode) =>
    node.value === undefined ? node.label : `${node.label}\n${formatNumber(node.value, 3)}`;
  const r = Math.max(4, Math.min(9, 90 / Math.sqrt(nodes.length)));
  const color = (node: DrawnNode) => seriesColor(node.group ?? 0);
  const isHollow = (node: DrawnNode) => node.strength === 0;
  return [
    Plot.dot(nodes, { x: 'x', y: 'y', r, fill: 'var(--gloss-canvas)' }),
    Plot.dot(nodes, {
      x: 'x',
      y: 'y',
      r,
      fill: (node: DrawnNode) => (isHollow(node) ? 'var(--gloss-canvas)' : color(node)),
      fillOpacity: (node: DrawnNode) => node.strength ?? 1,
      stroke: (node: DrawnNode) => {
        if (node.strength === undefined) return 'var(--gloss-canvas)';
        return isHollow(node) ? 'var(--gloss-muted)' : color(node);
      },
    }),
    Plot.dot(
      nodes.filter((node) => node.marked),
      { x: 'x', y: 'y', r: r + 2.5, stroke: 'currentColor', strokeWidth: 2 },
    ),
    Plot.text(nodes, {
      x: 'x',
      y: 'y',
      text: label,
      dy: 12,
      lineAnchor: 'top',
      stroke: 'var(--gloss-canvas)',
      strokeWidth: 3,
      fill: 'currentColor',
    }),
  ];
}
