/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    count: (app) => app.click('#count'),
    'all are told': (app) => app.click('#tell'),
    'count again': (app) => app.click('#count'),
    'some outlive a reload': async (app) => {
      await app.reload();
      await app.click('#tell');
    },
    'and are cleared': (app) => app.click('#clear'),
  },
};
