/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one more': (app) => app.click('label', '3'),
    'one less': (app) => app.click('label', 'b'),
    'a component as label': (app) => app.click('label', 'bold'),
    'one that is off': (app) => app.click('label', 'off'),
    'a radio': (app) => app.click('label', 'one'),
    'by keys': (app) => app.press('ArrowDown'),
    'another radio': (app) => app.click('label', 'right'),
    'a text of lines': (app) => app.type('!', '#area'),
    'loses the focus to a button': (app) => app.press('Tab'),
    'that a key presses': (app) => app.press('Enter'),
    twice: (app) => app.doubleClick('#plain'),
  },
};
