/** @type {import('../../../apps.mjs').Parity} */
export const parity = { steps: { 'is told what is left': (app) => app.type('x', '#here') } };
