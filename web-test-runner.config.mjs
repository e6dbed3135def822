// For the test runner's own command line: `npx web-test-runner --watch --group view`.
// `npm test` makes the same configuration by way of tools/test.mjs.
import { findProgram } from './tools/browsers.mjs';
import { runnerConfig } from './test/runner/config.mjs';
import { GROUPS } from './test/runner/groups.mjs';

const chromium = findProgram('chromium');
const firefox = findProgram('firefox');

export default runnerConfig({
  groups: Object.keys(GROUPS),
  browsers: { ...(chromium && { chromium }), ...(firefox && { firefox }) },
});
