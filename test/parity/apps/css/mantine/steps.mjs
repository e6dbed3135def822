/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  dark: true,
  steps: {
    dark: (app) => app.click('label', 'dark'),
    'a drawer': (app) => app.click('#button'),
    light: async (app) => {
      await app.press('Escape');
      await app.wait(400);
      await app.click('label', 'light');
    },
  },
};
