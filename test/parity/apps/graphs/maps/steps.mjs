/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  // Maps draw what they have when they have it.
  comes: (app) => app.wait(1500),
  steps: {
    'a point is clicked': async (app) => {
      await app.point('#map .js-plotly-plot', [0.5, 0.5]);
      await app.point('#map .js-plotly-plot', [0.5, 0.5], true);
      await app.wait(500);
    },
    'a button zooms': async (app) => {
      await app.click('#map .modebar-btn[data-attr="zoom"][data-val="in"]');
      await app.wait(1000);
    },
  },
};
