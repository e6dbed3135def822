/** The licences of all that dist/ contains of others. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * @typedef {object} Notice
 * @property {string} name
 * @property {string} version
 * @property {string} license Its name, as the package states it.
 * @property {string[]} texts
 */

const LICENSE_FILE = /^(licen[cs]e|copying|notice|authors)/i;

/**
 * @param {string} folder Of an npm package.
 * @returns {Promise<Notice>}
 */
export async function npmNotice(folder) {
  /** @type {{ name: string, version: string, license: string }} */
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { name, version, license, texts };
}

/**
 * @param {import('./distribution.mjs').Distribution} distribution
 * @returns {Notice}
 */
export function pythonNotice({ name, version, files }) {
  const decoder = new TextDecoder();
  let license = '';
  /** @type {string[]} */
  const texts = [];
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!dirname(path).split('/')[0]?.endsWith('.dist-info')) continue;
    if (basename(path) === 'METADATA') license = statedLicense(decoder.decode(content));
    else if (LICENSE_FILE.test(basename(path))) texts.push(decoder.decode(content));
  }
  return { name, version, license, texts };
}

/** @param {string} metadata */
function statedLicense(metadata) {
  const head = metadata.split('\n\n')[0] ?? '';
  const field = /^License-Expression: (.+)$/m.exec(head) ?? /^License: (.+)$/m.exec(head);
  const classifiers = [...head.matchAll(/^Classifier: License :: (?:OSI Approved :: )?(.+)$/gm)];
  return field?.[1] ?? classifiers.map(([, name]) => name).join(', ');
}

/**
 * Pyodide and what is linked into its WebAssembly, whose npm package has no licence files.
 *
 * @param {import('./lines.mjs').Line} line
 * @returns {Promise<Notice[]>}
 */
export async function coreNotices({ version, python }) {
  const text = (/** @type {string} */ name) =>
    readFile(new URL(`licenses/${name}.txt`, import.meta.url), 'utf8');
  return [
    { name: 'pyodide', version, license: 'MPL-2.0', texts: [await text('MPL-2.0')] },
    { name: 'CPython', version: python, license: 'Python-2.0', texts: [await text('Python')] },
  ];
}

/**
 * @param {Notice[]} notices
 * @returns {string} The text of THIRD-PARTY-NOTICES.txt.
 */
export function formatNotices(notices) {
  const rule = '='.repeat(80);
  const once = new Map(notices.map((notice) => [`${notice.name} ${notice.version}`, notice]));
  const sections = [...once.values()].map(({ name, version, license, texts }) =>
    [rule, `${name} ${version}`, `Licence: ${license}`, rule, ...texts].join('\n').trimEnd(),
  );
  const preface = 'This package contains the following works of others, under their own licences.';
  return `${preface}\n\n${sections.join('\n\n')}\n`.replaceAll('\r\n', '\n');
}
