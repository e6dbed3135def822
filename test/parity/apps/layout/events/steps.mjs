const ROOT = 'The currentTarget of listeners on document and window is the shadow root.';

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  known: Object.fromEntries(
    ['a click', 'keys', 'a double click', 'events of its own'].flatMap((step) => [
      [`${step}/document`, ROOT],
      [`${step}/picture (light)`, ROOT],
    ]),
  ),
  steps: {
    'a click': (app) => app.click('#button'),
    keys: (app) => app.press('a', 'Tab', 'Enter'),
    'a double click': (app) => app.doubleClick('#outside'),
    'events of its own': async (app) => {
      await app.run(`document.dispatchEvent(new window.CustomEvent('own', { detail: 'heard' }))`);
      await app.run(`window.location.hash = 'there'`);
      await app.run(`window.history.pushState({ a: 1 }, '', '/pushed')`);
      await app.run(`window.history.back()`);
      await app.wait(300);
    },
  },
};
