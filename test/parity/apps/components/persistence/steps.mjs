/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    changes: async (app) => {
      await app.type('1', '#local');
      await app.type('2', '#session');
      await app.type('3', '#memory');
      await app.click('label', 'b');
    },
    'come back': (app) => app.reload(),
  },
};
