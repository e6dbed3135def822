/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'comes into being': (app) => app.click('#toggle'),
    'is heard': (app) => app.click('#inside'),
    'goes again': (app) => app.click('#toggle'),
  },
};
