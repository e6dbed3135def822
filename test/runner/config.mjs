import { esbuildPlugin } from '@web/dev-server-esbuild';
import { fileURLToPath } from 'node:url';

import { DEFINE } from '../../tools/runtime/lines.mjs';
import { commandsPlugin } from './commands.mjs';
import { testFiles } from './files.mjs';
import { GROUPS } from './groups.mjs';
import { chromium, firefox } from './launcher.mjs';
import { serve } from './site.mjs';

/**
 * @import { BrowserLauncher, TestRunnerConfig } from '@web/test-runner'
 * @typedef {'chromium' | 'firefox'} BrowserName
 */

const LAUNCHERS = { chromium, firefox };

/** Time for one test, and for one file: a kernel boots in 3 to 8 seconds on two slow cores. */
const TEST_TIMEOUT = 120_000;
const FILE_TIMEOUT = 15 * 60_000;

/**
 * Makes the configuration of @web/test-runner for some groups and browsers.
 *
 * @param {object} selection
 * @param {readonly string[]} selection.groups Names of {@link GROUPS}.
 * @param {Partial<Record<BrowserName, string>>} selection.browsers The browsers' executables.
 * @param {string} [selection.pattern] Only files whose path holds this text.
 * @param {TestRunnerConfig} [selection.overrides]
 * @returns {TestRunnerConfig}
 */
export function runnerConfig({ groups, browsers, pattern = '', overrides = {} }) {
  /** @type {Partial<Record<BrowserName, BrowserLauncher>>} */
  const launchers = {};
  for (const [name, executable] of Object.entries(browsers)) {
    const known = /** @type {BrowserName} */ (name);
    launchers[known] = LAUNCHERS[known](executable);
  }
  return {
    rootDir: fileURLToPath(new URL('../../', import.meta.url)),
    nodeResolve: true,
    // One browser after the other: two at once would take each other's time on a small machine.
    concurrentBrowsers: 1,
    staticLogging: true,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: FILE_TIMEOUT,
    testFramework: { config: { timeout: TEST_TIMEOUT } },
    groups: groups.flatMap((name) => {
      const files = testFiles(name, pattern);
      const use = (GROUPS[name] ?? []).flatMap((browser) => launchers[browser] ?? []);
      return files.length > 0 && use.length > 0 ? [{ name, files, browsers: use }] : [];
    }),
    middleware: [
      async (context, next) => {
        // Koa would answer 404 for whatever it has not answered itself.
        context.respond = false;
        context.res.statusCode = 200;
        if (!(await serve(context.req, context.res))) {
          context.respond = true;
          context.res.statusCode = 404;
          await next();
        }
      },
    ],
    plugins: [
      esbuildPlugin({
        ts: true,
        target: 'es2022',
        tsconfig: 'tsconfig.json',
        define: { ...DEFINE, __RUNTIME_MANIFESTS__: '{}', __BUILD_ID__: '""' },
      }),
      commandsPlugin(),
    ],
    ...overrides,
  };
}
