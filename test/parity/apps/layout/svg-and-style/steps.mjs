const ADDRESS = 'A style attribute reads the address of a blob.';
const REM = 'A rem is that of the page, not of the app’s own root.';

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'is shown/document': ADDRESS,
    'is shown/traffic': 'An image is asked for once for each use.',
    'is shown/picture (light)': REM,
    'is shown/picture (dark)': REM,
    'the mouse is over a card/document': ADDRESS,
    'the mouse is over a card/picture (light)': REM,
    'its style changes/document': ADDRESS,
    'its style changes/picture (light)': REM,
  },
  steps: {
    'the mouse is over a card': (app) => app.hover('#card'),
    'its style changes': (app) => app.click('#change'),
  },
};
