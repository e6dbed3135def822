import { expect } from '@open-wc/testing';

import type { Realm } from '../../src/http/fetch.js';
import { expectSame, mountApp, type App } from './fixture.js';

/** A target of events as the app finds it, with what is told of below. */
interface Target extends EventTarget {
  onchange?: unknown;
  addListener?: (listener: EventListener) => void;
}

/** The page's own objects that are told of changes, as a window has them. */
const TARGETS: Record<string, [find: (scope: Realm) => Target, type: string]> = {
  visualViewport: [(scope) => scope.visualViewport as Target, 'resize'],
  screen: [(scope) => scope.screen as unknown as Target, 'change'],
  'document.fonts': [(scope) => scope.document.fonts, 'loadingdone'],
};

/** Gives the app a function `tell` and what it was told. */
function hearing(app: App): unknown[] {
  const heard: unknown[] = [];
  Object.assign(app.realm, { tell: (what: unknown) => heard.push(what) });
  return heard;
}

// The listeners are the page's own functions, and added by it: browsers don't call those of a frame that is gone.
describe('A listener of the app', () => {
  for (const [name, [find, type]] of Object.entries(TARGETS)) {
    it(`on ${name} hears of the page’s, and ends with the app`, async () => {
      const app = await mountApp('');
      const heard: unknown[] = [];
      const target = find(app.realm);
      target.addEventListener(type, () => heard.push('function'));
      target.addEventListener(type, { handleEvent: () => heard.push('object') }, { once: false });
      target.addEventListener(type, () => heard.push('capture'), true);
      Object.assign(target, { [`on${type}`]: (event: Event) => heard.push(event.type) });
      find(window).dispatchEvent(new Event(type));
      expect(heard).to.have.members(['function', 'object', 'capture', type]);
      heard.length = 0;
      app.dispose();
      find(window).dispatchEvent(new Event(type));
      expect(heard).to.deep.equal([]);
    });
  }

  it('on a media query ends with the app', async () => {
    const app = await mountApp('');
    const heard: unknown[] = [];
    const query: Target = app.realm.matchMedia('(min-width: 1px)');
    query.addEventListener('change', () => heard.push('listener'));
    query.addListener?.(() => heard.push('old name'));
    query.onchange = () => heard.push('handler');
    query.dispatchEvent(new Event('change'));
    expect(heard).to.have.members(['listener', 'old name', 'handler']);
    heard.length = 0;
    app.dispose();
    query.dispatchEvent(new Event('change'));
    expect(heard).to.deep.equal([]);
  });

  it('ends with the app in spite of a signal of its own', async () => {
    const app = await mountApp('');
    const heard: unknown[] = [];
    const query = app.realm.matchMedia('all');
    const { signal } = new AbortController();
    query.addEventListener('change', () => heard.push('late'), { signal });
    app.dispose();
    query.dispatchEvent(new Event('change'));
    expect(heard).to.deep.equal([]);
  });

  it('is taken away as it was added', async () => {
    const app = await mountApp('');
    const heard = hearing(app);
    app.run(`query = matchMedia('all');
      for (const options of [undefined, null, true, {once: true}]) {
        query.addEventListener('change', tell, options);
        query.removeEventListener('change', tell, options);
      }
      query.addListener(tell);
      query.removeListener(tell);
      query.onchange = tell;
      query.onchange = null;
      query.dispatchEvent(new Event('change'))`);
    expect(heard).to.deep.equal([]);
  });

  it('may be heard once, or until a signal of its own', async () => {
    const app = await mountApp('');
    const heard = hearing(app);
    app.run(`query = matchMedia('all');
      end = new AbortController();
      query.addEventListener('change', () => tell('once'), {once: true});
      query.addEventListener('change', () => tell('until'), {signal: end.signal});
      query.dispatchEvent(new Event('change'));
      query.dispatchEvent(new Event('change'));
      end.abort();
      query.dispatchEvent(new Event('change'))`);
    expect(heard).to.deep.equal(['once', 'until', 'until']);
  });
});

describe('What the app sets on the realm’s navigator', () => {
  const names = ['ofTheApp', 'userAgent'];
  const before = names.map((name) => navigator[name as 'userAgent']);

  afterEach(() => {
    expect(names.map((name) => navigator[name as 'userAgent'])).to.deep.equal(before);
    expect('ofTheApp' in navigator).to.equal(false);
  });

  for (const [name, code] of Object.entries({
    'by assignment': 'navigator.ofTheApp = 1; navigator.userAgent = "mine"',
    'as values': `Object.defineProperty(navigator, 'ofTheApp', {value: 1});
      Object.defineProperty(navigator, 'userAgent', {value: 'mine'})`,
    'as getters': `Object.defineProperty(navigator, 'ofTheApp', {get: () => 1});
      Object.defineProperty(navigator, 'userAgent', {get() { return this === navigator && 'mine'; }})`,
  })) {
    it(`${name} stays there`, async () => {
      const app = await mountApp('');
      const other = await mountApp('');
      app.run(code);
      expect(app.run('[navigator.ofTheApp, navigator.userAgent]')).to.deep.equal([1, 'mine']);
      expect(app.run('"ofTheApp" in navigator')).to.equal(true);
      expect(other.run('"ofTheApp" in navigator')).to.equal(false);
      expect(other.run('navigator.userAgent')).to.equal(navigator.userAgent);
    });
  }

  it('can be deleted there, and is the page’s again', async () => {
    const app = await mountApp('');
    app.run('navigator.userAgent = "mine"; delete navigator.userAgent');
    expect(app.run('navigator.userAgent')).to.equal(navigator.userAgent);
  });
});

describe('The realm’s view of the page', () => {
  it('works as the page’s own does', async () => {
    const { run } = await mountApp('');
    expectSame(run('matchMedia("all") instanceof MediaQueryList'), true);
    expectSame(run('matchMedia("(min-width: 1px)").matches'), true);
    expectSame(run('screen.width'), screen.width);
    expectSame(run('visualViewport.scale'), visualViewport?.scale);
    expectSame(run('[...document.fonts].length'), document.fonts.size);
    expectSame(run('document.fonts.check("12px serif")'), document.fonts.check('12px serif'));
    expectSame(run('navigator.language'), navigator.language);
  });
});
