/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    types: (app) => app.type('!', '#my-input'),
    submits: (app) => app.press('Enter'),
  },
};
