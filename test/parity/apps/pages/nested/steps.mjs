/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'leads to the site': async (app) => {
      await app.click('a', 'The site');
      await app.find('h2', 'Start, first, {}');
    },
    'a page in a folder': (app) => app.click('#views-fruit-pear'),
    'a template without its values': (app) => app.click('#views-fruit-apple'),
    'a state of the routing callback': async (app) => {
      await app.type('x', '#word');
      await app.click('#views-start');
    },
    'a redirect': (app) => app.click('#old'),
    nowhere: (app) => app.click('#nowhere'),
    'its address anew, which the template takes': async (app) => {
      await app.click('#old-anew');
      await app.wait(500);
      await app.find('#stripped');
    },
    'a query': async (app) => {
      await app.click('#query');
      await app.find('#chosen', 'None ?size=a%20b&size=c&empty=');
    },
  },
};
