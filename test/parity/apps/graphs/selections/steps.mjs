/** @import { Driver } from '../../../driver.mjs' */

const PLOT = '#one .nsewdrag';

/** @param {Driver} app @param {string} tool */
const choose = async (app, tool) => {
  await app.hover('#one .js-plotly-plot');
  await app.click(`#one .modebar-btn[data-val="${tool}"]`);
};

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a shape is drawn': async (app) => {
      await choose(app, 'drawrect');
      await app.drag(PLOT, [0.3, 0.3], [0.6, 0.6]);
      await app.wait(500);
    },
    'is chosen': async (app) => {
      await app.point('#one .shape-group path', [0, 0.5], true);
      await app.wait(500);
    },
    'is erased': async (app) => {
      await app.click('#one .modebar-btn[data-title="Erase active shape"]');
      await app.wait(500);
    },
    'a lasso is thrown': async (app) => {
      await choose(app, 'lasso');
      await app.path(PLOT, [0.02, 0.02], [0.5, 0.02], [0.5, 0.98], [0.02, 0.98], [0.02, 0.1]);
      await app.wait(500);
    },
    'all are selected again': async (app) => {
      await app.doubleClick(PLOT);
      await app.wait(500);
    },
  },
};
