/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'fills the screen': async (app) => {
      await app.click('#fill');
      await app.wait(1500);
    },
    'and no more': async (app) => {
      await app.click('#fill');
      await app.wait(1500);
    },
  },
};
