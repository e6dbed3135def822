/** What is said of repeated measurements. */

/**
 * @typedef {object} Summary
 * @property {number} median
 * @property {number} p5 The 5th percentile.
 * @property {number} p95 The 95th percentile.
 * @property {number} count
 */

/**
 * @param {readonly number[]} values
 * @returns {Summary}
 */
export function summarize(values) {
  const [median, p5, p95] = [50, 5, 95].map((percent) => percentile(values, percent));
  return /** @type {Summary} */ ({ median, p5, p95, count: values.length });
}

/**
 * How many times as much the first values are as the second, which were measured in turns with them.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} others
 * @returns {Summary} The median is the medians' ratio; the rest is of the ratios of neighbours.
 */
export function summarizeRatio(values, others) {
  const pairs = values
    .slice(0, others.length)
    .map((value, index) => value / (others[index] ?? NaN));
  return { ...summarize(pairs), median: percentile(values, 50) / percentile(others, 50) };
}

/**
 * The value below which `percent` of the values lie, interpolated between its neighbours.
 *
 * @param {readonly number[]} values
 * @param {number} percent
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position % 1);
}

/**
 * Measures several ways in turn, so that what else the machine does meanwhile meets all of them.
 *
 * @template Way
 * @template Measurement
 * @param {number} rounds
 * @param {Record<string, Way>} ways By their names.
 * @param {(way: Way, name: string) => Promise<Measurement>} measure
 * @returns {Promise<Record<string, Measurement[]>>}
 */
export async function inTurn(rounds, ways, measure) {
  /** @type {Record<string, Measurement[]>} */
  const results = {};
  for (const name of Object.keys(ways)) results[name] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      console.error(`  ${round} of ${rounds}: ${name}`);
      results[name]?.push(await measure(way, name));
    }
  }
  return results;
}
