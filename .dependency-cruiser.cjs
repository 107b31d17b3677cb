/** No import cycle, anywhere in src. Layers are eslint's (eslint.config.mjs). */
module.exports = {
  forbidden: [{ name: 'no-cycle', severity: 'error', from: { path: '^src' }, to: { circular: true } }],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'src/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
