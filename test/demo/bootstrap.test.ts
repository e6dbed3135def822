import { expect } from '@open-wc/testing';

import { mount } from './mount.js';
import { until, type User } from './user.js';

describe('Dash Bootstrap Components', () => {
  let user: User;
  /** What the form holds, in the order of the callback's inputs. */
  const form = [null, 'small', 5, ['milk'], 'tea', false, null] as unknown[];

  before(async () => {
    user = await mount({
      src: 'bootstrap/app.py',
      files: ['assets/bootstrap.min.css'],
      wheel: 'dash_bootstrap_components-2.0.4-py3-none-any.whl',
    });
    await user.answer('order', 0);
  });

  /** Waits until the callback has seen a change of the form. */
  async function fill(index: number, value: unknown): Promise<void> {
    form[index] = value;
    await user.answer('form', form);
  }

  describe('the theme', () => {
    it('styles the app', async () => {
      const button = getComputedStyle(await user.see('#order'));
      expect(button.backgroundColor).to.equal('rgb(25, 135, 84)');
      expect(button.borderTopLeftRadius).to.equal('6px');
      const columns = user.all('#row > *').map((column) => column.getBoundingClientRect());
      expect(columns[0]?.top).to.equal(columns[1]?.top);
    });

    it('gives the app’s root its variables, and the app its font', async () => {
      const name = await user.see('#name');
      expect(getComputedStyle(name).getPropertyValue('--bs-primary').trim()).to.equal('#0d6efd');
      expect(getComputedStyle(name).fontFamily).to.contain('system-ui');
    });

    it('leaves the page alone', () => {
      const style = getComputedStyle(document.documentElement);
      expect(style.getPropertyValue('--bs-primary')).to.equal('');
    });
  });

  describe('the form', () => {
    it('Input: is typed into, and shows that it is valid', async () => {
      await user.write('#name', 'Ada');
      await fill(0, 'Ada');
      await user.see('#name.is-valid');
      await user.see('.valid-feedback', 'A fine name');
    });

    it('Select: is changed by the keyboard', async () => {
      (await user.see('#size')).focus();
      await user.type('l');
      await fill(1, 'large');
    });

    it('Input: takes a number', async () => {
      await user.overwrite('#price', '12');
      await fill(2, 12);
    });

    it('Checklist, RadioItems and Switch: are clicked', async () => {
      await user.click(await user.see('#extras label', 'sugar'));
      await fill(3, ['milk', 'sugar']);
      await user.click(await user.see('#drink label', 'coffee'));
      await fill(4, 'coffee');
      await user.click('#switch');
      await fill(5, true);
    });

    it('Textarea: is typed into', async () => {
      await user.write('#note', 'soon');
      await fill(6, 'soon');
    });

    it('Button: counts its clicks', async () => {
      await user.click('#order');
      await user.answer('order', 1);
    });
  });

  it('DropdownMenu: opens, and its items call back', async () => {
    await user.click('#navbar .dropdown-toggle');
    await user.click('#menu-save');
    await user.answer('menu', [1, 0]);
    await user.seeNo('#menu-save');
    await user.click('#navbar .dropdown-toggle');
    await user.see('#menu-discard');
    await user.press('Escape');
    await user.seeNo('#menu-discard');
  });

  describe('what opens over the app', () => {
    it('Modal: takes the focus, is typed into, and closes', async () => {
      await user.click('#open-modal');
      await user.see('.modal-dialog');
      await until(
        () => user.root.activeElement?.closest('.modal') !== null && user.root.activeElement,
        'the focus is in the modal',
      );
      await user.write('#modal-input', 'inside');
      await user.answer('modal', [true, 'inside']);
      await user.click('#close-modal');
      await user.seeNo('.modal-dialog');
      await user.seeNo('.modal-backdrop');
      await user.answer('modal', [false, 'inside']);
    });

    it('Modal: closes at Escape and at a click beside it', async () => {
      await user.click('#open-modal');
      await user.see('.modal-dialog');
      await user.click('#modal-input');
      await user.press('Escape');
      await user.seeNo('.modal-dialog');
      await user.click('#open-modal');
      await user.see('.modal-dialog');
      await user.click('.modal', [8, 300]);
      await user.seeNo('.modal-dialog');
    });

    it('Offcanvas: slides in at the side', async () => {
      await user.click('#open-offcanvas');
      const text = await user.see('#offcanvas-text', 'At the side');
      await until(() => text.getBoundingClientRect().left >= 0, 'it slides in');
      await user.click('.offcanvas .btn-close');
      await user.seeNo('#offcanvas-text');
    });

    it('Popover: opens at a click and closes at one elsewhere', async () => {
      await user.click('#popover-target');
      const text = await user.see('#popover-text', 'Body');
      const target = await user.see('#popover-target');
      await until(() => beside(text, target), 'it is beside its button');
      await user.click('#form-out');
      await user.seeNo('#popover-text');
    });

    it('Tooltip: shows while the pointer is there', async () => {
      await user.hover('#tooltip-target');
      const tooltip = await user.see('.tooltip-inner', 'A tooltip');
      const target = await user.see('#tooltip-target');
      await until(() => beside(tooltip, target), 'it is beside its button');
      await user.hover('#form-out');
      await user.seeNo('.tooltip-inner');
    });

    it('Toast: shows and is dismissed', async () => {
      await user.click('#open-toast');
      const toast = await user.see('.toast');
      expect(innerWidth - toast.getBoundingClientRect().right).to.be.within(0, 40);
      await user.click('.toast .btn-close');
      await user.seeNo('.toast');
    });
  });

  describe('panels', () => {
    it('Accordion, Tabs, Pagination and Alert: call back and change what is shown', async () => {
      await user.click(await user.see('#accordion .accordion-button', 'Item two'));
      await user.see('#accordion .accordion-body', 'content two');
      await user.answer('panels', ['two', 'a', 1, null]);
      await user.click(await user.see('.nav-tabs .nav-link', 'Tab B'));
      await user.see('.tab-pane', 'content B');
      await user.answer('panels', ['two', 'b', 1, null]);
      await user.click(await user.see('#pagination .page-link', '4'));
      await user.answer('panels', ['two', 'b', 4, null]);
      await user.click('#alert .btn-close');
      await user.seeNo('#alert');
      await user.answer('panels', ['two', 'b', 4, false]);
    });

    it('Collapse: opens', async () => {
      await user.seeNo('#collapse .card-body');
      await user.click('#toggle');
      await user.see('#collapse .card-body', 'collapsed text');
    });
  });
});

/** Whether two boxes are close to each other and don't overlap by much. */
function beside(one: Element, other: Element): boolean {
  const a = one.getBoundingClientRect();
  const b = other.getBoundingClientRect();
  const apartX = Math.max(a.left - b.right, b.left - a.right);
  const apartY = Math.max(a.top - b.bottom, b.top - a.bottom);
  const apart = Math.max(apartX, apartY);
  return apart > -4 && apart < 60;
}
