import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { expectSame, mountApp, type App } from './fixture.js';

describe('A listener of the app on', () => {
  let app: App;
  let button: HTMLElement;
  let outside: HTMLElement;

  beforeEach(async () => {
    app = await mountApp('<button>inside</button><input>');
    button = app.document.querySelector('button') as HTMLElement;
    outside = document.body.appendChild(document.createElement('button'));
  });

  afterEach(() => outside.remove());

  it('window hears what a frame of the app posts to its parent, and nothing of other frames', async () => {
    const heard: unknown[] = [];
    app.realm.addEventListener('message', ({ data, source }) => heard.push(data, source));
    const add = (parent: Element, text: string): HTMLIFrameElement => {
      const frame = parent.ownerDocument.createElement('iframe');
      frame.srcdoc = `<script>parent.postMessage('${text}', '*')</script>`;
      parent.append(frame);
      return frame;
    };
    const other = add(document.body, 'other');
    await new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
    const frame = add(app.document.body, 'ours');
    await new Promise((resolve) => app.realm.addEventListener('message', resolve, { once: true }));
    other.remove();
    expect([heard.length, heard[0]]).to.deep.equal([2, 'ours']);
    expectSame(heard[1], frame.contentWindow);
  });

  for (const name of ['document', 'window'] as const) {
    const target = () => (name === 'document' ? app.document : app.realm);

    it(`${name} hears a click inside once, with its true target`, () => {
      const targets: unknown[] = [];
      target().addEventListener('click', function (this: unknown, event) {
        targets.push(event.target, this);
      });
      button.click();
      expect(targets.length).to.equal(2);
      expectSame(targets[0], button);
      expectSame(targets[1], target());
    });

    it(`${name} hears a click elsewhere in the page, as one outside of the app`, () => {
      const inside: boolean[] = [];
      target().addEventListener('click', ({ target: node }) =>
        inside.push(app.document.body.contains(node as Node)),
      );
      outside.click();
      button.click();
      expect(inside).to.deep.equal([false, true]);
    });

    it(`${name} is told once, or no longer, as its options say`, () => {
      const heard: string[] = [];
      const add = (label: string, options: AddEventListenerOptions = {}) => {
        const listener = () => heard.push(label);
        target().addEventListener('click', listener, options);
        return listener;
      };
      const controller = new app.realm.AbortController();
      add('once', { once: true });
      add('signal', { signal: controller.signal });
      const removed = add('removed');
      const captured = add('captured', { capture: true });
      target().removeEventListener('click', captured);
      button.click();
      expect(heard.sort()).to.deep.equal(['captured', 'once', 'removed', 'signal']);
      controller.abort();
      target().removeEventListener('click', removed);
      button.click();
      outside.click();
      expect(heard.slice(4)).to.deep.equal(['captured', 'captured']);
    });

    it(`${name} may be added twice and is told once`, () => {
      let count = 0;
      const listener = () => count++;
      target().addEventListener('click', listener);
      target().addEventListener('click', listener);
      button.click();
      expect(count).to.equal(1);
    });

    it(`${name} may be an object with handleEvent`, () => {
      const listener = {
        events: 0,
        handleEvent() {
          this.events++;
        },
      };
      target().addEventListener('click', listener);
      button.click();
      expect(listener.events).to.equal(1);
    });

    it(`${name} may be an on… handler, and be replaced`, () => {
      const heard: string[] = [];
      target().onclick = () => heard.push('first');
      target().onclick = () => heard.push('second');
      button.click();
      target().onclick = null;
      button.click();
      expect(heard).to.deep.equal(['second']);
    });

    it(`${name} hears keys typed inside, and none typed into other parts of the page`, async () => {
      const keys: string[] = [];
      target().addEventListener('keydown', (event) => keys.push((event as KeyboardEvent).key));
      app.document.querySelector('input')?.focus();
      await sendKeys({ press: 'a' });
      outside.focus();
      await sendKeys({ press: 'b' });
      expect(keys).to.deep.equal(['a']);
    });
  }

  it('a node finds the targets of an event when it is over too, and the page only its own', () => {
    const input = app.document.querySelector('input') as HTMLElement;
    const { CustomEvent, FocusEvent } = app.realm;
    const events = [
      new MouseEvent('click', { bubbles: true, composed: true }),
      new Event('change', { bubbles: true }),
      new Event('load'),
      new CustomEvent('chosen'),
      new FocusEvent('focusout', { bubbles: true, composed: true, relatedTarget: button }),
    ];
    const pageTargets: unknown[] = [];
    const listener = ({ target }: Event): unknown => pageTargets.push(target);
    document.addEventListener('click', listener);
    for (const event of events) {
      input.dispatchEvent(event);
      expectSame(event.target, input);
    }
    document.removeEventListener('click', listener);
    expectSame((events.at(-1) as FocusEvent).relatedTarget, button);
    expect(pageTargets.length).to.equal(1);
    expectSame(pageTargets[0], app.host);
  });

  it('document hears a drag that leaves the element', () => {
    const moves: string[] = [];
    app.document.addEventListener('pointermove', ({ type }) => moves.push(type));
    app.document.addEventListener('pointerup', ({ type }) => moves.push(type));
    outside.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true }));
    outside.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
    expect(moves).to.deep.equal(['pointermove', 'pointerup']);
  });

  it('document hears what happens to the page', () => {
    let count = 0;
    app.document.addEventListener('visibilitychange', () => count++);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(count).to.equal(1);
  });

  it('window hears custom events of the realm, and the page hears none of them', () => {
    const heard: string[] = [];
    const inPage = () => heard.push('page');
    window.addEventListener('_dashprivate_pushstate', inPage);
    app.realm.addEventListener('_dashprivate_pushstate', () => heard.push('app'));
    app.run('window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"))');
    window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
    window.removeEventListener('_dashprivate_pushstate', inPage);
    expect(heard).to.deep.equal(['app', 'page']);
  });

  it('window or document is silent after the app has gone', () => {
    let count = 0;
    app.realm.addEventListener('click', () => count++);
    app.document.addEventListener('click', () => count++);
    app.dispose();
    outside.click();
    expect(count).to.equal(0);
  });
});
