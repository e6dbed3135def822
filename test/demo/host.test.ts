import { expect } from '@open-wc/testing';

import { traceOf } from './graph.js';
import { until, User } from './user.js';

describe('the page that talks with its app', () => {
  let page: Document;
  let user: User;

  /** The page is shown where the test's is, so that the mouse finds its places. */
  before(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/demo/host.html';
    Object.assign(frame.style, { position: 'fixed', inset: 0, width: '100%', height: '100%' });
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    page = given(frame.contentDocument);
    const element = given(page.querySelector('web-dash'));
    await element.ready;
    user = new User(given(element.shadowRoot));
  });

  const out = (): string | undefined => page.querySelector('#waves-out')?.textContent;

  it('drives a graph with its slider', async () => {
    const slider = given(page.querySelector<HTMLInputElement>('#waves'));
    slider.value = '5';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await user.see('#graph .gtitle', 'sin 5x');
    expect(traceOf(user, 'graph').y[10]).to.be.closeTo(Math.sin(2.5), 1e-9);
    await until(() => out() === '5', 'the page shows it');
  });

  it('follows the app’s own slider', async () => {
    const thumb = await user.see('#waves [role="slider"]');
    thumb.focus();
    await user.press('ArrowRight');
    await until(() => out() === '6', 'the page shows it');
    expect(page.querySelector<HTMLInputElement>('#waves')?.value).to.equal('6');
  });

  it('lists the points that are clicked', async () => {
    await user.click('#graph .nsewdrag');
    const item = await until(() => page.querySelector('#points li'), 'the page lists it');
    const [x = NaN, y = NaN] = item.textContent.split(', ').map(Number);
    expect(y).to.be.closeTo(Math.sin(6 * x), 1e-3);
  });
});

function given<T>(value: T | null): T {
  if (value === null) throw new Error('The page is not as the test expects it');
  return value;
}
