/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'the mouse is over a card': (app) => app.hover('#card'),
    'its style changes': (app) => app.click('#change'),
  },
};
