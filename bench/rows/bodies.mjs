/** Callbacks with small and large bodies, asked as dash-renderer does: from `fetch` to the parsed answer. */
import { compare } from '../report.mjs';
import { inTabs } from '../tabs.mjs';

/**
 * @typedef {object} Body
 * @property {string} name
 * @property {'rows' | 'upload'} kind
 * @property {number} size Rows of the answer, some 67 bytes each, or bytes of the upload.
 * @property {number} trips Round trips of a block.
 */

/** @type {readonly Body[]} */
const BODIES = [
  { name: 'answer of 10 KB', kind: 'rows', size: 150, trips: 30 },
  { name: 'answer of 1 MB', kind: 'rows', size: 15_000, trips: 6 },
  { name: 'answer of 20 MB', kind: 'rows', size: 300_000, trips: 1 },
  { name: 'upload of 20 MB', kind: 'upload', size: 20_000_000, trips: 1 },
];

/** @type {import('../bench.mjs').Row['measure']} */
export function measureBodies(bench) {
  return inTabs(bench, 'work', '#compute', async (tabs) => {
    const figures = [];
    for (const body of BODIES) {
      console.error(`  ${body.name}`);
      // The first ones warm up.
      await tabs.inTurn(1, askInPage, body);
      const blocks = await tabs.inTurn(2 * bench.rounds, askInPage, body);
      const trips = Object.fromEntries(
        Object.entries(blocks).map(([way, each]) => [way, each.flat()]),
      );
      figures.push(...compare(body.name, trips, (time) => time));
    }
    return figures;
  });
}

/**
 * Runs in the page.
 *
 * @param {Body} body
 * @returns {Promise<number[]>} What each round trip took, in milliseconds.
 */
async function askInPage({ kind, size, trips }) {
  const { benchmark } = /** @type {import('../probe.mjs').Probed} */ (
    /** @type {unknown} */ (window)
  );
  const { realm } = benchmark.app();
  const ways = {
    rows: { output: 'rows.data', input: 'count.data', value: size },
    upload: {
      output: 'length.children',
      input: 'upload.contents',
      // Never looked at by anyone on the way but as base64.
      value: kind === 'upload' ? `data:text/csv;base64,${'QUJD'.repeat(size / 4)}` : null,
    },
  };
  const { output, input, value } = ways[kind];
  const dependency = (/** @type {string} */ text) => {
    const [id, property] = text.split('.');
    return { id, property };
  };
  const request = JSON.stringify({
    output,
    outputs: dependency(output),
    inputs: [{ ...dependency(input), value }],
    changedPropIds: [input],
    parsedChangedPropsIds: [input],
    state: [],
  });
  const times = [];
  for (let trip = 0; trip < trips; trip++) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    const start = performance.now();
    const response = await realm.fetch('/_dash-update-component', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: request,
    });
    const answer = await response.json();
    times.push(performance.now() - start);
    if (!('response' in answer)) throw new Error('The callback was not answered.');
  }
  return times;
}
