/** The figures of a run, as a table and as data. */
import { summarize } from './statistics.mjs';

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {'s' | 'ms' | 'MB'} unit
 * @property {import('./statistics.mjs').Summary} summary In milliseconds, or bytes.
 * @property {Ratio} [ratio] To the way it is compared with.
 */

/**
 * @typedef {object} Ratio
 * @property {string} to The name of the other figure.
 * @property {number} value
 */

/**
 * @template {object} Measurement
 * @param {string} name
 * @param {readonly Measurement[]} measurements
 * @param {(measurement: Measurement) => number} read
 * @param {Figure} [other] To compare with.
 * @returns {Figure}
 */
export function figure(name, measurements, read, other) {
  const summary = summarize(measurements.map(read));
  const unit = other?.unit ?? (summary.median >= 250 ? 's' : 'ms');
  if (!other) return { name, unit, summary };
  const ratio = { to: other.name, value: summary.median / other.summary.median };
  return { name, unit, summary, ratio };
}

/**
 * A number of bytes; the rest is as for {@link figure}.
 *
 * @template {object} Measurement
 * @param {string} name
 * @param {readonly Measurement[]} measurements
 * @param {(measurement: Measurement) => number} read
 * @param {Figure} [other]
 * @returns {Figure}
 */
export function byteFigure(name, measurements, read, other) {
  return { ...figure(name, measurements, read, other), unit: 'MB' };
}

/** @type {Record<Figure['unit'], (value: number) => string>} */
const FORMATS = {
  s: (ms) => (ms / 1000).toFixed(2),
  ms: (ms) => ms.toFixed(1),
  MB: (bytes) => (bytes / 1e6).toFixed(1),
};

/** @param {readonly Figure[]} figures */
export function markdownTable(figures) {
  const rows = figures.map(
    ({ name, unit, summary: { median, p95, least, most, count }, ratio }) => {
      const format = FORMATS[unit];
      const spread = count < 20 ? `${format(least)}–${format(most)}` : `p95 ${format(p95)}`;
      return [name, `${format(median)} ${unit}`, spread, ratio?.value.toFixed(2) ?? ''];
    },
  );
  return [['', 'median', 'spread', 'ratio'], ['---', '--:', '--:', '--:'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
