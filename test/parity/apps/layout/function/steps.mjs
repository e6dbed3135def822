/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'counts clicks': (app) => app.click('#count'),
    'is made anew at a reload': (app) => app.reload(),
  },
};
