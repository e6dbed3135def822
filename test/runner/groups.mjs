/**
 * The groups of browser tests, by folder, and the browsers that run each of them. Chromium runs all;
 * Firefox runs those whose subject is the browser's own behaviour.
 *
 * @type {Record<string, readonly ('chromium' | 'firefox')[]>}
 */
export const GROUPS = {
  unit: ['chromium'],
  compliance: ['chromium'],
  view: ['chromium', 'firefox'],
  integration: ['chromium', 'firefox'],
  demo: ['chromium', 'firefox'],
};
