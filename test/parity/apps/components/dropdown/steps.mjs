/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'opens below': (app) => app.click('#one'),
    searches: (app) => app.type('ke'),
    'chooses by key': (app) => app.press('ArrowDown', 'Enter'),
    'Escape closes': (app) => app.press('Escape'),
    'opens for several': (app) => app.click('#many'),
    'takes a second': (app) => app.click('label', 'b'),
    'a click outside closes': (app) => app.point('#react-entry-point', [0.9, 0.95], true),
    'components as labels': (app) => app.click('#rich'),
    'and takes one': (app) => app.click('label', 'Blue'),
    'a long list': (app) => app.click('#long'),
    'is walked by keys': (app) => app.press('Tab', 'End'),
    'is left': (app) => app.press('Escape'),
    'options by search': async (app) => {
      await app.click('#dynamic');
      await app.type('q');
    },
    clears: async (app) => {
      await app.press('Escape');
      await app.click('#one .dash-dropdown-clear');
    },
  },
};
