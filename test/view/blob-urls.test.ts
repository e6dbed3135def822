import { expect, aTimeout, oneEvent } from '@open-wc/testing';

import { mountApp, svg, until, type App, type Reply } from './fixture.js';

const create = URL.createObjectURL.bind(URL);
const revoke = URL.revokeObjectURL.bind(URL);
/** The page's blob addresses that keep their blobs now. */
const live = new Set<string>();
/** How many there have been. */
let created = 0;

beforeEach(() => {
  live.clear();
  created = 0;
  URL.createObjectURL = (blob) => {
    const url = create(blob);
    live.add(url);
    created++;
    return url;
  };
  URL.revokeObjectURL = (url) => {
    live.delete(url);
    revoke(url);
  };
});

afterEach(() => {
  Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
});

const ROUTES = {
  '/a.svg': svg(3),
  '/b.svg': svg(5),
  '/c.svg': svg(7),
  '/a.css': '@import "b.css"; p { background: url(a.svg) }',
  '/b.css': 'p { list-style: url(b.svg) }',
};

/** Pages, and how many addresses of blobs the browser is given for each. */
const PAGES: Record<string, [markup: string, blobs: number]> = {
  'an image': ['<img src="/a.svg">', 1],
  'an image with a srcset': ['<img srcset="/a.svg 1x, /b.svg 2x, /c.svg 3x">', 3],
  'a source of a picture': ['<picture><source srcset="/c.svg"><img src="/a.svg"></picture>', 2],
  'an SVG image': ['<svg><image href="/a.svg"/></svg>', 1],
  'an object': ['<object data="/a.svg" type="image/svg+xml"></object>', 1],
  'a stylesheet and all that it names': ['<link rel="stylesheet" href="/a.css">', 4],
  'a style element': ['<style>p { background: url(/a.svg) }</style>', 1],
  'a style attribute': ['<p style="background: url(/a.svg)"></p>', 1],
};

const image = (app: App) => app.found('img') as Promise<HTMLImageElement>;

const width = (element: HTMLImageElement, wanted: number) =>
  until(() => element.naturalWidth === wanted, `An image of ${wanted} pixels`);

describe('No address of a blob is left', () => {
  for (const [name, [markup, blobs]] of Object.entries(PAGES)) {
    it(`after the app: ${name}`, async () => {
      const app = await mountApp({ '/': markup, ...ROUTES });
      await until(() => live.size === blobs, `${blobs} blobs`);
      app.dispose();
      expect([...live]).to.deep.equal([]);
    });

    it(`after a page of the app: ${name}`, async () => {
      const app = await mountApp({ '/': markup, '/next': '<b>next</b>', ...ROUTES });
      await until(() => live.size === blobs, `${blobs} blobs`);
      app.run('location.href = "/next"');
      await app.found('b');
      expect([...live]).to.deep.equal([]);
    });
  }

  for (const [name, insert] of Object.entries({
    'an image': 'document.body.innerHTML = \'<img src="/late">\'',
    'an image with a srcset': 'document.body.innerHTML = \'<img srcset="/late 1x, /late 2x">\'',
    'a stylesheet': 'document.head.innerHTML = \'<link rel="stylesheet" href="/late">\'',
    'a style element': "document.head.innerHTML = '<style>p { background: url(/late) }</style>'",
    'a style attribute': "document.body.style.background = 'url(/late)'",
  })) {
    it(`by an answer that comes when the app has gone: ${name}`, async () => {
      let release: (reply: Reply) => void = () => undefined;
      const late = new Promise<Reply>((resolve) => {
        release = resolve;
      });
      const app = await mountApp({ '/': '', '/late': () => late });
      app.run(insert);
      await until(() => app.targets().includes('/late'), 'The request');
      app.dispose();
      release({ body: svg(3), type: 'image/svg+xml' });
      await until(() => created > 0, 'A blob for the answer');
      await aTimeout(20);
      expect([...live]).to.deep.equal([]);
    });
  }

  it('of a source that was replaced', async () => {
    const app = await mountApp({ '/': '<img src="/a.svg">', ...ROUTES });
    const element = await image(app);
    await width(element, 3);
    const [first = ''] = live;
    element.src = '/b.svg';
    await width(element, 5);
    expect(live.size).to.equal(1);
    expect(live.has(first)).to.equal(false);
  });

  it('of a source that was taken away', async () => {
    const app = await mountApp({ '/': '<img src="/a.svg">', ...ROUTES });
    const element = await image(app);
    await width(element, 3);
    element.removeAttribute('src');
    expect([...live]).to.deep.equal([]);
  });

  it('of a srcset that was replaced', async () => {
    const app = await mountApp({ '/': '<img srcset="/a.svg 1x, /b.svg 2x">', ...ROUTES });
    const element = await image(app);
    await until(() => live.size === 2, 'Two blobs');
    const before = [...live];
    element.srcset = '/c.svg 1x, /b.svg 2x';
    await until(() => created === 4 && live.size === 2, 'Two others');
    expect([...live].some((url) => before.includes(url))).to.equal(false);
  });

  it('by an answer that comes too late for its element', async () => {
    let release: (reply: string) => void = () => undefined;
    const late = new Promise<string>((resolve) => {
      release = resolve;
    });
    const app = await mountApp({ '/': '<img>', '/late.svg': () => late, ...ROUTES });
    const element = await image(app);
    element.src = '/late.svg';
    element.src = '/b.svg';
    await width(element, 5);
    release(svg(3));
    await until(() => created === 2, 'A blob for the late answer');
    await aTimeout(20);
    expect(live.size).to.equal(1);
    expect(element.naturalWidth).to.equal(5);
  });

  it('by an XMLHttpRequest', async () => {
    const app = await mountApp({ '/': '', ...ROUTES });
    for (const url of ['/a.svg', '/missing']) {
      const request = new app.realm.XMLHttpRequest();
      request.open('GET', url);
      const ended = oneEvent(request, 'loadend');
      request.send();
      await ended;
    }
    // The first listener of an event goes on before the last one is called.
    await aTimeout(0);
    expect(created).to.equal(2);
    expect([...live]).to.deep.equal([]);
  });
});
