const REQUESTS = [
  ...['item', 'create', 'put', 'delete', 'wrong-method', 'session', 'cookies', 'redirect', 'form'],
  ...['stream', 'xhr', 'options', 'head'],
];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    ...Object.fromEntries(
      REQUESTS.map((name) => [
        name,
        (/** @type {import('../../../driver.mjs').Driver} */ app) => app.click(`#${name}`),
      ]),
    ),
    'saves a file': async (app) => {
      await app.click('#file');
      await app.saved('data.csv');
    },
    'cookies outlive a reload': async (app) => {
      await app.reload();
      await app.click('#cookies');
    },
  },
};
