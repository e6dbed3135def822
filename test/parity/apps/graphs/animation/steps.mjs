/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a step of the slider': async (app) => {
      await app.point('.slider-rail-touch-rect', [0.5, 0.5], true);
      await app.wait(500);
    },
    'is played': async (app) => {
      await app.click('.updatemenu-button', 'Play');
      await app.wait(2000);
    },
    'is stopped': async (app) => {
      await app.click('.updatemenu-button', 'Pause');
      await app.wait(500);
    },
    'a menu opens': async (app) => {
      await app.click('.updatemenu-header');
      await app.wait(500);
    },
    'another kind of trace': async (app) => {
      await app.click('.updatemenu-dropdown-button', 'lines');
      await app.wait(500);
    },
  },
};
