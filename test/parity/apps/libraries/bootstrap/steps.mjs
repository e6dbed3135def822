/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a dialog opens': (app) => app.click('#open'),
    'Escape closes it': async (app) => {
      await app.press('Escape');
      await app.wait(400);
    },
    'a tab': (app) => app.click('.nav-link', 'Two'),
    'a menu': (app) => app.click('.dropdown-toggle'),
    'its item': (app) => app.click('#item'),
    'a page': (app) => app.click('.page-link', '2'),
  },
};
