/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'a new load/traffic': 'Chromium forgets the bodies of a page’s responses when that is left.',
  },
  steps: {
    'a path': (app) => app.click('#path'),
    'a query': (app) => app.click('#search'),
    'a hash': (app) => app.click('#hash'),
    'all at once': (app) => app.click('#href'),
    'a callback’s navigation': (app) => app.click('#nav'),
    'a link': (app) => app.click('#link'),
    back: (app) => app.go(-1),
    'two back': (app) => app.go(-2),
    'a new load': async (app) => {
      await app.click('#full');
      await app.wait(500);
    },
    'an anchor': (app) => app.click('#anchor-link'),
  },
};
