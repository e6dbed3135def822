/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'both outputs follow one input': (app) => app.type(' Byron', '#first'),
    'a state waits': (app) => app.click('label', 'Dr'),
    'for its input': (app) => app.click('#submit'),
  },
};
