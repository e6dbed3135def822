/** The figures of a run, as a table and as data. */
import { summarize, summarizeRatio } from './statistics.mjs';

/** The way that the others are compared with. */
export const OURS = 'this build';

/**
 * @typedef {'s' | 'ms' | 'MB' | ''} Unit Of a table's cells. Figures themselves are in milliseconds or bytes.
 */

/**
 * @typedef {object} Figure
 * @property {string} measure What was measured.
 * @property {string} way By which way.
 * @property {Unit} unit
 * @property {import('./statistics.mjs').Summary} summary
 * @property {import('./statistics.mjs').Summary} [ratio] How many times as much this build takes.
 */

/**
 * What each way took. Ways that tell nothing (in a browser that can't be asked) are left out.
 *
 * @template Measurement
 * @param {string} measure
 * @param {Record<string, readonly Measurement[]>} ways The measurements of each way, by its name.
 * @param {(measurement: Measurement) => number | undefined} read
 * @param {Unit} [unit] Seconds or milliseconds, unless another is named.
 * @returns {Figure[]}
 */
export function compare(measure, ways, read, unit) {
  const told = Object.entries(ways)
    .map(([way, measurements]) => ({
      way,
      values: measurements.map(read).filter((value) => value !== undefined),
    }))
    .filter(({ values }) => values.length > 0);
  const ours = told.find(({ way }) => way === OURS)?.values;
  const summaries = told.map(({ values }) => summarize(values));
  const most = Math.max(...summaries.map(({ median }) => median));
  return told.map(({ way, values }, index) => ({
    measure,
    way,
    unit: unit ?? (most >= 500 ? 's' : 'ms'),
    summary: /** @type {import('./statistics.mjs').Summary} */ (summaries[index]),
    ...(ours && way !== OURS && told.length > 1 && { ratio: summarizeRatio(ours, values) }),
  }));
}

/** @type {Record<Unit, (value: number) => string>} */
const FORMATS = {
  s: (ms) => (ms / 1000).toFixed(2),
  ms: (ms) => ms.toFixed(1),
  MB: (bytes) => (bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1),
  '': (value) => value.toFixed(1),
};

/** @param {readonly Figure[]} figures */
export function markdownTable(figures) {
  const rows = figures.map(({ measure, way, unit, summary, ratio }, index) => {
    const format = FORMATS[unit];
    return [
      figures[index - 1]?.measure === measure ? '' : measure,
      way,
      `${format(summary.median)} ${unit}`.trim(),
      `${format(summary.p5)}–${format(summary.p95)}`,
      ratio && Number.isFinite(ratio.median)
        ? `${ratio.median.toFixed(2)} (${ratio.p5.toFixed(2)}–${ratio.p95.toFixed(2)})`
        : '',
    ];
  });
  return [
    ['', 'way', 'median', 'spread', 'this build, of it'],
    ['---', '---', '--:', '--:', '--:'],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
