import { expect, oneEvent } from '@open-wc/testing';

import { expectSame, mountApp, networkPaths, svg, until, type App } from './fixture.js';

const ROUTES = { '/a.svg': svg(3), '/b.svg': svg(5), '/c.svg': svg(7) };

const image = (app: App, selector = 'img') => app.found(selector) as Promise<HTMLImageElement>;

const width = (element: HTMLImageElement, wanted: number) =>
  until(() => element.naturalWidth === wanted, `An image of ${wanted} pixels`);

afterEach(async () => {
  expect(await networkPaths()).to.deep.equal([]);
});

describe('An image of the app', () => {
  it('stands in the page’s markup', async () => {
    const app = await mountApp({ '/': '<img src="a.svg">', ...ROUTES });
    await width(await image(app), 3);
  });

  it('is set by property or attribute, relative to the realm’s address', async () => {
    const app = await mountApp({ '/': '<img>', '/deep/x.svg': svg(4), ...ROUTES });
    const element = await image(app);
    element.src = '/a.svg';
    await width(element, 3);
    element.setAttribute('src', 'b.svg');
    await width(element, 5);
    app.realm.history.pushState(null, '', '/deep/page');
    element.src = 'x.svg';
    await width(element, 4);
    expect(element.getAttribute('src')).to.equal('x.svg');
    expect(element.src).to.equal(`${location.origin}/deep/x.svg`);
  });

  it('loads before it is in the document', async () => {
    const app = await mountApp({ '/': '', ...ROUTES });
    const made = new app.realm.Image();
    const loaded = oneEvent(made, 'load');
    made.src = '/a.svg';
    await loaded;
    expect(made.naturalWidth).to.equal(3);
    expect(app.run('new Image() instanceof HTMLImageElement')).to.equal(true);
  });

  it('shows the latest address, whichever answer comes first', async () => {
    let release = (): void => undefined;
    const late = new Promise<string>((resolve) => {
      release = () => resolve(svg(3));
    });
    const app = await mountApp({ '/': '<img>', '/late.svg': () => late, '/b.svg': svg(5) });
    const element = await image(app);
    element.src = '/late.svg';
    element.src = '/b.svg';
    await width(element, 5);
    release();
    await app.realm.fetch('/b.svg');
    await width(element, 5);
  });

  it('tells of an error if the app has none', async () => {
    const app = await mountApp('<img>');
    const element = await image(app);
    const failed = oneEvent(element, 'error');
    element.src = '/missing.png';
    await failed;
  });

  it('may have a srcset', async () => {
    const app = await mountApp({ '/': '<img srcset="/a.svg 1x, /b.svg 3x">', ...ROUTES });
    const element = await image(app);
    await until(() => element.currentSrc.startsWith('blob:'), 'An image of the set');
    expect(element.srcset).to.equal('/a.svg 1x, /b.svg 3x');
    expect(app.targets()).to.include.members(['/a.svg', '/b.svg']);
  });

  it('may be the source of a picture', async () => {
    const app = await mountApp({
      '/': '<picture><source srcset="/c.svg"><img src="/a.svg"></picture>',
      ...ROUTES,
    });
    await width(await image(app), 7);
  });

  it('with an address that is its own content is left alone', async () => {
    const data = `data:image/svg+xml,${encodeURIComponent(svg(9))}`;
    const app = await mountApp(`<img src="${data}">`);
    const element = await image(app);
    await width(element, 9);
    expect(element.src).to.equal(data);
    expect(app.targets()).to.deep.equal(['/']);
  });
});

