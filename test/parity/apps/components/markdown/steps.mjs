/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: { 'its links lead within the app': (app) => app.click('a', 'link') },
};
