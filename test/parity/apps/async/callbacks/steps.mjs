/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'two coroutines at once': async (app) => {
      await app.click('#wait');
      await app.find('#one', 'wait 1');
    },
    'part of a property': async (app) => {
      await app.click('#part');
      await app.find('#side', 'set beside');
    },
    'no update': (app) => app.click('#prevent'),
    'one raises': (app) => app.click('#raise'),
    'one is handled': async (app) => {
      await app.click('#handle');
      await app.find('#out', "handled ValueError('on purpose')");
    },
  },
};
