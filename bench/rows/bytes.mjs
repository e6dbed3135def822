/** What a first visit brings over the wire, until all is kept for the second one. */
import { inQuietPage } from '../quiet-page.mjs';
import { compare } from '../report.mjs';
import { inTurn } from '../statistics.mjs';
import { visit } from '../visit.mjs';
import { waysOf } from '../ways.mjs';
import { openWire } from '../wire.mjs';

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureBytes(bench) {
  // The same each time.
  const bytes = await inTurn(1, waysOf(bench), async ({ origin, path, settle }) => {
    const wire = await openWire(origin);
    try {
      await inQuietPage(bench.browser, async (page) => {
        await visit(page, wire.origin + path);
        await settle(page);
      });
      return await wire.count();
    } finally {
      wire.close();
    }
  });
  return [
    ...compare('bytes, raw', bytes, ({ raw }) => raw, 'MB'),
    ...compare('bytes, gzip', bytes, ({ gzip }) => gzip, 'MB'),
    ...compare('bytes, brotli', bytes, ({ brotli }) => brotli, 'MB'),
    ...compare('requests', bytes, ({ count }) => count, ''),
  ];
}
