import { expect } from '@open-wc/testing';

import { mount } from './mount.js';
import { until, type User } from './user.js';

describe('Dash Mantine Components', () => {
  let user: User;
  /** What the inputs hold, in the order of the callback's inputs. */
  const inputs: unknown[] = [null, 'React', [], 5, '2026-05-12', 20, null, 'day', null];

  before(async () => {
    user = await mount({
      src: 'mantine/app.py',
      wheel: 'dash_mantine_components-2.8.1-py3-none-any.whl',
    });
    await user.answer('inputs', inputs);
  });

  /** Waits until the callback has seen a change of an input. */
  async function fill(index: number, value: unknown): Promise<void> {
    inputs[index] = value;
    await user.answer('inputs', inputs);
  }

  describe('the theme', () => {
    it('styles the app with its variables', async () => {
      const button = getComputedStyle(await user.see('#open-modal'));
      expect(button.backgroundColor).to.equal('rgb(34, 139, 230)');
      expect(button.color).to.equal('rgb(255, 255, 255)');
    });

    it('changes from light to dark by a callback, within the app alone', async () => {
      const label = await user.see('#name-label');
      const light = getComputedStyle(label).color;
      await user.click(await user.see('label[for="switch"]', 'Night mode'));
      await until(() => getComputedStyle(label).color !== light, 'the text becomes light');
      await user.click(await user.see('label[for="switch"]', 'Night mode'));
      await until(() => getComputedStyle(label).color === light, 'the text becomes dark again');
    });

    it('leaves the page’s root alone', () => {
      expect(document.documentElement.hasAttribute('data-mantine-color-scheme')).to.equal(false);
    });
  });

  describe('inputs', () => {
    it('TextInput and Textarea: are typed into', async () => {
      await user.write('#name', 'Grace');
      await fill(0, 'Grace');
      await user.write('#notes', 'a note');
      await fill(8, 'a note');
    });

    it('Select: opens below its field, is searched and chooses', async () => {
      await user.click('#select');
      const option = await user.see('.mantine-Select-option', 'Vue');
      await until(() => {
        const field = user.all('#select')[0]?.getBoundingClientRect();
        const list = option.getBoundingClientRect();
        return field && Math.abs(list.left - field.left) < 40;
      }, 'the options are at their field');
      await user.click(option);
      await fill(1, 'Vue');
      await user.seeNo('.mantine-Select-option');
      await user.overwrite('#select', 'Sve');
      await user.click(await user.see('.mantine-Select-option', 'Svelte'));
      await fill(1, 'Svelte');
    });

    it('MultiSelect: takes several, and closes at a click elsewhere', async () => {
      await user.click('#multi');
      await user.click(await user.see('.mantine-MultiSelect-option', 'red'));
      await user.click(await user.see('.mantine-MultiSelect-option', 'blue'));
      await fill(2, ['red', 'blue']);
      await user.click('#inputs-out');
      await user.seeNo('.mantine-MultiSelect-option');
    });

    it('NumberInput: is typed into and stepped', async () => {
      await user.overwrite('#number', '7');
      await fill(3, 7);
      await user.press('ArrowUp');
      await fill(3, 8);
      await user.click('.mantine-NumberInput-control[data-direction="down"]');
      await fill(3, 7);
    });

    it('DatePickerInput: opens and takes a day', async () => {
      await user.click('#date');
      await user.click(
        await until(
          () => user.all('.mantine-DatePickerInput-day[aria-label="20 May 2026"]')[0],
          'the calendar of May',
        ),
      );
      await fill(4, '2026-05-20');
      await user.seeNo('.mantine-DatePickerInput-day');
    });

    it('DatePickerInput: goes to another month', async () => {
      await user.click('#date');
      await user.click('.mantine-DatePickerInput-calendarHeaderControl[data-direction="next"]');
      await user.click(
        await until(
          () => user.all('.mantine-DatePickerInput-day[aria-label="3 June 2026"]')[0],
          'the calendar of June',
        ),
      );
      await fill(4, '2026-06-03');
    });

    it('Slider: is dragged', async () => {
      const [x, y] = await user.middle('#slider [role="slider"]');
      const track = (await user.see('#slider .mantine-Slider-track')).getBoundingClientRect();
      await user.drag([x, y], [track.left + track.width * 0.7, y]);
      await fill(5, 70);
    });

    it('Checkbox and SegmentedControl: are clicked', async () => {
      await user.click('#checkbox');
      await fill(6, true);
      await user.click(await user.see('#segmented label', 'week'));
      await fill(7, 'week');
    });
  });

  describe('what opens over the app', () => {
    it('Modal: covers the page, keeps the focus and closes at Escape', async () => {
      await user.click('#open-modal');
      await user.see('.mantine-Modal-content');
      await user.write('#modal-input', 'inside');
      await user.answer('overlays', ['inside', 0, 0]);
      const overlay = (await user.see('.mantine-Modal-overlay')).getBoundingClientRect();
      expect(overlay.width).to.be.greaterThan(innerWidth - 40);
      await user.press('Tab', 'Tab', 'Tab');
      const focused = user.root.activeElement;
      expect(focused?.closest('.mantine-Modal-content')).not.to.equal(null);
      await user.press('Escape');
      await user.seeNo('.mantine-Modal-content');
    });

    it('Drawer: slides in and closes at a click beside it', async () => {
      await user.click('#open-drawer');
      await user.see('#drawer-text', 'In the drawer');
      await user.click('.mantine-Drawer-overlay', [innerWidth - 80, 300]);
      await user.seeNo('#drawer-text');
    });

    it('Tooltip: shows above its target while the pointer is there', async () => {
      await user.hover('#tooltip-target');
      const tooltip = await user.see('.mantine-Tooltip-tooltip', 'A tooltip');
      const target = (await user.see('#tooltip-target')).getBoundingClientRect();
      await until(() => {
        const box = tooltip.getBoundingClientRect();
        const gap = Math.max(target.top - box.bottom, box.top - target.bottom);
        return gap >= -1 && gap < 20 && box.left < target.right && box.right > target.left;
      }, 'the tooltip is at its target');
      await user.hover('#inputs-out');
      await user.seeNo('.mantine-Tooltip-tooltip');
    });

    it('Menu: opens, calls back and closes', async () => {
      await user.click('#open-menu');
      await user.click('#menu-save');
      await user.answer('overlays', ['inside', 1, 0]);
      await user.seeNo('#menu-save');
      await user.click('#open-menu');
      await user.see('#menu-discard');
      await user.click('#inputs-out');
      await user.seeNo('#menu-discard');
    });

    it('Notification: shows and is dismissed', async () => {
      await user.click('#notify');
      await user.see('.mantine-Notification-description', 'A notification');
      await user.click('.mantine-Notification-closeButton');
      await user.seeNo('.mantine-Notification-description');
    });
  });

  describe('panels', () => {
    it('BarChart: is drawn', async () => {
      await until(
        () => user.all('#chart .recharts-bar-rectangle path').length === 6,
        'six bars are drawn',
      );
    });

    it('Tabs, Accordion and Pagination: call back and change what is shown', async () => {
      await user.click(await user.see('.mantine-Tabs-tab', 'Text'));
      await user.see('.mantine-Tabs-panel', 'text of the tab');
      await user.click('.mantine-Accordion-control');
      await user.see('.mantine-Accordion-content', 'content of details');
      await user.click(await user.see('#pagination button', '3'));
      await user.answer('panels', ['text', 'details', 3]);
    });
  });
});
