/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'the next page': (app) => app.click('button.next-page'),
    'the last page': (app) => app.click('button.last-page'),
    'in another order': (app) => app.click('th[data-dash-column="square"] .column-header--sort'),
  },
};
