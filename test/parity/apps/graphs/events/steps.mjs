const PLOT = '.nsewdrag';

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a point under the mouse': (app) => app.point(PLOT, [0.06, 0.07]),
    'a point is clicked': (app) => app.point(PLOT, [0.06, 0.07], true),
    'points are selected': (app) => app.drag(PLOT, [0.02, 0.02], [0.5, 0.98]),
    'a legend entry is clicked': async (app) => {
      await app.point('.legendtoggle', [0.5, 0.5], true);
      await app.wait(500);
    },
    'a tool is chosen': (app) => app.click('.modebar-btn[data-val="zoom"]'),
    zooms: (app) => app.drag(PLOT, [0.3, 0.3], [0.7, 0.7]),
    'is left': (app) => app.hover('#told'),
  },
};
