/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'leads to the app': async (app) => {
      await app.click('a', 'The app');
      await app.find('#where');
    },
    'and within it': (app) => app.click('#sub'),
  },
};
