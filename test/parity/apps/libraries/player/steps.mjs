/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/traffic': 'A video comes as a whole, of which a browser asks a server for parts.',
  },
  comes: async (app) => void (await app.find('#told', '0 of 1.031952')),
  steps: {
    seeks: async (app) => {
      await app.click('#seek');
      await app.wait(500);
    },
  },
};
