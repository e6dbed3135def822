import { expect } from '@open-wc/testing';

import { readDownload } from '../helpers/commands.js';
import { mount } from './mount.js';
import { until, type User } from './user.js';

const LONGEST = ['Nile', 'Amazon', 'Yangtze', 'Mississippi', 'Yenisei'];

describe('DataTable', () => {
  let user: User;

  before(async () => {
    user = await mount({ src: 'gallery/table.py', files: ['rivers.csv'] });
    await user.answer('shown', LONGEST);
  });

  /** A cell of the page on the screen. */
  const cell = (row: number, column: string) =>
    user.see(`td[data-dash-row="${row}"][data-dash-column="${column}"]`);

  const sort = (column: string) =>
    user.click(`th[data-dash-column="${column}"] .column-header--sort`);

  async function filter(column: string, query: string): Promise<void> {
    await user.overwrite(`th.dash-filter[data-dash-column="${column}"] input[type="text"]`, query);
    await user.press('Enter');
  }

  async function clearFilter(column: string): Promise<void> {
    await user.overwrite(`th.dash-filter[data-dash-column="${column}"] input[type="text"]`, ' ');
    await user.press('Backspace', 'Enter');
  }

  it('shows rows of a file beside the app, styled by their values', async () => {
    await until(() => user.all('td.dash-cell').length === 15, 'five rows of three cells');
    const style = getComputedStyle(await cell(0, 'length'));
    expect(style.backgroundColor).to.equal('rgb(209, 231, 221)');
  });

  it('turns its pages', async () => {
    await user.click('button.next-page');
    await user.answer('shown', ['Ob', 'Paraná', 'Congo', 'Amur', 'Lena']);
    await user.click('button.last-page');
    await user.answer('shown', ['Mekong', 'Niger']);
    await user.click('button.first-page');
    await user.answer('shown', LONGEST);
    await user.overwrite('.current-page', '2');
    await user.press('Enter');
    await user.answer('shown', ['Ob', 'Paraná', 'Congo', 'Amur', 'Lena']);
    await user.click('button.previous-page');
    await user.answer('shown', LONGEST);
  });

  it('sorts by one column, then by two', async () => {
    await sort('length');
    await user.answer('shown', ['Niger', 'Mekong', 'Lena', 'Amur', 'Congo']);
    await sort('length');
    await user.answer('shown', LONGEST);
    await sort('length');
    await sort('continent');
    await sort('river');
    await user.answer('shown', ['Congo', 'Niger', 'Nile', 'Amur', 'Lena']);
    await sort('continent');
    await sort('continent');
    await sort('river');
    await sort('river');
    await user.answer('shown', LONGEST);
  });

  it('filters text and numbers', async () => {
    await filter('continent', 'South');
    await user.answer('shown', ['Amazon', 'Paraná']);
    await clearFilter('continent');
    await filter('length', '> 6290');
    await user.answer('shown', ['Nile', 'Amazon', 'Yangtze']);
    await clearFilter('length');
    await user.answer('shown', LONGEST);
  });

  it('is walked through by the keyboard', async () => {
    await user.click(await cell(0, 'river'));
    await user.answer('active', [0, 'river']);
    await user.press('ArrowDown', 'ArrowRight', 'ArrowRight');
    await user.answer('active', [1, 'length']);
  });

  /** A row of all data, as the callback sees it. */
  const seen = (row: number, values: unknown) =>
    until(
      () => {
        const rows = JSON.parse(outputOf(user, 'rows')) as unknown[];
        return JSON.stringify(rows[row]) === JSON.stringify(values);
      },
      () => `row ${row} becomes ${JSON.stringify(values)}: ${outputOf(user, 'rows')}`,
    );

  it('takes edits: a text after a double click, a number typed over the old one', async () => {
    // Away from the tooltip, which covers the cell below the pointer.
    await user.hover('#active-out');
    await user.doubleClick(await cell(1, 'river'));
    await user.see('td[data-dash-row="1"] input.dash-cell-value:focus');
    await user.overwrite('td[data-dash-row="1"] input.dash-cell-value', 'Amazonas');
    await user.press('Enter');
    await seen(1, ['Amazonas', 'South America', 6400]);
    await user.click(await cell(1, 'length'));
    await user.type('6575');
    await user.press('Enter');
    await seen(1, ['Amazonas', 'South America', 6575]);
  });

  it('takes a choice from a dropdown in a cell', async () => {
    await user.hover('#active-out');
    await user.click(await cell(2, 'length'));
    await user.press('ArrowLeft');
    await user.answer('active', [2, 'continent']);
    await user.click('td[data-dash-row="2"][data-dash-column="continent"] .Select-arrow-zone');
    await user.click(await user.see('.Select-option', 'Africa'));
    await seen(2, ['Yangtze', 'Africa', 6300]);
  });

  it('selects rows', async () => {
    for (const row of [0, 2]) {
      const boxes = user.all('.dash-select-cell input');
      await user.click(boxes[row] ?? 'a third row');
    }
    await user.answer('selected', [0, 2]);
  });

  it('deletes a row', async () => {
    const before = JSON.parse(outputOf(user, 'rows')) as unknown[];
    await user.click(user.all('.dash-delete-cell')[4] ?? 'a fifth row');
    await user.answer('rows', before.toSpliced(4, 1));
  });

  it('hides a column and shows it again', async () => {
    await user.click('th[data-dash-column="length"] .column-header--hide');
    await user.answer('hidden', ['length']);
    await user.seeNo('th[data-dash-column="length"]');
    await user.click('.show-hide');
    const item = await until(
      () => user.all('.show-hide-menu-item').find((each) => each.textContent.includes('Length')),
      'the menu of columns',
    );
    await user.click(item.querySelector('input') ?? item);
    await user.answer('hidden', []);
    await user.see('th[data-dash-column="length"]');
    await user.click('#active-out');
    await user.seeNo('.show-hide-menu');
  });

  it('shows tooltips of cells, with Markdown, and of headers', async () => {
    await user.hover(await cell(3, 'river'));
    await user.see('.dash-table-tooltip strong', 'Mississippi');
    await user.hover(await user.see('th.dash-header[data-dash-column="length"]'));
    await user.see('.dash-table-tooltip', 'source to mouth');
  });

  it('exports what it holds', async () => {
    await user.click('button.export');
    const text = new TextDecoder().decode(await readDownload('Data.csv'));
    const [header, first, second] = text.replace('\uFEFF', '').trim().split(/\r?\n/);
    expect(header).to.equal('river,continent,length');
    expect(first).to.equal('Nile,Africa,6650');
    expect(second).to.equal('Amazonas,South America,6575');
  });
});

function outputOf(user: User, name: string): string {
  return user.root.querySelector(`[id="${name}-out"]`)?.textContent ?? '[]';
}
