/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => void (await app.find('#told', '0 of 500')),
  steps: {
    'scrolls to another block': async (app) => {
      await app.hover('#grid .ag-body-viewport');
      await app.wheel(3000);
      await app.wait(500);
      // Which row is under the mouse is told by its next movement.
      await app.hover('#told');
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
