const ACTIONS = ['append', 'prepend', 'insert', 'extend', 'remove', 'reverse', 'update'];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'lists and dicts': async (app) => {
      for (const action of ACTIONS) {
        await app.click(`#${action}`);
        await app.rest();
      }
    },
    numbers: (app) => app.click('#arithmetic'),
    'what is gone': async (app) => {
      await app.click('#delete');
      await app.rest();
      await app.click('#clear');
    },
    'a part of a figure': (app) => app.click('#title'),
  },
};
