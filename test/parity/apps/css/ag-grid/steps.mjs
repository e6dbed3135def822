/** @import { Driver } from '../../../driver.mjs' */

/** @param {string} way */
const show = (way) => async (/** @type {Driver} */ app) => {
  await app.click('label', way);
  await app.find(`#Material-${way} .ag-row`);
};

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  dark: true,
  steps: {
    dark: show('dark'),
    'in colours of its own': show('own'),
    'as the page says': show('page'),
  },
};
