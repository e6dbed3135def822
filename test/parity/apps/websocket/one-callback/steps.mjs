/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => {
    await app.find('#by-socket', 'socket in');
  },
  steps: {
    'both are asked': async (app) => {
      await app.type('s', '#text');
      await app.find('#by-socket', 'socket ins');
      await app.find('#by-request', 'request ins');
    },
    'a route of the server': async (app) => {
      await app.click('#ask');
      await app.find('#answer', '{"path":"/plain"}');
    },
  },
};
