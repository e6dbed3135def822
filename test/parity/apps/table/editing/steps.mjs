/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a cell is written': async (app) => {
      await app.type('x', 'td[data-dash-column="name"]');
      await app.press('Enter');
    },
    'a number must be one': async (app) => {
      await app.type('q', 'td[data-dash-column="number"]');
      await app.press('Enter');
    },
    'a row is selected': (app) => app.click('td.dash-select-cell input'),
    'a row is added': (app) => app.click('#add'),
    'a row is deleted': (app) => app.click('td.dash-delete-cell'),
    'is saved as CSV': async (app) => {
      await app.click('button.export');
      await app.saved('Data.csv');
    },
  },
};
