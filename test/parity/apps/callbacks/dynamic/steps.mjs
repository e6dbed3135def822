/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'what is new is asked at once': (app) => app.click('#new'),
    'and when it changes': (app) => app.type('!', '#text'),
    'what takes its place too': (app) => app.click('#new'),
  },
};
