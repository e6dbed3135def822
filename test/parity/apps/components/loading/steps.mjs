/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  // Spinners turn.
  screenshots: false,
  steps: {
    'spinners are shown': async (app) => {
      await app.click('#load');
      await app.find('.dash-default-spinner');
    },
  },
};
