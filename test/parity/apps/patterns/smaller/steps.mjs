/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'those below follow': (app) => app.type('5', 'div:nth-child(2) > .dash-input-container'),
  },
};
