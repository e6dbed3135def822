/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    text: (app) => app.type('é a', '#text'),
    'Enter submits, Tab leaves': (app) => app.press('Enter', 'Tab'),
    'letters are no number': (app) => app.type('1e2x', '#number'),
    'a number steps down': (app) => app.press('ArrowDown', 'ArrowDown'),
    'a debounced one waits': (app) => app.type('a@b.c', '#email'),
    'for its blur': (app) => app.press('Tab'),
    'a range by keys': async (app) => {
      await app.run(`document.getElementById('range').focus()`);
      await app.press('ArrowRight', 'End');
    },
    'no more letters than allowed': (app) => app.type('abcd', '#limited'),
    'a step by its buttons': (app) =>
      app.click(
        '#stepped ~ .dash-stepper-increment, .dash-input-container:has(#stepped) .dash-stepper-increment',
      ),
    'a slow one': async (app) => {
      await app.type('x', '#slow');
      await app.wait(500);
    },
  },
};
