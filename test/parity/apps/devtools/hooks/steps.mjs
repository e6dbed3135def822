/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: { 'is pressed': (app) => app.click('#tool') },
  known: {
    'is shown/console': 'React commends its tools only to windows that are in no other',
  },
};
