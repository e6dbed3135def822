/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a click on the rail': (app) => app.point('#plain .dash-slider-track', [0.7, 0.5], true),
    'arrows move': (app) => app.press('ArrowRight', 'ArrowRight', 'ArrowLeft'),
    ends: (app) => app.press('Home'),
    'marks only': (app) => app.point('#marked .dash-slider-track', [0.9, 0.5], true),
    'a drag': (app) => app.drag('#dragged .dash-slider-track', [0.2, 0.5], [0.6, 0.5]),
    upright: (app) => app.point('#upright .dash-slider-track', [0.5, 0.25], true),
    'one end of a range': (app) => app.drag('#range .dash-slider-track', [0.25, 0.5], [0.4, 0.5]),
    'one of three': (app) => app.point('#three .dash-slider-track', [0.9, 0.5], true),
    'a number is typed': async (app) => {
      await app.click('#plain input');
      await app.press('Backspace', '8', 'Enter');
    },
  },
};
