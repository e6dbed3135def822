const ADDRESS =
  'A style attribute reads the address of a blob, and a frame has its page as its srcdoc.';
const TWICE = 'An image is asked for once for each use.';

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/document': ADDRESS,
    'is shown/traffic': TWICE,
    'another picture/document': ADDRESS,
    'another picture/traffic': TWICE,
    'one that is not there/document': ADDRESS,
  },
  steps: {
    'another picture': (app) => app.click('#change'),
    'one that is not there': (app) => app.click('#miss'),
  },
};
