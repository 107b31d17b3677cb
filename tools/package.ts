/** `npm run package`: writes gloss.vsix, which any VS Code installs. */
import { join } from 'node:path';
import { root } from './host/cache';
import { pack } from './host/vsix';

pack(join(root, 'gloss.vsix'));
process.exit();
