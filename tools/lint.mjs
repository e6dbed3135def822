/**
 * Runs all linters, formatters and type checkers: `npm run lint`. With `--fix` (`npm run format`) it
 * first mends what the tools can mend by themselves.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from './paths.mjs';
import { pythonEnvironment } from './python-environment.mjs';

/**
 * @returns {Promise<{ passed: number, failed: number }>} One count for each tool.
 */
export async function lint() {
  const npm = join(ROOT, 'node_modules', '.bin');
  const python = pythonEnvironment();
  const pythonFolder = join(ROOT, 'python');
  /** @type {readonly (readonly [title: string, command: string, args: string[], folder?: string])[]} */
  const checks = [
    ['tsc (src)', join(npm, 'tsc'), ['--noEmit']],
    ['tsc (test and tools)', join(npm, 'tsc'), ['--noEmit', '--project', 'test']],
    ['eslint', join(npm, 'eslint'), ['--max-warnings=0', '.']],
    ['prettier', join(npm, 'prettier'), ['--check', '--log-level=warn', '.']],
    ['ruff check', join(python, 'ruff'), ['check', '--quiet', ROOT]],
    ['ruff format', join(python, 'ruff'), ['format', '--check', '--quiet', ROOT]],
    ['mypy', join(python, 'mypy'), ['--no-error-summary'], pythonFolder],
  ];
  const counts = { passed: 0, failed: 0 };
  for (const [title, command, args, folder = ROOT] of checks) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    const passed = status === 0;
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${title}`);
    if (!passed) console.log(`${stdout}${stderr}`);
  }
  return counts;
}

function fix() {
  const npm = join(ROOT, 'node_modules', '.bin');
  const ruff = join(pythonEnvironment(), 'ruff');
  for (const [command, ...args] of /** @type {const} */ ([
    [join(npm, 'eslint'), '--fix', '--quiet', '.'],
    [join(npm, 'prettier'), '--write', '--log-level=warn', '.'],
    [ruff, 'check', '--fix', '--quiet', '.'],
    [ruff, 'format', '--quiet', '.'],
  ])) {
    spawnSync(command, args, { cwd: ROOT, stdio: 'ignore' });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--fix')) fix();
  const { failed } = await lint();
  process.exitCode = failed === 0 ? 0 : 1;
}
