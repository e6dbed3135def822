/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'sets a cookie': (app) => app.click('#set'),
    'reads it': (app) => app.click('#read'),
    'sets it again': (app) => app.click('#set'),
    'and reads that': (app) => app.click('#read'),
  },
};
