/** What all rows of a run share. */

/**
 * @typedef {object} Bench
 * @property {import('./site.mjs').Site} site
 * @property {import('./servers.mjs').Servers} servers
 * @property {import('./browser.mjs').BrowserName} browser
 * @property {number} rounds How often the ways take turns.
 */

/** @typedef {import('./report.mjs').Figure} Figure */

/**
 * A subject of the benchmark.
 *
 * @typedef {object} Row
 * @property {(bench: Bench) => Promise<Figure[]>} measure
 * @property {boolean} [needsChromium] Whether it asks what only the DevTools protocol tells.
 */

export {};
