/** How long what opens and closes takes, in milliseconds. */
const MOTION = 500;

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a list opens': async (app) => {
      await app.click('#select');
      await app.wait(MOTION);
    },
    'its option': async (app) => {
      await app.click('.ant-select-item-option', 'b');
      await app.wait(MOTION);
    },
    'a calendar opens': async (app) => {
      await app.click('#date');
      await app.wait(MOTION);
    },
    'its day': async (app) => {
      await app.click('.ant-picker-cell-in-view', '20');
      await app.wait(MOTION);
    },
    'is typed into': (app) => app.type('Ada', '#input'),
    'a table is sorted': (app) => app.click('.ant-table-column-sorters'),
    'its row is selected': (app) => app.click('.ant-table-row .ant-checkbox-input'),
    'a leaf': (app) => app.click('.ant-tree-title', 'leaf'),
    'a message': async (app) => {
      await app.click('#button');
      await app.wait(MOTION);
    },
    'dark colours': async (app) => {
      await app.click('#dark');
      await app.wait(MOTION);
    },
  },
};
