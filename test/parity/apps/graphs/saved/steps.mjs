/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: (app) => app.wait(1000),
  known: {
    'surface is saved/traffic':
      'A fill of another document, which Plotly names for a moment, is asked for as Firefox does; Chromium knows none.',
  },
  steps: Object.fromEntries(
    ['lines', 'gl', 'surface'].map((name) => [
      `${name} is saved`,
      /** @param {import('../../../driver.mjs').Driver} app */
      async (app) => {
        await app.click(`#${name} .modebar-btn`);
        await app.saved(`${name}.png`);
        // What is said of it goes.
        await app.wait(3500);
      },
    ]),
  ),
};
