/**
 * `npm run bench`: builds, then measures what `docs/PERFORMANCE.md` describes, in Chromium over loopback.
 * `--rounds 9` repeats each boot more often than five times, `--only boot` measures one thing only
 * (`boot`, `pandas`, `callback`, `second`), `--no-build` takes dist/ as it is, `--json <file>` writes the figures.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureBoot } from '../bench/boot.mjs';
import { measureCallback } from '../bench/callback.mjs';
import { measurePandas } from '../bench/pandas.mjs';
import { byteFigure, figure, markdownTable } from '../bench/report.mjs';
import { measureSecondElement } from '../bench/second-element.mjs';
import { startSite } from '../bench/site.mjs';
import { ROOT } from './paths.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    'round-trips': { type: 'string', default: '200' },
    only: { type: 'string' },
    build: { type: 'boolean', default: true },
    json: { type: 'string' },
  },
  allowNegative: true,
});
const rounds = Number(options.rounds);

/**
 * What each subject measures, as figures.
 *
 * @type {Record<string, (site: import('../bench/site.mjs').Site) => Promise<import('../bench/report.mjs').Figure[]>>}
 */
const SUBJECTS = {
  async boot(site) {
    const { stock, build, bare } = await measureBoot(site, rounds);
    const answered = figure('first callback answered, stock', stock, (t) => t.answered);
    const processor = figure('– its processor time, stock', stock, (t) => t.processor);
    return [
      answered,
      figure('first callback answered, this build', build, (t) => t.answered, answered),
      processor,
      figure('– its processor time, this build', build, (t) => t.processor, processor),
      figure('– booted, stock', stock, (t) => t.booted),
      figure('– booted, this build', build, (t) => t.booted),
      figure('bare loadPyodide()', bare, (t) => t.booted, answered),
    ];
  },

  async pandas(site) {
    const { plain, build } = await measurePandas(site, rounds);
    return /** @type {const} */ (['first', 'second']).flatMap((visit) => {
      const ways = { plain: plain.map((v) => v[visit]), build: build.map((v) => v[visit]) };
      const name = (/** @type {string} */ what) => `pandas, ${visit} visit, ${what}`;
      const answered = figure(name('answered, plain'), ways.plain, (t) => t.answered);
      const bytes = byteFigure(name('bytes, plain'), ways.plain, (t) => t.bytes);
      const processor = figure(name('processor time, plain'), ways.plain, (t) => t.processor);
      return [
        answered,
        figure(name('answered, this build'), ways.build, (t) => t.answered, answered),
        ...stages('plain', ways.plain),
        ...stages('this build', ways.build),
        processor,
        figure(name('processor time, this build'), ways.build, (t) => t.processor, processor),
        bytes,
        byteFigure(name('bytes, this build'), ways.build, (t) => t.bytes, bytes),
      ];
    });
  },

  async callback(site) {
    const { server, build } = await measureCallback(site, Number(options['round-trips']));
    return /** @type {const} */ ([
      ['fetch resolved', 'fetched'],
      ['answer parsed', 'answered'],
      ['click to drawn', 'drawn'],
    ]).flatMap(([name, step]) => {
      const other = figure(`callback, ${name}, python app.py`, server, (trip) => trip[step]);
      return [other, figure(`callback, ${name}, this build`, build, (trip) => trip[step], other)];
    });
  },

  async second(site) {
    const second = await measureSecondElement(site, rounds);
    return [
      figure('second element, load to load', second, (t) => t.loaded),
      figure('– source loaded', second, (t) => t.defined),
      figure('– app runs, first page answered', second, (t) => t.served - t.defined),
      figure('– view: scripts, layout, first callbacks', second, (t) => t.loaded - t.served),
    ];
  },
};

/**
 * How long each stage took.
 *
 * @param {string} way
 * @param {readonly import('../bench/ask.mjs').Times[]} times
 */
function stages(way, times) {
  return [
    figure(`– interpreter, ${way}`, times, (t) => t.booted),
    figure(`– packages, ${way}`, times, (t) => t.installed - t.booted),
    figure(`– the app’s file runs, ${way}`, times, (t) => t.started - t.installed),
    figure(`– first page and callback, ${way}`, times, (t) => t.answered - t.started),
  ];
}

const subjects = options.only === undefined ? Object.keys(SUBJECTS) : [options.only];
if (options.build) execFileSync('node', [join(ROOT, 'tools', 'build.mjs')], { stdio: 'inherit' });
const site = await startSite();
const figures = [];
try {
  for (const name of subjects) {
    const measure = SUBJECTS[name];
    if (!measure) throw new Error(`--only takes one of: ${Object.keys(SUBJECTS).join(', ')}`);
    console.log(`Measuring: ${name} …`);
    figures.push(...(await measure(site)));
  }
} finally {
  await site.close();
}
console.log(`\n${markdownTable(figures)}`);
if (options.json !== undefined) await writeFile(options.json, JSON.stringify(figures, null, 2));
