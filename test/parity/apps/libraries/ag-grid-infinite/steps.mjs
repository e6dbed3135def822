/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'scrolls to another block': async (app) => {
      await app.hover('#grid .ag-body-viewport');
      await app.wheel(3000);
      await app.wait(500);
    },
    sorts: async (app) => {
      await app.click('.ag-header-cell[col-id="id"] .ag-header-cell-label');
      await app.click('.ag-header-cell[col-id="id"] .ag-header-cell-label');
      await app.wait(500);
    },
    filters: async (app) => {
      await app.type('odd', '.ag-floating-filter input');
      await app.wait(800);
    },
  },
};
