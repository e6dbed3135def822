/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    sorts: (app) => app.click('th[data-dash-column="length"] .column-header--sort'),
    'sorts the other way': (app) => app.click('th[data-dash-column="length"] .column-header--sort'),
    'another page': (app) => app.click('button.next-page'),
    'a cell is active': (app) => app.click('td[data-dash-column="river"]'),
    'arrows move': (app) => app.press('ArrowRight', 'ArrowDown'),
    filters: async (app) => {
      await app.type('>1', 'th[data-dash-column="length"] input');
      await app.press('Enter');
    },
    'hides a column': (app) => app.click('th[data-dash-column="where"] .column-header--hide'),
  },
};
