/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'a word': (app) => app.type('ab', '#word'),
    'is kept on the next page': (app) => app.click('#two'),
    'and on the way back': (app) => app.go(-1),
  },
};
