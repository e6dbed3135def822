/** @import { Driver } from '../../../driver.mjs' */

/** Waits for what changes nothing. @param {Driver} app */
const answered = async (app) => {
  await app.wait(500);
  await app.gone('._dash-loading-callback');
};

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'one returns for all of a pattern': async (app) => {
      await app.click('#pattern');
      await app.find('p', 'two');
    },
    'one sets what is beside': async (app) => {
      await app.click('#beside');
      await app.find('#beside-out', 'done');
    },
    'one keeps a part': async (app) => {
      await app.click('#keep');
      await app.find('[title="with a title"]');
    },
    'one prevents the update': async (app) => {
      await app.click('#prevent');
      await answered(app);
    },
    'one is handled': async (app) => {
      await app.click('#handle');
      await app.find('#handle-out', 'handled');
    },
    'one raises': async (app) => {
      await app.click('#raise');
      await answered(app);
    },
  },
};
