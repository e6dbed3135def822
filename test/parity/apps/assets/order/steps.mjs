/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'saves an asset/traffic': 'Chromium keeps the requests of downloads to itself.',
  },
  steps: {
    'reads again': (app) => app.click('#read'),
    'saves an asset': async (app) => {
      await app.click('#link');
      await app.saved('data.json');
    },
  },
};
