import { expect } from '@open-wc/testing';

import { expectSame, mountApp } from './fixture.js';

const NOTES =
  '<script>var notes = []; function note(...what) { notes.push(what.join(" ")) }</script>';

/** A script that defines an element which tells of what happens to it. */
const defining = (name: string, greeting = 'hello', observed = 'mood') => `<script>
  customElements.define('${name}', class extends HTMLElement {
    static observedAttributes = ['${observed}'];
    constructor() { super(); note('made'); this.attachShadow({ mode: 'open' }).innerHTML = '<b>${greeting}</b>'; }
    connectedCallback() { note('connected', this.ownerDocument === document); }
    disconnectedCallback() { note('disconnected'); }
    attributeChangedCallback(name, before, now) { note(name, String(before), now); }
  });
</script>`;

describe('Custom elements of an app', () => {
  it('are upgraded in markup, made by scripts, and told what happens to them', async () => {
    const { run, found } = await mountApp(
      `${NOTES}<x-one mood="good"></x-one>${defining('x-one')}`,
    );
    expect(run('notes.join()')).to.equal('made,mood null good,connected true');
    expect((await found('x-one')).shadowRoot?.textContent).to.equal('hello');
    run(`notes = [];
      var Class = customElements.get('x-one');
      var made = [document.createElement('x-one'), new Class()];
      made[0].setAttribute('mood', 'new');
      document.body.append(...made); made[1].remove();
      var box = document.createElement('div'); box.innerHTML = '<x-one></x-one>';
      document.body.append(box)`);
    expect(run('notes.join()')).to.equal(
      'made,made,mood null new,connected true,connected true,disconnected,made,connected true',
    );
    expect(
      run('made.every((each) => each instanceof Class && each instanceof HTMLElement)'),
    ).to.equal(true);
    expect(run('box.firstChild.cloneNode() instanceof Class')).to.equal(true);
  });

  it('may have the names of other apps’ elements, and of the app’s own when it is mounted again', async () => {
    const one = await mountApp(`${NOTES}${defining('x-two', 'one')}<x-two></x-two>`);
    const two = await mountApp(
      `${NOTES}${defining('x-two', 'two', 'other')}<x-two other="1"></x-two>`,
    );
    one.dispose();
    const again = await mountApp(`${NOTES}${defining('x-two', 'again')}<x-two></x-two>`);
    expect((await two.found('x-two')).shadowRoot?.textContent).to.equal('two');
    expect((await again.found('x-two')).shadowRoot?.textContent).to.equal('again');
    expect(two.run('notes.join()')).to.equal('made,other null 1,connected true');
    two.run(`notes = []; document.querySelector('x-two').setAttribute('other', '2')`);
    await Promise.resolve();
    expect(two.run('notes.join()')).to.equal('other 1 2');
  });

  it('mean nothing to an app that has not defined them', async () => {
    await mountApp(`${NOTES}${defining('x-three')}`);
    const other = await mountApp(`${NOTES}<x-three></x-three>`);
    expect(other.run('customElements.get("x-three")')).to.equal(undefined);
    expect((await other.found('x-three')).shadowRoot).to.equal(null);
    const waiting = other.run('customElements.whenDefined("x-three")') as Promise<unknown>;
    other.run(`var script = document.createElement('script');
      script.text = ${JSON.stringify(defining('x-three', 'late').replace(/<\/?script>/g, ''))};
      document.head.append(script)`);
    expectSame(await waiting, other.run('customElements.get("x-three")'));
    expect((await other.found('x-three')).shadowRoot?.textContent).to.equal('late');
    const page = document.createElement('x-three');
    expect(page.shadowRoot).to.equal(null);
  });

  it('are refused where the page has one of the name', async () => {
    class Own extends HTMLElement {}
    customElements.define('x-of-page', Own);
    const { run } = await mountApp('');
    expectSame(run('customElements.get("x-of-page")'), Own);
    expect(() =>
      run('customElements.define("x-of-page", class extends HTMLElement {})'),
    ).to.throw();
    expect(() => run('new (class extends HTMLElement {})()')).to.throw('Illegal constructor');
  });
});
