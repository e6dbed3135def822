const TWICE = 'An image is asked for once for each use.';

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/traffic': TWICE,
    'another picture/traffic': TWICE,
  },
  steps: {
    'another picture': (app) => app.click('#change'),
    'one that is not there': (app) => app.click('#miss'),
  },
};
