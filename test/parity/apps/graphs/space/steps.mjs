/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: (app) => app.wait(1000),
  steps: {
    'a camera is set': async (app) => {
      await app.hover('#scatter .js-plotly-plot');
      await app.click('#scatter .modebar-btn[data-attr="resetDefault"]');
      await app.wait(1000);
    },
  },
};
