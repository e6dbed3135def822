/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => {
    await app.find('#hooked', 'hooked None');
    await app.find('#own', 'script undefined');
  },
  steps: { 'is heard': (app) => app.click('#button') },
};
