/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'count': (app) => app.click('#count'),
    'count again': (app) => app.click('#count'),
    'some outlive a reload': (app) => app.reload(),
    'and are cleared': (app) => app.click('#clear'),
  },
};
