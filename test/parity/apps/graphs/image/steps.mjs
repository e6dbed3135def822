/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'is saved': async (app) => {
      await app.click(
        '.modebar-btn[data-title="Download plot"], .modebar-btn[data-title="Download plot as a PNG"], .modebar-btn[data-val="toImage"], .modebar-btn',
      );
      await app.saved('drawn.svg');
    },
  },
};
