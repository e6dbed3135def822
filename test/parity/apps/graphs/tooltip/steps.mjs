/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a point under the mouse': (app) => app.point('.scatterlayer .point:nth-child(2)', [0.5, 0.5]),
    another: (app) => app.point('.scatterlayer .point:nth-child(3)', [0.5, 0.5]),
    'is left': (app) => app.hover('p'),
  },
};
