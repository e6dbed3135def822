/** A reader's first, second and third visit: from then on browsers have machine code of scripts. */
import { inQuietPage, openQuietPage } from '../quiet-page.mjs';
import { compare } from '../report.mjs';
import { inTurn } from '../statistics.mjs';
import { visit } from '../visit.mjs';
import { waysOf } from '../ways.mjs';

/** For how long a reader stays, in milliseconds: the browser keeps machine code then. */
const REST = 2000;

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureVisits(bench) {
  const visits = await inTurn(bench.rounds, waysOf(bench), ({ origin, path, settle }) =>
    inQuietPage(bench.browser, async (page, browser) => {
      const first = await visit(page, origin + path);
      await settle(page);
      await page.close();
      const again = async () => {
        const page = await openQuietPage(browser);
        const visited = await visit(page, origin + path);
        await new Promise((resolve) => setTimeout(resolve, REST));
        await page.close();
        return visited;
      };
      return { first, second: await again(), third: await again() };
    }),
  );
  return /** @type {const} */ (['first', 'second', 'third']).flatMap((time) => [
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
