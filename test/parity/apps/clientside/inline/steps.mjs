/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'all follow': (app) => app.type('y', '#text'),
    'all follow again': (app) => app.type('z'),
  },
};
