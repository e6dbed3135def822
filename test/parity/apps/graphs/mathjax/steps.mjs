/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => {
    await app.find('mjx-container');
    await app.wait(1500);
  },
  steps: {
    'another formula': async (app) => {
      await app.click('#another');
      await app.wait(1500);
    },
  },
};
