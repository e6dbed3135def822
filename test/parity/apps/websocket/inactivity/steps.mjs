/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => {
    await app.find('#out', 'None True');
  },
  steps: {
    // Dash looks at each heartbeat, which is every 30 seconds.
    'is closed': (app) => app.wait(31_000),
    'is opened again': async (app) => {
      await app.click('#button');
      await app.find('#out', '1 True');
    },
  },
};
