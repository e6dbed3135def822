/** A package index over the wheels in `.cache/wheels`: the "simple" API of PEP 503, 658 and 691. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { unzip } from '../../tools/runtime/zip.mjs';
import { WHEELS } from '../../tools/wheels.mjs';

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';

/**
 * @typedef {object} IndexFile
 * @property {string} filename
 * @property {string} version
 * @property {string} sha256
 * @property {string} metadata
 */

/** What is known of wheels, by their names. @type {Map<string, Promise<IndexFile>>} */
const known = new Map();

/**
 * Answers `/simple/<project>/`, with addresses of files below `/wheels/`.
 *
 * @param {string} project
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {boolean} [isSources] Whether it has the project's sources only, in the place of its wheels.
 */
export async function serveProject(project, request, response, isSources = false) {
  const names = (await readdir(WHEELS)).sort();
  const wheels = await Promise.all(
    names.filter((name) => projectOf(name) === project).map(describe),
  );
  const files = isSources ? wheels.map(asSource) : wheels;
  if (files.length === 0) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    return;
  }
  if (request.headers.accept?.includes(JSON_TYPE)) {
    response.setHeader('Content-Type', JSON_TYPE);
    response.end(
      JSON.stringify({
        meta: { 'api-version': '1.1' },
        name: project,
        versions: [...new Set(files.map(({ version }) => version))],
        files: files.map(({ filename, sha256, metadata }) => ({
          filename,
          url: `../../wheels/${filename}`,
          hashes: { sha256 },
          'core-metadata': { sha256: digest(metadata) },
        })),
      }),
    );
    return;
  }
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  const links = files.map(
    ({ filename, sha256 }) =>
      `<a href="../../wheels/${filename}#sha256=${sha256}" data-dist-info-metadata="true">${filename}</a>`,
  );
  response.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
}

/**
 * The metadata of a wheel, which the index has beside it under the name of `<wheel>.metadata`.
 *
 * @param {string} name The name of that file.
 * @returns {Promise<string | undefined>}
 */
export async function wheelMetadata(name) {
  const names = await readdir(WHEELS);
  const wheel = names.find((wheel) => `${wheel}.metadata` === name);
  return wheel === undefined ? undefined : (await describe(wheel)).metadata;
}

/**
 * @param {IndexFile} wheel
 * @returns {IndexFile}
 */
function asSource(wheel) {
  const [name] = wheel.filename.split('-');
  return { ...wheel, filename: `${name}-${wheel.version}.tar.gz` };
}

/** @param {string} filename */
function projectOf(filename) {
  return filename.split('-')[0]?.toLowerCase().replace(/[_.]+/g, '-');
}

/** @param {string} filename */
function describe(filename) {
  let description = known.get(filename);
  if (!description) {
    description = read(filename);
    known.set(filename, description);
  }
  return description;
}

/**
 * @param {string} filename
 * @returns {Promise<IndexFile>}
 */
async function read(filename) {
  const content = await readFile(join(WHEELS, filename));
  const metadata = [...unzip(content)].find(([path]) => /^[^/]+\.dist-info\/METADATA$/.test(path));
  return {
    filename,
    version: filename.split('-')[1] ?? '',
    sha256: digest(content),
    metadata: Buffer.from(metadata?.[1] ?? []).toString(),
  };
}

/** @param {string | Buffer} content */
function digest(content) {
  return createHash('sha256').update(content).digest('hex');
}