describe('Another element gets from the app', () => {
  it('an SVG image, by either attribute', async () => {
    const app = await mountApp({
      '/': `<svg><image id="a" href="/a.svg"/><image id="b" xlink:href="/b.svg"/></svg>`,
      ...ROUTES,
    });
    for (const id of ['#a', '#b']) {
      const { href } = (await app.found(id)) as unknown as SVGImageElement;
      await until(() => href.baseVal.startsWith('blob:'), 'The image');
    }
  });

  it('the page of an iframe', async () => {
    const app = await mountApp({
      '/': '<iframe src="/inner"></iframe>',
      '/inner': '<b>within</b>',
    });
    const frame = (await app.found('iframe')) as HTMLIFrameElement;
    await until(() => frame.contentDocument?.querySelector('b'), 'The inner page');
    expect(frame.src).to.equal(`${location.origin}/inner`);
  });

  it('what the page of an iframe loads, also where the page is its attribute', async () => {
    const inner =
      '<!doctype html><link rel="stylesheet" href="inner.css"><script src="inner.js"></script>' +
      '<img src="/a.svg"><p>within</p>';
    const app = await mountApp({
      '/': '<iframe id="src" src="/in/inner"></iframe><iframe id="srcdoc"></iframe>',
      '/in/inner': { body: inner, type: 'text/html' },
      '/in/inner.css': 'p { color: rgb(1, 2, 3) }',
      '/inner.css': 'p { color: rgb(1, 2, 3) }',
      '/in/inner.js': 'window.ran = true',
      '/inner.js': 'window.ran = true',
      ...ROUTES,
    });
    const [routed, written] = [await app.found('#src'), await app.found('#srcdoc')] as [
      HTMLIFrameElement,
      HTMLIFrameElement,
    ];
    written.setAttribute('srcdoc', inner);
    for (const frame of [routed, written]) {
      const within = (): (Window & { ran?: boolean }) | null => frame.contentWindow;
      await until(() => within()?.ran, `The script in ${frame.id}`);
      const { document } = within() ?? frame.ownerDocument.defaultView ?? window;
      // The script has run before what follows it in the markup is there.
      await until(() => document.querySelector('p'), `The text in ${frame.id}`);
      const [paragraph] = document.getElementsByTagName('p');
      if (!paragraph) throw new Error('There is no paragraph.');
      expect(getComputedStyle(paragraph).color).to.equal('rgb(1, 2, 3)');
      await until(() => document.querySelector('img')?.naturalWidth, `The image in ${frame.id}`);
    }
    expect(written.getAttribute('srcdoc')).to.equal(inner);
    expect(written.srcdoc).to.equal(inner);
    written.srcdoc = '<p>another</p>';
    await until(
      () => written.contentDocument?.querySelector('p')?.textContent === 'another',
      'The other markup',
    );
  });

  it('the document of an object', async () => {
    const app = await mountApp({
      '/': '<object data="/a.svg" type="image/svg+xml"></object>',
      ...ROUTES,
    });
    const object = (await app.found('object')) as HTMLObjectElement;
    await until(() => object.contentDocument?.documentElement.localName === 'svg', 'The document');
  });

  it('video, its poster and its sources', async () => {
    const app = await mountApp({
      '/': `<video id="a" src="/v.mp4" poster="/a.svg"></video>
        <video id="b"><source src="/w.mp4"></video>`,
      '/v.mp4': 'no film',
      '/w.mp4': 'no film',
      ...ROUTES,
    });
    const a = (await app.found('#a')) as HTMLVideoElement;
    await until(() => a.currentSrc.startsWith('blob:'), 'The film');
    expect([a.src, a.poster]).to.deep.equal([
      `${location.origin}/v.mp4`,
      `${location.origin}/a.svg`,
    ]);
    const b = (await app.found('#b')) as HTMLVideoElement;
    await until(() => b.currentSrc.startsWith('blob:'), 'The film of a source');
  });

  it('nothing more for an icon than its own blob', async () => {
    const app = await mountApp({ '/': '<link rel="icon" href="/a.svg">', ...ROUTES });
    const link = (await app.found('link')) as HTMLLinkElement;
    await until(() => app.targets().includes('/a.svg'), 'The request');
    expect(link.href).to.equal(`${location.origin}/a.svg`);
    expectSame(document.querySelector('link[href^="blob:"]'), null);
  });
});
