/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'an exception': async (app) => {
      await app.click('#fail');
      await app.find('.dash-fe-error-item');
    },
    'its details': (app) => app.click('.dash-fe-error-item'),
  },
  known: {
    'is shown/console': 'React commends its tools only to windows that are in no other',
  },
};
