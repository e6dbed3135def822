const BACKGROUND =
  'The background of the body covers its own box here, and the whole window on a server.';

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/picture (light)': BACKGROUND,
    'is shown/picture (dark)': BACKGROUND,
    'works/picture (light)': BACKGROUND,
  },
  steps: { works: (app) => app.click('#count') },
};
