/** What is said of repeated measurements. */

/**
 * @typedef {object} Summary
 * @property {number} median
 * @property {number} p95 The 95th percentile.
 * @property {number} least
 * @property {number} most
 * @property {number} count
 */

/**
 * @param {readonly number[]} values
 * @returns {Summary}
 */
export function summarize(values) {
  return {
    median: percentile(values, 50),
    p95: percentile(values, 95),
    least: Math.min(...values),
    most: Math.max(...values),
    count: values.length,
  };
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
 * @template {string} Name
 * @template Measurement
 * @param {number} rounds
 * @param {Record<Name, () => Promise<Measurement>>} ways
 * @returns {Promise<Record<Name, Measurement[]>>}
 */
export async function inTurn(rounds, ways) {
  const names = /** @type {Name[]} */ (Object.keys(ways));
  const results = /** @type {Record<Name, Measurement[]>} */ ({});
  for (const name of names) results[name] = [];
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await ways[name]());
  }
  return results;
}
