/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'typing asks for each number': (app) => app.type('1', '#number'),
    'a number out of range is none': (app) => app.type('1'),
    'arrow keys step': (app) => app.press('Backspace', 'ArrowUp'),
  },
};
