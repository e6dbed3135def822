/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'another page': (app) => app.click('#to-archive'),
    'a plain link': async (app) => {
      await app.click('#to-plain');
      await app.find('p', "{'plain': '1'}");
    },
    'back from there': async (app) => {
      await app.go(-1);
      await app.find('p', '{}');
    },
    'and forward': async (app) => {
      await app.go(1);
      await app.find('p', "{'plain': '1'}");
    },
    'its callback': (app) => app.type('!', '#year'),
    'a path with variables': (app) => app.click('#to-report'),
    back: (app) => app.go(-1),
    forward: (app) => app.go(1),
    'a page that is not there': (app) => app.click('#to-nowhere'),
    'a path that leads on': (app) => app.click('#to-old'),
    'a reload stays': (app) => app.reload(),
  },
};
