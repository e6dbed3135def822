import path from 'node:path';

/**
 * @import { Reporter, TestSession, TestSuiteResult } from '@web/test-runner'
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * Prints one line per test file and browser, and each failure in full, and counts.
 *
 * A file that could not be loaded, or whose page failed outside of a test, counts as one failed test.
 * So does a skipped test: it proves nothing, and would otherwise go unnoticed.
 */
export class PlainReporter {
  /** @type {Counts} */
  counts = { passed: 0, failed: 0 };

  /** What ran so far, as `<browser> <path of the test file>`. */
  reported = new Set();

  /** @type {Required<Pick<Reporter, 'start' | 'reportTestFileResults'>>} */
  reporter = {
    // Without a `start` of its own the runner would wait for a terminal.
    start: () => undefined,
    reportTestFileResults: ({ sessionsForTestFile, testFile }) => {
      for (const session of sessionsForTestFile) this.#reportSession(session, testFile);
    },
  };

  /**
   * Counts a failure outside of any test.
   *
   * @param {string} message
   */
  fail(message) {
    this.counts.failed += 1;
    console.log(`FAIL ${message}`);
  }

  /**
   * @param {TestSession} session
   * @param {string} testFile
   */
  #reportSession(session, testFile) {
    this.reported.add(`${session.browser.name.toLowerCase()} ${testFile}`);
    const tests = session.testResults ? flatten(session.testResults) : [];
    const failed = tests.filter((test) => !test.passed);
    const errors = [...session.errors];
    if (tests.length === 0 && errors.length === 0) {
      errors.push({ message: 'The file holds no test.' });
    }
    this.counts.passed += tests.length - failed.length;
    this.counts.failed += failed.length + errors.length;

    const verdict = failed.length + errors.length === 0 ? 'ok  ' : 'FAIL';
    const file = path.relative(process.cwd(), testFile);
    const count = `${tests.length - failed.length} of ${tests.length}`;
    console.log(`${verdict} ${session.browser.name.padEnd(8)} ${file} (${count})`);
    for (const { name, error, skipped } of failed) {
      console.log(`  ✗ ${name}\n${indented(skipped ? 'The test was skipped.' : describe(error))}`);
    }
    for (const error of errors) console.log(`  ✗ (page)\n${indented(describe(error))}`);
    if (failed.length + errors.length > 0) this.#printContext(session);
  }

  /** @param {TestSession} session */
  #printContext(session) {
    const logs = session.logs.map((line) => line.map(String).join(' '));
    if (logs.length > 0) console.log(indented(`Console:\n${indented(logs.join('\n'))}`));
    if (session.request404s.length > 0) {
      console.log(indented(`Not found: ${session.request404s.join(', ')}`));
    }
  }
}

/**
 * @param {TestSuiteResult} suite
 * @param {string} prefix
 * @returns {TestSuiteResult['tests']} All tests, their names led by those of their suites.
 */
function flatten(suite, prefix = '') {
  return [
    ...suite.tests.map((test) => ({ ...test, name: prefix + test.name })),
    ...suite.suites.flatMap((inner) => flatten(inner, `${prefix}${inner.name} › `)),
  ];
}

/** @param {TestSession['errors'][number] | undefined} error */
function describe(error) {
  if (!error) return 'No error was given.';
  const { message, name = 'Error', stack = '', expected, actual } = error;
  const lines = [stack.includes(message) ? stack : `${name}: ${message}\n${stack}`];
  if (expected !== undefined || actual !== undefined) {
    lines.push(`expected: ${expected}`, `actual:   ${actual}`);
  }
  return lines.join('\n').trim();
}

/** @param {string} text */
function indented(text) {
  return text.replace(/^/gm, '    ');
}
