/** `npm start`: builds Gloss and opens examples/ with it in a real VS Code, on the desktop or else in the browser. */
import { buildAll, root, run, setup } from './setup.mjs';

await setup();
console.log('Building …');
await buildAll().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
process.exitCode = await run(
  process.execPath,
  ['--import', 'tsx', 'tools/host/open.ts', ...process.argv.slice(2)],
  {
    cwd: root,
  },
);
