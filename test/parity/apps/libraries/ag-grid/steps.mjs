/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    sorts: (app) => app.click('.ag-header-cell[col-id="value"] .ag-header-cell-label'),
    selects: (app) => app.click('.ag-row[row-index="0"] .ag-checkbox-input'),
    edits: async (app) => {
      await app.doubleClick('.ag-row[row-index="1"] .ag-cell[col-id="name"]');
      await app.type('q');
      await app.press('Enter');
    },
  },
};
