/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: { works: (app) => app.click('#count') },
};
