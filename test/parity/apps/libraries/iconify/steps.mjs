/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'icons have come': async (app) => void (await app.find('svg')),
  },
};
