/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'is smaller': async (app) => {
      await app.resize(600, 500);
      await app.wait(1000);
    },
    'one is shown': async (app) => {
      await app.click('#show');
      await app.wait(500);
    },
    'is larger': async (app) => {
      await app.resize(1000, 700);
      await app.wait(1000);
    },
  },
};
