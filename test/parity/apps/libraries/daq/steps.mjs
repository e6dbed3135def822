/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a switch': async (app) => {
      await app.click('#toggle button');
      await app.wait(500);
    },
    power: async (app) => {
      await app.click('#power button');
      await app.wait(500);
    },
    'a number': (app) => app.type('7', '#number input'),
    'a knob is turned': (app) => app.point('#knob svg', [0.8, 0.3], true),
    'a slider is dragged': (app) => app.drag('#slider .rc-slider', [0.3, 0.3], [0.7, 0.3]),
    'a colour': async (app) => {
      await app.point('#color .saturation-white', [0.7, 0.3], true);
      await app.wait(500);
    },
  },
};
