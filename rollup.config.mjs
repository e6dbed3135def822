import { existsSync } from 'node:fs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

const plugins = [
  nodeResolve(),
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' }),
  // Licences stand in THIRD-PARTY-NOTICES.txt.
  terser({ module: true, format: { comments: false } }),
];

/** Names in dist/ and the sources of what a page imports. */
const page = {
  'web-dash': 'src/web-dash.ts',
  'web-dash-element': 'src/web-dash-element.ts',
  define: 'src/define.ts',
};

/**
 * The page's entries share code, so that there is one element class however it is imported; the worker
 * stands alone, as it may be started through a blob.
 *
 * @type {import('rollup').RollupOptions[]}
 */
export default [page, { 'web-dash-kernel': 'src/kernel/worker.ts' }]
  .map((input) => Object.fromEntries(Object.entries(input).filter(([, path]) => existsSync(path))))
  .filter((input) => Object.keys(input).length > 0)
  .map((input) => ({
    input,
    plugins,
    output: {
      dir: 'dist',
      format: 'es',
      // Code finds its neighbours by import.meta.url: no subfolders.
      chunkFileNames: 'web-dash-shared.js',
      sourcemap: false,
    },
  }));
