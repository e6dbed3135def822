/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a function raises': (app) => app.type('3', '#number'),
    'a function prevents its update': async (app) => {
      await app.press('ArrowUp');
    },
    'and goes on': (app) => app.press('Backspace'),
  },
};
