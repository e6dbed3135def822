/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/console':
      'The element tells itself what could not be loaded; of a syntax error Chromium says who inserted the script.',
    'is shown/traffic': 'Chromium keeps no bodies of stylesheets that it refuses.',
  },
  steps: { 'goes on': (app) => app.click('#ask') },
};
