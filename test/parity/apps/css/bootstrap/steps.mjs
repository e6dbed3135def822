/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  dark: true,
  steps: {
    'dark colours': async (app) => {
      await app.click('#dark');
      await app.find('html[data-bs-theme=dark]');
    },
    'a dialog': (app) => app.click('#open'),
    'is closed': async (app) => {
      await app.press('Escape');
      await app.wait(400);
    },
    'a panel beside the page': async (app) => {
      await app.click('#beside');
      await app.wait(600);
    },
  },
};
