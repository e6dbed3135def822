/** @type {import('../../../apps.mjs').Parity} */
export const parity = { steps: { 'hooks hear it': (app) => app.click('#count') } };
