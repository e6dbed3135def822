/** The first visit of a phone: on a processor of a quarter's speed, and over 4G. */
import { PredefinedNetworkConditions } from 'puppeteer';

import { inFreshBrowser } from '../browser.mjs';
import { inQuietPage } from '../quiet-page.mjs';
import { compare } from '../report.mjs';
import { withSlowProcessor } from '../slow-processor.mjs';
import { inTurn } from '../statistics.mjs';
import { visit } from '../visit.mjs';
import { waysOf } from '../ways.mjs';
import { openWire } from '../wire.mjs';

const RATE = 4;
const NETWORK = 'Fast 4G';

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureSlow(bench) {
  const ways = waysOf(bench);
  const rounds = Math.ceil(bench.rounds / 2);
  const slowly = await inTurn(rounds, ways, ({ origin, path }) =>
    inQuietPage(bench.browser, (page, browser) =>
      withSlowProcessor(browser, RATE, () => visit(page, origin + path)),
    ),
  );
  /** @type {Record<string, import('../wire.mjs').Wire>} */
  const wires = {};
  try {
    for (const [name, { origin, path }] of Object.entries(ways)) {
      const wire = (wires[name] = await openWire(origin));
      // Once at full speed: then all is compressed.
      await inQuietPage(bench.browser, (page) => visit(page, wire.origin + path));
    }
    const remotely = await inTurn(rounds, ways, ({ path }, name) =>
      inFreshBrowser(bench.browser, async (page) => {
        // Holds for the page's workers, too.
        await page.emulateNetworkConditions(PredefinedNetworkConditions[NETWORK]);
        return visit(page, wires[name]?.origin + path);
      }),
    );
    return [
      ...compare(`${RATE} times slower, figure drawn`, slowly, ({ drawn }) => drawn, 's'),
      ...compare(
        `${RATE} times slower, first click answered`,
        slowly,
        ({ answered }) => answered,
        's',
      ),
      ...compare(`${NETWORK}, figure drawn`, remotely, ({ drawn }) => drawn, 's'),
      ...compare(`${NETWORK}, first click answered`, remotely, ({ answered }) => answered, 's'),
    ];
  } finally {
    for (const wire of Object.values(wires)) wire.close();
  }
}
