import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

import { CACHE } from '../../tools/paths.mjs';

/** @import { Observation } from './observe.mjs' */

/** Where what differs is written to, for who wants to see all of it. */
export const REPORTS = path.join(CACHE, 'parity');

/** How much of a picture may differ: a caret that blinks, the edge of a letter. */
const TOLERANCE = 0.0005;
/** Lines of a difference that are printed. */
const SHOWN_LINES = 40;

/**
 * @param {Observation} server
 * @param {Observation} element
 * @param {string} folder Where to write what differs.
 * @returns {Promise<Map<string, string>>} What differs, by subject.
 */
export async function differences(server, element, folder) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const subjects = new Set([...Object.keys(server.subjects), ...Object.keys(element.subjects)]);
  for (const subject of subjects) {
    const sides = [server, element].map(
      ({ subjects }) => (subjects[subject] ?? []).join('\n') + '\n',
    );
    if (sides[0] !== sides[1]) found.set(subject, await diff(path.join(folder, subject), sides));
  }
  for (const [name, png] of server.pictures) {
    const other = element.pictures.find(([each]) => each === name)?.[1];
    const problem = other
      ? await comparePictures(png, other, path.join(folder, name))
      : 'There is only one picture.';
    if (problem) found.set(`picture (${name})`, problem);
  }
  return found;
}

/**
 * @param {string} file
 * @param {readonly string[]} sides
 */
async function diff(file, sides) {
  await mkdir(path.dirname(file), { recursive: true });
  const names = ['server', 'element'].map((side) => `${file}.${side}.txt`);
  await Promise.all(names.map((name, index) => writeFile(name, sides[index] ?? '')));
  const options = ['-U', '2', '--label', 'server', '--label', 'element'];
  const { stdout } = spawnSync('diff', [...options, ...names], { encoding: 'utf8' });
  const lines = stdout.split('\n').slice(2).map(shortened);
  const rest = lines.length - SHOWN_LINES;
  const more = rest > 0 ? [`… ${rest} lines more: ${path.relative(process.cwd(), file)}.*`] : [];
  return [...lines.slice(0, SHOWN_LINES), ...more].join('\n');
}

/** @param {string} line */
function shortened(line) {
  return line.length > 400 ? `${line.slice(0, 400)} …` : line;
}

/**
 * @param {Uint8Array} server
 * @param {Uint8Array} element
 * @param {string} file
 * @returns {Promise<string | undefined>} What is wrong.
 */
async function comparePictures(server, element, file) {
  const [one, other] = [server, element].map((png) => PNG.sync.read(Buffer.from(png)));
  if (!one || !other) return undefined;
  const { width, height } = one;
  const changed = new PNG({ width, height });
  const count = pixelmatch(one.data, other.data, changed.data, width, height);
  const share = count / (width * height);
  if (share <= TOLERANCE) return undefined;
  await mkdir(path.dirname(file), { recursive: true });
  await Promise.all([
    writeFile(`${file}.server.png`, server),
    writeFile(`${file}.element.png`, element),
    writeFile(`${file}.difference.png`, PNG.sync.write(changed)),
  ]);
  return `${(share * 100).toFixed(2)} % of the pixels differ: ${path.relative(process.cwd(), file)}.*`;
}
