/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a node is pointed at': (app) => app.point('#graph', [0.2, 0.2]),
    'is tapped': async (app) => {
      await app.point('#graph', [0.2, 0.2], true);
      await app.wait(500);
    },
    'another is dragged': (app) => app.drag('#graph', [0.6, 0.2], [0.8, 0.5]),
    'the wheel zooms': (app) => app.wheel(-100),
    'another layout': (app) => app.click('#grid'),
  },
};
