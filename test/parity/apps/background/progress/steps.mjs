/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'one runs': async (app) => {
      await app.click('#run');
      await app.find('#status', 'running');
      await app.find('#result', 'ran 1 times');
      await app.find('#status', 'idle');
    },
    'the app goes on meanwhile': async (app) => {
      await app.click('#long');
      await app.find('#status', 'running');
      await app.click('#other');
      await app.find('#answer', 'answered 1');
      await app.click('#cancel');
      await app.find('#status', 'idle');
    },
  },
};
