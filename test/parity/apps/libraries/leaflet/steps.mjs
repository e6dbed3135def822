/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a click into the map': (app) => app.point('#map', [0.2, 0.8], true),
    'a feature is clicked': (app) => app.click('path[stroke="green"]'),
    'a marker shows its popup': async (app) => {
      await app.click('.leaflet-marker-icon');
      await app.wait(600);
    },
    'is dragged': async (app) => {
      await app.drag('#map', [0.2, 0.3], [0.4, 0.5]);
      await app.wait(600);
    },
    zooms: async (app) => {
      await app.click('.leaflet-control-zoom-in');
      await app.wait(600);
    },
    'tiles that never come': (app) => app.click('label', 'none'),
  },
};
