import { expect } from '@open-wc/testing';

import { mount } from './mount.js';
import { pause, until, type Place, type User } from './user.js';

describe('the controls of dcc', () => {
  let user: User;

  before(async () => {
    user = await mount({ src: 'gallery/controls.py' });
    await user.answer('checklist', ['apple']);
  });

  /** The label of an option that is on the screen. */
  const option = (name: string, text: string) => user.see(`#${name} label`, text);

  /** An option of the dropdown that is open. */
  const choice = (text: string) => user.see('.dash-dropdown-option', text);

  describe('options', () => {
    it('Checklist: ticks and unticks', async () => {
      await user.click(await option('checklist', 'cherry'));
      await user.answer('checklist', ['apple', 'cherry']);
      await user.click(await option('checklist', 'apple'));
      await user.answer('checklist', ['cherry']);
    });

    it('RadioItems: chooses one', async () => {
      await user.click(await option('radio', 'banana'));
      await user.answer('radio', 'banana');
    });

    it('Dropdown: opens, chooses, closes and clears', async () => {
      await user.click('#dropdown');
      await user.click(await choice('cherry'));
      await user.answer('dropdown', 'cherry');
      await user.seeNo('.dash-dropdown-content');
      await user.click('#dropdown .dash-dropdown-clear');
      await user.answer('dropdown', null);
    });

    it('Dropdown: closes at a click elsewhere, and at Escape', async () => {
      await user.click('#dropdown');
      await choice('apple');
      await user.click('#radio-row h2');
      await user.seeNo('.dash-dropdown-content');
      await user.click('#dropdown');
      await choice('apple');
      await user.press('Escape');
      await user.seeNo('.dash-dropdown-content');
    });

    it('Dropdown: takes several values', async () => {
      await user.click('#multi');
      await user.click(await choice('apple'));
      await user.answer('multi', ['apple']);
      await user.click(await choice('cherry'));
      await user.answer('multi', ['apple', 'cherry']);
      await user.click(await user.see('.dash-dropdown-action-button', 'Select All'));
      await user.answer('multi', ['apple', 'cherry', 'banana']);
      await user.press('Escape');
      await user.seeNo('.dash-dropdown-content');
    });

    it('Dropdown: is searched by typing', async () => {
      await user.click('#search');
      await user.write('.dash-dropdown-search', 'ken');
      await until(() => user.all('.dash-dropdown-option').length === 1, 'one option is left');
      await user.click(await choice('Kenya'));
      await user.answer('search', 'ke');
    });

    it('Dropdown: works by the keyboard alone', async () => {
      (await user.see('#multi')).focus();
      await user.press('Tab');
      await user.type('jap');
      await until(() => user.all('.dash-dropdown-option').length === 1, 'one option is left');
      await user.press('ArrowDown', 'Enter');
      await user.answer('search', 'jp');
      await user.press('Escape');
      await user.seeNo('.dash-dropdown-content');
    });
  });

  describe('Input', () => {
    for (const [name, text] of [
      ['text', 'Ünïcode ✓'],
      ['password', 's3cret'],
      ['email', 'a@example.org'],
      ['url', 'https://example.org/'],
      ['tel', '+49 30 1234'],
      ['find', 'needle'],
    ] as const) {
      it(`${name}: is typed into`, async () => {
        await user.write(`#${name}`, text);
        await user.answer(name, text);
      });
    }

    it('text: offers the words of its datalist', async () => {
      const input = (await user.see('#text')) as HTMLInputElement;
      expect([...(input.list?.options ?? [])].map((word) => word.value)).to.deep.equal([
        'alpha',
        'beta',
      ]);
    });

    it('number: takes digits and steps, and refuses what is out of range', async () => {
      await user.overwrite('#number', '7');
      await user.answer('number', 7);
      await user.click('#number-row .dash-stepper-increment');
      await user.answer('number', 8);
      await user.click('#number-row .dash-stepper-decrement');
      await user.answer('number', 7);
      await user.overwrite('#number', '99');
      await user.answer('number', null);
    });

    it('range: moves by the keyboard and by the mouse', async () => {
      const range = await user.see('#range');
      await user.click(range);
      await user.answer('range', '5');
      await user.press('ArrowRight', 'ArrowRight');
      await user.answer('range', '7');
    });

    it('hidden: sends the value that it holds', async () => {
      await user.answer('hidden', 'unseen');
    });

    it('debounce: sends when the field is left, and not before', async () => {
      await user.write('#debounced', 'slow');
      await pause(500);
      await user.answer('debounced', null);
      await user.write('#submitted', 'x');
      await user.answer('debounced', 'slow');
    });

    it('n_submit: counts the Enter key', async () => {
      await user.click('#submitted');
      await user.press('Enter', 'Enter');
      await user.answer('submitted', 2);
    });
  });

  it('Textarea: takes several lines', async () => {
    await user.write('#textarea', 'one');
    await user.press('Enter');
    await user.type('two');
    await user.answer('textarea', 'one\ntwo');
  });

  describe('sliders', () => {
    /** Drags the nth thumb of a slider to the mark with this label. */
    async function slide(name: string, mark: string, nth = 0): Promise<void> {
      const slider = await user.see(`#${name}`);
      await user.middle(slider);
      const thumb = user.all(`#${name} [role="slider"]`)[nth] ?? slider;
      const [x, y] = await user.middle(thumb);
      const box = (await user.see(`#${name} .dash-slider-mark`, mark)).getBoundingClientRect();
      const end: Place =
        thumb.getAttribute('aria-orientation') === 'vertical'
          ? [x, box.top + box.height / 2]
          : [box.left + box.width / 2, y];
      await user.drag([x, y], end);
    }

    it('Slider: is dragged', async () => {
      await slide('slider', '7');
      await user.answer('slider', 7);
    });

    it('Slider: follows the keyboard and the field beside it', async () => {
      await user.press('ArrowLeft');
      await user.answer('slider', 6);
      await user.overwrite('#slider input', '4');
      await user.press('Tab');
      await user.answer('slider', 4);
    });

    it('Slider: sends its value while it is dragged', async () => {
      await slide('drag', '9');
      await user.answer('drag', 9);
    });

    it('Slider: stands upright', async () => {
      await slide('vertical', '6');
      await user.answer('vertical', 6);
    });

    it('RangeSlider: both ends are dragged', async () => {
      await slide('range-slider', '4', 0);
      await user.answer('range-slider', [4, 8]);
      await slide('range-slider', '6', 1);
      await user.answer('range-slider', [4, 6]);
    });
  });

  describe('dates', () => {
    /** A day of the month that the open calendar shows. */
    const day = (number: string) => user.see('.dash-datepicker-calendar-date-inside', number);

    it('DatePickerSingle: opens at its month and takes a day', async () => {
      await user.click('#date-wrapper');
      await user.see('.dash-datepicker-calendar-date-selected', '12');
      await user.click(await day('20'));
      await user.answer('date', '2026-05-20');
    });

    it('DatePickerSingle: goes to another month', async () => {
      if (user.all('.dash-datepicker-calendar').length === 0) await user.click('#date-wrapper');
      await user.click('.dash-datepicker-month-nav[aria-label="Next month"]');
      await user.see('.dash-datepicker-controls .dash-dropdown-value', 'June');
      await user.click(await day('30'));
      await user.answer('date', '2026-06-30');
    });

    it('DatePickerSingle: takes a month from its own dropdown', async () => {
      if (user.all('.dash-datepicker-calendar').length === 0) await user.click('#date-wrapper');
      await user.click('.dash-datepicker-controls .dash-dropdown');
      await user.click(await choice('February'));
      await user.click(await day('28'));
      await user.answer('date', '2026-02-28');
      await user.press('Escape');
      await user.seeNo('.dash-datepicker-calendar');
    });

    it('DatePickerSingle: takes a date that is typed', async () => {
      await user.overwrite('#date', '2026-03-15');
      await user.press('Enter');
      await user.answer('date', '2026-03-15');
      await user.press('Escape');
      await user.click('#date-row h2');
      await user.seeNo('.dash-datepicker-calendar');
    });

    it('DatePickerRange: takes a first and a last day', async () => {
      await user.click('#dates-wrapper');
      await user.click(await day('11'));
      await user.click(await day('15'));
      await user.answer('dates', ['2026-05-11', '2026-05-15']);
      await user.press('Escape');
      await user.seeNo('.dash-datepicker-calendar');
    });
  });

  it('Button: counts its clicks', async () => {
    await user.click('#dcc-button');
    await user.click('#dcc-button');
    await user.answer('dcc-button', 2);
  });

  it('Upload: reads the files that are put into it', async () => {
    const input = user.root.querySelector<HTMLInputElement>('#upload input[type="file"]');
    if (!input) throw new Error('Upload holds no file input');
    const files = new DataTransfer();
    files.items.add(new File(['first file'], 'one.txt', { type: 'text/plain' }));
    files.items.add(new File(['zweite Datei: ü'], 'zwei.txt', { type: 'text/plain' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await user.answer('upload', { 'one.txt': 'first file', 'zwei.txt': 'zweite Datei: ü' });
  });

  it('Upload: takes a file that is dropped on it', async () => {
    const target = await user.see('#upload button');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['dropped'], 'drop.txt', { type: 'text/plain' }));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const init = { bubbles: true, cancelable: true, composed: true, dataTransfer };
      target.dispatchEvent(new DragEvent(type, init));
    }
    await user.answer('upload', { 'drop.txt': 'dropped' });
  });
});
