/** `npm run build`: makes dist/, all that a page needs. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRuntime } from './build-runtime.mjs';
import { DIST, PYODIDE } from './paths.mjs';

const PYODIDE_FILES = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm'];

await mkdir(join(DIST, 'runtime'), { recursive: true });
await mkdir(join(DIST, 'pyodide'), { recursive: true });
const files = [];
for (const name of PYODIDE_FILES) {
  await copyFile(join(PYODIDE, name), join(DIST, 'pyodide', name));
  files.push(`pyodide/${name}`);
}
for (const [name, content] of await buildRuntime()) {
  await writeFile(join(DIST, 'runtime', name), content);
  files.push(`runtime/${name}`);
}
const entries = {};
for (const name of files.sort()) {
  const content = await readFile(join(DIST, name));
  entries[name] = {
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}
const build = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
const manifest = { build, pyodide: '314.0.7', python: '3.14.2', dash: '4.4.1', files: entries };
await writeFile(join(DIST, 'runtime', 'manifest.json'), JSON.stringify(manifest, null, 2));
