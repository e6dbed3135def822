/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'while a callback works': async (app) => {
      await app.click('#slow');
      await app.find('#told', '1');
    },
    'set by a script': (app) => app.click('#title'),
    'all that it was': (app) => app.click('#watch'),
  },
};
