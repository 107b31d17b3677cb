// concept: langflow
// prefix: [langflow-run-api-ts, langflow]
// description: Ask a running flow over HTTP, with the key from the environment
// position: statement
// placeholders: {"'http://localhost:7860'": , "'my-flow'": }

// --- setup
import { createServer } from 'node:http';

// --- snippet
async function ask(question: string, flow = 'my-flow') {
  const url = process.env['LANGFLOW_URL'] ?? 'http://localhost:7860';
  const response = await fetch(`${url}/api/v1/run/${flow}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': process.env['LANGFLOW_API_KEY'] ?? '' },
    body: JSON.stringify({ input_value: question, input_type: 'chat', output_type: 'chat', tweaks: {} }),
  });
  if (!response.ok) throw new Error(`Langflow answered ${response.status}`);
  return response.json();
}

// --- test
process.env['LANGFLOW_API_KEY'] = 'sk-test';
const server = createServer((request, reply) => {
  let body = '';
  request.on('data', (part) => (body += String(part)));
  request.on('end', () => {
    const { input_value: question } = JSON.parse(body) as { input_value: string };
    const isRight =
      request.url === '/api/v1/run/my-flow' &&
      request.method === 'POST' &&
      request.headers['x-api-key'] === 'sk-test' &&
      question === 'What?';
    reply.writeHead(isRight ? 200 : 400).end('{"outputs": []}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env['LANGFLOW_URL'] = `http://127.0.0.1:${address.port}`;
  void ask('What?').then((result) => {
    if (JSON.stringify(result) !== '{"outputs":[]}') throw new Error(JSON.stringify(result));
    server.close();
  });
});
