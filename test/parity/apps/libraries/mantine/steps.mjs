/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a list opens': (app) => app.click('#select'),
    'is walked by keys': (app) => app.press('ArrowDown', 'ArrowDown', 'Enter'),
    'a dialog opens': (app) => app.click('#open'),
    'is typed into': (app) => app.type('Ada', '#name'),
    'Escape closes it': async (app) => {
      await app.press('Escape');
      await app.wait(400);
    },
    'dark colours': (app) => app.click('label', 'Switch'),
  },
};
