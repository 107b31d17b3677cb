/** Downloads the binary of @tensorflow/tfjs-node, which `npm ci --ignore-scripts` leaves out, and proves that it computes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setup } from './setup.mjs';

const folder = join(root, 'node_modules/@tensorflow/tfjs-node');

function giveUp(words) {
  console.error(`\nThe native engine is not installed: ${words}`);
  console.error('Gloss works without it; demos run on WebAssembly or the CPU.');
  process.exit(1);
}

/** tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed. */
const proof = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  const tf = require(${JSON.stringify(folder)});
  const [value] = tf.tensor([3]).square().dataSync();
  if (value !== 9) throw new Error('3 squared gave ' + value);
  console.log('Native engine works: ' + tf.getBackend() + ', TensorFlow ' + tf.version['tfjs-node']);
`;

await setup();
if (!existsSync(folder)) giveUp(`${folder} does not exist (npm left out optional dependencies).`);
console.log('Downloading the TensorFlow library (hundreds of megabytes) …');
const delimiter = process.platform === 'win32' ? ';' : ':';
const install = await run(process.execPath, ['scripts/install.js'], {
  cwd: folder,
  env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` },
});
if (install !== 0) giveUp(`its install script ended with exit code ${install}; its words stand above.`);
if ((await run(process.execPath, ['-e', proof])) !== 0)
  giveUp('its library was not downloaded or does not load here; the error stands above.');
