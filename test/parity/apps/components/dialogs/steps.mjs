/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'is confirmed': (app) => app.click('#ask'),
    'another is cancelled': async (app) => {
      app.answerDialogs(false);
      await app.click('#provided');
    },
    copies: (app) => app.click('#clipboard'),
    'what can be pasted': async (app) => {
      await app.click('#paste');
      await app.chord('Control', 'v');
    },
  },
};
