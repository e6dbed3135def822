/**
 * Runs tests that need no test page: each is a claim and a function that throws if it does not hold.
 *
 * @template T
 * @param {string} title What the claims are about, for the report.
 * @param {readonly (readonly [claim: string, test: (context: T) => Promise<void>])[]} claims
 * @param {T} context
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function checkClaims(title, claims, context) {
  const counts = { passed: 0, failed: 0 };
  for (const [claim, test] of claims) {
    try {
      await test(context);
      counts.passed += 1;
      console.log(`ok   ${title.padEnd(8)} ${claim}`);
    } catch (error) {
      counts.failed += 1;
      const message = error instanceof Error ? error.message : String(error);
      console.log(`FAIL ${title.padEnd(8)} ${claim}\n    ${message}`);
    }
  }
  return counts;
}
