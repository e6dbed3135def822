/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  dark: true,
  steps: {
    'dark on request': (app) => app.click('label', 'dark'),
    'a list opens': (app) => app.click('#dropdown'),
    'a calendar opens': async (app) => {
      await app.press('Escape');
      await app.click('#date');
    },
  },
};
