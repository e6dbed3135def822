/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'has ended': async (app) => {
      await app.find('#told', '(3, None, None)');
    },
    'another begins': async (app) => {
      await app.click('#on');
      await app.find('#told', '(3, 2, None)');
    },
  },
};
