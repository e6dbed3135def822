import { expect } from '@open-wc/testing';

import { mount } from './mount.js';
import { until, type User } from './user.js';

const HIGHEST =
  'Everest,K2,Kangchenjunga,Aconcagua,Denali,Kilimanjaro,Elbrus,Vinson,Puncak Jaya,Mont Blanc,Matterhorn,Toubkal'.split(
    ',',
  );

describe('Dash AG Grid', () => {
  let user: User;

  before(async () => {
    user = await mount({
      src: 'aggrid/app.py',
      wheel: 'dash_ag_grid-35.3.0-py3-none-any.whl',
    });
    await user.answer('shown', HIGHEST);
  });

  const cell = (row: number, column: string) =>
    user.see(`.ag-row[row-index="${row}"] [col-id="${column}"]`);

  const header = (column: string) =>
    user.see(`.ag-header-cell[col-id="${column}"] .ag-header-cell-text`);

  it('shows its first page, formatted and styled by its theme', async () => {
    await until(() => user.all('.ag-center-cols-container .ag-row').length === 5, 'five rows');
    await user.answer('page', [0, 3]);
    expect((await cell(0, 'height')).textContent).to.contain('8849 m');
    const row = (await user.see('.ag-row[row-index="1"]')).getBoundingClientRect();
    expect(row.height).to.be.within(30, 60);
    const icon = getComputedStyle(await user.see('.ag-icon'), '::before');
    expect(icon.maskImage).to.match(/^url\("data:image\/svg/u);
  });

  it('sorts up, down and not at all', async () => {
    await user.click(await header('height'));
    await user.answer('shown', HIGHEST.toReversed());
    await user.click(await header('height'));
    await user.answer('shown', HIGHEST);
    await user.click(await header('mountain'));
    await user.answer('shown', [...HIGHEST].sort());
    await user.click(await header('mountain'));
    await user.click(await header('mountain'));
    await user.answer('shown', HIGHEST);
  });

  it('filters in the field below a header', async () => {
    await user.write('.ag-floating-filter input', 'eur');
    await user.answer('shown', ['Elbrus', 'Mont Blanc', 'Matterhorn']);
    await user.overwrite('.ag-floating-filter input', ' ');
    await user.press('Backspace');
    await user.answer('shown', HIGHEST);
  });

  it('filters through the popup of a header, which closes at a click elsewhere', async () => {
    await user.click('.ag-header-cell[col-id="mountain"] .ag-header-cell-filter-button');
    await user.write('.ag-filter input[type="text"]', 'mat');
    await user.answer('shown', ['Matterhorn']);
    await user.overwrite('.ag-filter input[type="text"]', ' ');
    await user.press('Backspace');
    await user.answer('shown', HIGHEST);
    await user.click('#clicked-out');
    await user.seeNo('.ag-filter');
  });

  it('tells which cell is clicked', async () => {
    await user.click(await cell(1, 'continent'));
    await user.answer('clicked', 'Asia');
  });

  it('takes an edit', async () => {
    await user.doubleClick(await cell(1, 'height'));
    await user.overwrite('.ag-cell-inline-editing input', '8612');
    await user.press('Enter');
    await user.answer('edited', [['K2', 8611, 8612]]);
    await until(async () => (await cell(1, 'height')).textContent.includes('8612 m'), 'the edit');
  });

  it('selects rows, one and all', async () => {
    await user.click('.ag-row[row-index="2"] .ag-selection-checkbox input');
    await user.answer('selected', ['Kangchenjunga']);
    await user.click('.ag-row[row-index="0"] .ag-selection-checkbox input');
    await until(() => outputOf(user, 'selected').includes('Everest'), 'Everest too');
    await user.click('.ag-header-select-all input');
    await until(
      () => (JSON.parse(outputOf(user, 'selected')) as string[]).length === HIGHEST.length,
      'all are selected',
    );
  });

  it('turns its pages and changes their size', async () => {
    await user.click('.ag-paging-button[aria-label="Next Page"], [data-ref="btNext"]');
    await user.answer('page', [1, 3]);
    await user.see('.ag-row [col-id="mountain"]', 'Kilimanjaro');
    await user.click('.ag-paging-page-size .ag-picker-field-wrapper');
    await user.click(await user.see('.ag-list-item', '10'));
    await until(
      () => (JSON.parse(outputOf(user, 'page')) as number[])[1] === 2,
      'two pages are left',
    );
  });

  it('makes a column wider', async () => {
    const title = await user.see('.ag-header-cell[col-id="mountain"]');
    const [x, y] = await user.middle('.ag-header-cell[col-id="mountain"] .ag-header-cell-resize');
    const { width } = title.getBoundingClientRect();
    await user.drag([x, y], [x + 60, y]);
    await until(() => title.getBoundingClientRect().width > width + 40, 'the column is wider');
  });
});

function outputOf(user: User, name: string): string {
  return user.root.querySelector(`[id="${name}-out"]`)?.textContent ?? '[]';
}
