/** @type {import('../../../apps.mjs').Parity} */
export const parity = { steps: { 'what cannot be drawn': (app) => app.click('#break') } };
