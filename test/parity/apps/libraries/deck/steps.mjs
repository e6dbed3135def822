/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a point is clicked': (app) => app.point('canvas', [0.5, 0.5], true),
  },
};
