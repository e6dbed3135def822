/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'typed before': (app) => app.type('ab', '#inside'),
    'a graph in a tab': (app) => app.click('.tab', 'Graph'),
    'one that is off': (app) => app.click('.tab', 'Off'),
    'by callback': (app) => app.click('.tab', 'a'),
    'what is chosen outlives a reload': (app) => app.reload(),
    'and back': (app) => app.click('.tab', 'First'),
  },
};
