/** @type {import('../../../apps.mjs').Parity} */
export const parity = { steps: { asks: (app) => app.click('#ask') } };
