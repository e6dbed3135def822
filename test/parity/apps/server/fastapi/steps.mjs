const REQUESTS = [
  ...['item', 'wrong-item', 'create', 'wrong-create', 'delete', 'wrong-method', 'cookies'],
  ...['redirect', 'stream', 'broken', 'missing', 'schema', 'events'],
];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => {
    await app.find('#request', 'asked None');
  },
  steps: Object.fromEntries(
    REQUESTS.map((name) => [
      name,
      (/** @type {import('../../../driver.mjs').Driver} */ app) => app.click(`#${name}`),
    ]),
  ),
};
