/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a click within': (app) => app.click('#inside'),
    'a double click anywhere': (app) => app.doubleClick('#told'),
    keys: (app) => app.press('a', 'b', 'Enter'),
  },
};
