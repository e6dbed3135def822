/** A reader's first and second visit. */
import { inFreshBrowser } from '../browser.mjs';
import { openQuietPage } from '../quiet-page.mjs';
import { compare } from '../report.mjs';
import { inTurn } from '../statistics.mjs';
import { visit } from '../visit.mjs';
import { waysOf } from '../ways.mjs';

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureVisits(bench) {
  const visits = await inTurn(bench.rounds, waysOf(bench), ({ origin, path, settle }) =>
    inFreshBrowser(bench.browser, async (_, browser) => {
      const page = await openQuietPage(browser);
      const first = await visit(page, origin + path);
      await settle(page);
      await page.close();
      return { first, second: await visit(await openQuietPage(browser), origin + path) };
    }),
  );
  return /** @type {const} */ (['first', 'second']).flatMap((time) => [
    ...compare(`${time} visit, figure drawn`, visits, (all) => all[time].drawn, 's'),
    ...compare(`${time} visit, first click answered`, visits, (all) => all[time].answered, 's'),
    ...compare(
      `${time} visit, processor time of the page`,
      visits,
      (all) => all[time].processor,
      's',
    ),
  ]);
}
