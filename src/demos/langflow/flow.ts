/** A flow: components with typed ports, and edges that carry values from an output to an input. */

export type PortType = 'Data' | 'DataFrame' | 'Embeddings' | 'VectorStore' | 'Message';

export interface Component {
  readonly id: string;
  readonly type: string;
  /** Type of its output. */
  readonly gives: PortType;
  /** By the name of the input: what it takes. */
  readonly takes: Readonly<Record<string, readonly PortType[]>>;
  /** Its own settings. */
  readonly template: Readonly<Record<string, string | number>>;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Name of the input. */
  readonly input: string;
}

export interface Flow {
  readonly nodes: readonly Component[];
  readonly edges: readonly Edge[];
}

/**
 * Kahn's order: again and again the first node, by name, whose inputs are all there. Nothing where the graph has a
 * cycle.
 */
export function runOrder({ nodes, edges }: Flow): string[] | undefined {
  const waiting = new Set(nodes.map(({ id }) => id));
  const order: string[] = [];
  while (waiting.size > 0) {
    const isReady = (id: string) => !edges.some(({ from, to }) => to === id && waiting.has(from));
    const [next] = [...waiting].filter(isReady).sort();
    if (next === undefined) return undefined;
    waiting.delete(next);
    order.push(next);
  }
  return order;
}

/** The edited node and all that it leads to. */
export function affected({ edges }: Flow, edited: string): Set<string> {
  const reached = new Set([edited]);
  for (const node of reached) for (const { from, to } of edges) if (from === node) reached.add(to);
  return reached;
}

/** Why an edge cannot be drawn; nothing where it can. */
export function refusal(flow: Flow, edge: Edge): string | undefined {
  const node = (id: string) => flow.nodes.find((one) => one.id === id);
  const [from, to] = [node(edge.from), node(edge.to)];
  const taken = to?.takes[edge.input];
  if (!from || !taken) return `there is no input ${edge.input} of ${edge.to}`;
  if (!taken.includes(from.gives)) return `${edge.input} takes ${taken.join(' or ')}, not ${from.gives}`;
  if (!runOrder({ nodes: flow.nodes, edges: [...flow.edges, edge] }))
    return `it closes a cycle, and no node of a cycle can run first`;
  return undefined;
}

/** A part of the file that Langflow exports: what the graph and its settings are, without places and code. */
interface ExportedFlow {
  readonly data: {
    readonly nodes: readonly {
      readonly data: {
        readonly id: string;
        readonly type: string;
        readonly node: {
          readonly template: Readonly<Record<string, { readonly value: string | number }>>;
          readonly output_types: readonly [PortType];
          readonly input_types: Component['takes'];
        };
      };
    }[];
    readonly edges: readonly {
      readonly source: string;
      readonly target: string;
      readonly targetHandle: string;
    }[];
  };
}

/** As JSON, one line a node and an edge. */
export function exportFlow({ nodes, edges }: Flow): string {
  const lines = (list: readonly object[]) => list.map((item) => `  ${JSON.stringify(item)}`).join(',\n');
  const exported = nodes.map(({ id, type, gives, takes, template }) => ({
    data: {
      id,
      type,
      node: {
        template: Object.fromEntries(Object.entries(template).map(([key, value]) => [key, { value }])),
        output_types: [gives],
        input_types: takes,
      },
    },
  }));
  const wires = edges.map(({ from, to, input }) => ({ source: from, target: to, targetHandle: input }));
  return `{"data": {"nodes": [\n${lines(exported)}\n], "edges": [\n${lines(wires)}\n]}}`;
}

/** @param text as `exportFlow` writes it */
export function importFlow(text: string): Flow {
  const { data } = JSON.parse(text) as ExportedFlow;
  return {
    nodes: data.nodes.map(({ data: { id, type, node } }) => ({
      id,
      type,
      gives: node.output_types[0],
      takes: node.input_types,
      template: Object.fromEntries(Object.entries(node.template).map(([key, { value }]) => [key, value])),
    })),
    edges: data.edges.map(({ source, target, targetHandle }) => ({
      from: source,
      to: target,
      input: targetHandle,
    })),
  };
}
