/** @type {import('../../../apps.mjs').Parity} */
export const parity = { steps: { 'is heard': (app) => app.click('#button') } };
