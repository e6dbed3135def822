/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a callback’s own handler gives its output': (app) => app.click('#one'),
    'the handler of all tells': (app) => app.click('#all'),
  },
};
