/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    seeks: async (app) => {
      await app.click('#seek');
      await app.wait(500);
    },
  },
};
