/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  // What WebGL draws comes late on a machine without a graphics card.
  comes: (app) => app.wait(2000),
};
