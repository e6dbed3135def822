/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/traffic': 'An image is asked for once for each use.',
  },
  steps: {
    'the mouse is over a card': (app) => app.hover('#card'),
    'its style changes': (app) => app.click('#change'),
  },
};
