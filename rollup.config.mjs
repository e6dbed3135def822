import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

import { DEFINE } from './tools/runtime/lines.mjs';

const plugins = [
  nodeResolve(),
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.json', define: DEFINE }),
  // Licences stand in THIRD-PARTY-NOTICES.txt.
  terser({ module: true, format: { comments: false } }),
];

/**
 * Names in dist/ and their sources. Each is one file that imports nothing: a page asks for a script once,
 * and the worker may be started through a blob.
 */
const entries = {
  'web-dash': 'src/web-dash.ts',
  'web-dash-element': 'src/web-dash-element.ts',
  'web-dash-kernel': 'src/kernel/worker.ts',
};

/** @type {import('rollup').OutputOptions} */
const output = { dir: 'dist', format: 'es', inlineDynamicImports: true, sourcemap: false };

/** @type {import('rollup').RollupOptions[]} */
export default [
  ...Object.entries(entries).map(([name, source]) => ({
    input: { [name]: source },
    plugins,
    output,
  })),
  {
    // Workers of an app are begun by a classic script, which those of both types take.
    input: { 'web-dash-worker': 'src/view/workers/scope.ts' },
    plugins,
    output: { ...output, format: 'iife' },
  },
  {
    // The command, which runs in Node.js.
    input: { 'web-dash-cli': 'src/cli/web-dash.ts' },
    external: /^node:/,
    plugins,
    output: { ...output, banner: '#!/usr/bin/env node' },
  },
];
