/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'the wheel zooms': async (app) => {
      await app.point('#scrolls .nsewdrag', [0.5, 0.5]);
      await app.wheel(-100);
      await app.wait(800);
    },
    'two clicks set it back': async (app) => {
      await app.doubleClick('#scrolls .nsewdrag');
      await app.wait(800);
    },
    'a title is edited': async (app) => {
      await app.click('#edited .gtitle');
      await app.wait(300);
      await app.chord('Control', 'a');
      await app.type('new');
      await app.press('Enter');
      await app.wait(500);
    },
    'one that is static': (app) => app.hover('#static .js-plotly-plot'),
    'a button of another language': async (app) => {
      await app.hover('#spoken .js-plotly-plot');
      await app.hover('#spoken .modebar-btn[data-val="pan"]');
    },
  },
};
