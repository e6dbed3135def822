/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one of two outputs': (app) => app.type('s', '#text'),
    'the other of two': (app) => app.type('es'),
    'none of two': (app) => app.press(...Array(8).fill('Backspace')),
  },
};
