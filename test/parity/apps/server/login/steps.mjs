/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a wrong name': async (app) => {
      await app.type('eve', 'input[name=user]');
      await app.click('button');
      await app.find('.message', 'Nobody is called eve.');
    },
    'the right one leads to the app': async (app) => {
      await app.type('ada', 'input[name=user]');
      await app.press('Enter');
      await app.find('h1', 'Hello ada');
    },
    'callbacks have the session': async (app) => {
      await app.click('#count');
      await app.find('#counted', 'ada 1 1');
      await app.wait(500);
    },
    'a page for an error': async (app) => {
      await app.click('#fail');
      await app.find('h1', '403');
    },
    'leads back, and the session goes on': async (app) => {
      await app.click('a', 'On');
      await app.click('#count');
      await app.find('#counted', 'ada 1 2');
    },
    'a page for what is not there': async (app) => {
      await app.click('#nowhere');
      await app.find('h1', '404');
    },
    out: async (app) => {
      await app.click('a', 'On');
      await app.click('#out');
      await app.find('h1', 'Log in');
    },
  },
};
