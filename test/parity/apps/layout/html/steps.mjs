/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'opens a detail': (app) => app.click('summary'),
    'the focus goes around': (app) => app.press('Tab', 'Tab'),
  },
};
