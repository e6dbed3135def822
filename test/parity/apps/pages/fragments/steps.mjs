/** @import { Driver } from '../../../driver.mjs' */

const LINKS = ['section', 'field', 'missing', 'top', 'empty', 'again'];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: {
    'back/picture (light)': 'The page does not scroll back to where it was.',
  },
  steps: {
    ...Object.fromEntries(
      LINKS.map((name) => [name, (/** @type {Driver} */ app) => app.click(`#to-${name}`)]),
    ),
    back: (app) => app.go(-1),
  },
};
