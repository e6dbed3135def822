/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one is of the wrong kind': (app) => app.click('#break'),
    'what is expected': (app) => app.click('.test-devtools-error-toggle'),
    'one is no JSON': (app) => app.click('#no-json'),
  },
  known: {
    'is shown/console': 'React commends its tools only to windows that are in no other',
    'one is no JSON/traffic': 'the runtime has no code of Dash’s lines to show in a traceback',
  },
};
