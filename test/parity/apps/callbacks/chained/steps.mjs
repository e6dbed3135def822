/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'the whole chain follows its start': (app) => app.click('label', 'Norway'),
    'and its middle': (app) => app.click('label', 'Tromsø'),
  },
};
