// concept: langflow
// prefix: [flow-json-check, langflow]
// description: Cycles and secrets in the JSON of an exported flow
// position: statement

// --- setup
interface FlowFile {
  data: {
    nodes: { data: { id: string; node: { template: Record<string, { password?: boolean; value?: unknown } | string> } } }[];
    edges: { source: string; target: string }[];
  };
}

// --- snippet
function checkFlow({ data: { nodes, edges } }: FlowFile): string[] {
  const waiting = new Set(nodes.map((node) => node.data.id));
  for (let ready = true; ready; ) {
    ready = false;
    for (const id of waiting) {
      if (edges.some(({ source, target }) => target === id && waiting.has(source))) continue;
      ready = waiting.delete(id);
    }
  }
  const cycle = waiting.size > 0 ? [`cycle behind ${[...waiting].join(', ')}`] : [];
  const secrets = nodes.flatMap(({ data: { id, node } }) =>
    Object.entries(node.template).flatMap(([name, field]) =>
      typeof field === 'object' && field.password && field.value ? [`secret in ${id}.${name}`] : [],
    ),
  );
  return [...cycle, ...secrets];
}

// --- test
const node = (id: string, template: FlowFile['data']['nodes'][number]['data']['node']['template'] = {}) => ({
  data: { id, node: { template } },
});
const edges = [
  { source: 'chat_in', target: 'prompt' },
  { source: 'prompt', target: 'model' },
  { source: 'model', target: 'chat_out' },
];
const nodes = [node('chat_in'), node('prompt'), node('model', { _type: 'Model', api_key: { password: true, value: '' } }), node('chat_out')];
const loop = { source: 'chat_out', target: 'prompt' };
const leaky = [...nodes.slice(0, 3), node('chat_out', { api_key: { password: true, value: 'sk-1' } })];
const said = [
  checkFlow({ data: { nodes, edges } }),
  checkFlow({ data: { nodes, edges: [...edges, loop] } }),
  checkFlow({ data: { nodes: leaky, edges } }),
];
const expected = [[], ['cycle behind prompt, model, chat_out'], ['secret in chat_out.api_key']];
if (JSON.stringify(said) !== JSON.stringify(expected)) throw new Error(JSON.stringify(said));
