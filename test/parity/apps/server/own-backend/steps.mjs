/** @type {import('../../../apps.mjs').Parity} */
export const parity = { steps: { 'is asked': (app) => app.click('#ask') } };
