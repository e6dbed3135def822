import { startTestRunner } from '@web/test-runner';

import { runnerConfig } from './config.mjs';
import { testFiles } from './files.mjs';
import { GROUPS } from './groups.mjs';
import { PlainReporter } from './reporter.mjs';

/**
 * Runs groups of tests in browsers.
 *
 * @param {Omit<Parameters<typeof runnerConfig>[0], 'overrides'>} selection
 * @returns {Promise<import('./reporter.mjs').Counts>} What could not run counts as failed.
 */
export async function runBrowserTests(selection) {
  const reporter = new PlainReporter();
  const { groups, browsers, pattern } = selection;
  const used = Object.keys(browsers);
  const expected = groups.flatMap((group) => {
    const files = testFiles(group, pattern);
    if (files.length === 0 && pattern === undefined) reporter.fail(`test/${group} holds no tests.`);
    const own = used.filter((browser) => GROUPS[group]?.some((name) => name === browser));
    return own.flatMap((browser) => files.map((file) => `${browser} ${file}`));
  });
  if (expected.length === 0) {
    reporter.fail('No test file fits the selection.');
    return reporter.counts;
  }

  const runner = await startTestRunner({
    config: runnerConfig({ ...selection, overrides: { reporters: [reporter.reporter] } }),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  await new Promise((resolve) => runner?.on('stopped', resolve));
  for (const missing of expected.filter((name) => !reporter.reported.has(name))) {
    reporter.fail(`Did not run: ${missing}`);
  }
  return reporter.counts;
}
