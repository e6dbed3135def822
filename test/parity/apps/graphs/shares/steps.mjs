/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a leaf is opened': async (app) => {
      await app.point('.sunburstlayer .slice:nth-child(2) path', [0.5, 0.5], true);
      await app.wait(1000);
    },
  },
};
