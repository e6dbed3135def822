/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'another figure': (app) => app.click('#figure'),
    'an annotation more': (app) => app.click('#patch'),
    'is extended': (app) => app.click('#extend'),
    'and prepended to': (app) => app.click('#prepend'),
    'follows its box': (app) => app.click('#wide'),
    'is animated': async (app) => {
      await app.click('.updatemenu-button');
      await app.wait(2000);
    },
  },
};
