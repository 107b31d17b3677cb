/** Every test file of the extension host; filled in by tools/host/bundle.ts. */
declare module 'gloss:tests';
declare module 'mocha/mocha.js';
