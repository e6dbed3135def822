/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one input': (app) => app.click('#one'),
    'another input': (app) => app.click('#two'),
    'by the keyboard': (app) => app.press('Enter'),
  },
};
