import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The test files of a group.
 *
 * @param {string} group Name of a folder in `test/`.
 * @param {string} [pattern] Only files whose path holds this text.
 * @returns {string[]} Absolute paths in a fixed order.
 */
export function testFiles(group, pattern = '') {
  const folder = path.join(ROOT, 'test', group);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .filter((file) => path.relative(ROOT, file).includes(pattern))
    .sort();
}
