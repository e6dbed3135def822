/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'shows that it works': async (app) => {
      await app.click('#work');
      await app.find('#state', 'at work');
      await app.find('#work[disabled]');
    },
    'and works again': (app) => app.click('#work'),
  },
};
