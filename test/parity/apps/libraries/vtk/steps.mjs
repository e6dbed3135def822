/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'is turned': (app) => app.drag('#view, canvas', [0.5, 0.5], [0.7, 0.6]),
    'changes its colour': (app) => app.click('#red'),
  },
};
