/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'no errors': (app) => app.click('#dash-debug-menu__errors-button'),
    'is folded': (app) => app.click('.dash-debug-menu__toggle'),
    'is unfolded': (app) => app.click('.dash-debug-menu__toggle'),
  },
  known: {
    'is shown/console': 'React commends its tools only to windows that are in no other',
  },
};
