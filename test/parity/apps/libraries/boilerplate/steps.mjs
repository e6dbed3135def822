/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    counts: (app) => app.click('#counter'),
    'counts in a component that came later': (app) => app.click('#inner'),
  },
};
