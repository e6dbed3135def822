/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a form asks for a page': async (app) => {
      await app.click('button', 'Greet');
      await app.find('h1', 'Hello Ada');
    },
    'a link leads back': async (app) => {
      await app.click('a', 'Back');
      await app.find('button', 'Post');
    },
    'a form posts': async (app) => {
      await app.click('button', 'Post');
      await app.find('h1', 'a&b');
    },
    'a redirect leads to the app': async (app) => {
      await app.click('a', 'Back');
      await app.click('a', 'Moved');
      await app.find('h1', 'The app');
    },
    'the app leads home': async (app) => {
      await app.click('a', 'home');
      await app.find('button', 'Greet');
    },
  },
};
