/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    follows: (app) => app.click('#bold'),
    'further, made by a callback': (app) => app.click('#further'),
    'relative to where it is': (app) => app.click('#relative'),
    'by the keyboard': async (app) => {
      await app.run(`document.getElementById('bold').focus()`);
      await app.press('Enter');
    },
    'with a new load': async (app) => {
      await app.click('#refreshing');
      await app.find('#path', '/refreshing');
    },
    'in a button': (app) => app.click('#button a'),
  },
};
