/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'is asked for again': async (app) => {
      await app.reload();
      await app.find('#told', 'None clicks');
    },
    'and works': (app) => app.click('#count'),
  },
};
