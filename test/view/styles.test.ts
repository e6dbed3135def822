import { expect } from '@open-wc/testing';

import { mountApp, networkPaths, svg, until, type App } from './fixture.js';

const IMAGE = svg(3);

const styleOf = ({ root }: App, selector: string): CSSStyleDeclaration => {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`Nothing matches ${selector}`);
  return getComputedStyle(element);
};

/** The computed background, once it is one that the browser can show without the network. */
async function backgroundOf(app: App, selector: string): Promise<string> {
  await until(() => styleOf(app, selector).backgroundImage.includes('url("blob:'), 'A background');
  return styleOf(app, selector).backgroundImage;
}

describe('Rules for :root', () => {
  const COLOR = 'rgb(1, 2, 3)';
  const page = '<p>text</p>';

  it('in a style element of the page set the app’s variables', async () => {
    const app = await mountApp(`<style>:root{--c:${COLOR}} p{color:var(--c)}</style>${page}`);
    expect(styleOf(app, 'p').color).to.equal(COLOR);
    expect(getComputedStyle(document.documentElement).getPropertyValue('--c')).to.equal('');
  });

  it('in a linked stylesheet set them before the page’s scripts run', async () => {
    const app = await mountApp({
      '/': `<link rel="stylesheet" href="/a.css">${page}
        <script>var seen = getComputedStyle(document.querySelector('p')).color</script>`,
      '/a.css': `:root{--c:${COLOR}} p{color:var(--c)}`,
    });
    expect(app.run('seen')).to.equal(COLOR);
  });

  it('in a style element that a script inserts apply at once', async () => {
    const app = await mountApp(page);
    const style = app.document.createElement('style');
    style.textContent = `:root{--c:${COLOR}} p{color:var(--c)}`;
    app.document.head.append(style);
    expect(styleOf(app, 'p').color).to.equal(COLOR);
  });

  it('in text that is added to a style element apply at once', async () => {
    const app = await mountApp(page);
    const style = app.document.createElement('style');
    app.document.head.append(style);
    style.appendChild(app.document.createTextNode(`:root{--c:${COLOR}} p{color:var(--c)}`));
    expect(styleOf(app, 'p').color).to.equal(COLOR);
  });

  it('in text that is changed apply soon', async () => {
    const app = await mountApp(page);
    const style = app.document.createElement('style');
    const text = app.document.createTextNode('p{}');
    style.append(text);
    app.document.head.append(style);
    text.data = `:root{--c:${COLOR}} p{color:var(--c)}`;
    await until(() => styleOf(app, 'p').color === COLOR, 'The new color');
  });

  it('that are inserted into a stylesheet apply at once', async () => {
    const app = await mountApp(`<style id="s"></style>${page}`);
    const { sheet } = app.document.querySelector<HTMLStyleElement>('#s') ?? {};
    sheet?.insertRule(`:root{--c:${COLOR}}`);
    sheet?.insertRule('p{color:var(--c)}', 1);
    expect(styleOf(app, 'p').color).to.equal(COLOR);
    expect(sheet?.cssRules.length).to.equal(2);
  });

  it('in a constructed stylesheet apply to the app that adopts it', async () => {
    const app = await mountApp(page);
    const sheet = new app.realm.CSSStyleSheet();
    sheet.replaceSync(`:root{--c:${COLOR}} p{color:var(--c)}`);
    const before = document.adoptedStyleSheets.length;
    app.document.adoptedStyleSheets = [sheet];
    expect(styleOf(app, 'p').color).to.equal(COLOR);
    expect(document.adoptedStyleSheets).to.have.length(before);
  });
});

describe('Rules for :host', () => {
  const CSS = ':root, :host{color:rgb(1, 2, 3);--x:host}';

  it('leave the app’s element alone, and are for those of the app with shadow trees', async () => {
    const app = await mountApp(
      `<style>${CSS} :host{display:none}</style><p>text</p><article></article>`,
    );
    expect(getComputedStyle(app.host).display).to.equal('block');
    expect(getComputedStyle(app.host).color).to.not.equal('rgb(1, 2, 3)');
    expect(styleOf(app, 'p').color).to.equal('rgb(1, 2, 3)');
    expect(styleOf(app, 'p').getPropertyValue('--x')).to.equal('host');
    const inner = app.document.querySelector('article')?.attachShadow({ mode: 'open' });
    if (inner) inner.innerHTML = '<style>:host{width:7px;display:block}</style>';
    expect(styleOf(app, 'article').width).to.equal('7px');
  });

  for (const selector of [':host', ':host(.own)', ':host( div:not(.x) )', ':HOST([class])']) {
    it(`do so where there is nothing else (${selector})`, async () => {
      const host = document.body.appendChild(document.createElement('div'));
      host.className = 'own';
      const css = `${selector}{letter-spacing:7px}`;
      const app = await mountApp(`<style>${css}</style><style id="s"></style><div class="own">`, {
        host,
      });
      const isStyled = (element: Element | null): boolean =>
        element !== null && getComputedStyle(element).letterSpacing === '7px';
      app.document.querySelector<HTMLStyleElement>('#s')?.sheet?.insertRule(css);
      expect(isStyled(host)).to.equal(false);
      const own = app.document.querySelector('div');
      const inner = own?.attachShadow({ mode: 'open' });
      if (inner) inner.innerHTML = `<style>${css}</style>`;
      expect(isStyled(own)).to.equal(true);
      host.remove();
    });
  }
});

describe('Selectors', () => {
  const ADDRESSES = {
    '/': '<img src="/img/a.svg"><link rel="stylesheet" href="/a.css"><p>text</p>',
    '/a.css': 'img[src$="a.svg"]{color:rgb(7, 8, 9)} p{--n:1}',
    '/img/a.svg': IMAGE,
  };

  it('of addresses find what the app named, and not what the browser was given', async () => {
    const app = await mountApp(ADDRESSES);
    await until(() => app.document.querySelector('img')?.complete, 'The image');
    for (const selector of ['img[src="/img/a.svg"]', 'img[ src ]', "link[href*='a.css']"]) {
      const found = app.document.querySelector(selector);
      expect(found?.localName, selector).to.equal(selector.slice(0, found?.localName.length));
      expect(found?.matches(selector) && found.closest(selector) === found).to.equal(true);
      expect(found?.parentElement?.querySelectorAll(selector)).to.have.length(1);
    }
    expect(styleOf(app, 'img').color).to.equal('rgb(7, 8, 9)');
    const image = app.document.querySelector('img');
    image?.removeAttribute('src');
    expect(app.document.querySelector('img[src]')).to.equal(null);
    expect(image?.hasAttribute('src')).to.equal(false);
  });

  it('of a copy find it by the same address', async () => {
    const app = await mountApp(ADDRESSES);
    const image = await app.found('img');
    const copy = app.document.body.appendChild(image.cloneNode() as HTMLImageElement);
    expect(copy.matches('[src="/img/a.svg"]')).to.equal(true);
    copy.src = '/img/other.svg';
    expect(copy.matches('[src="/img/a.svg"]')).to.equal(false);
    expect(app.document.querySelectorAll('[src="/img/other.svg"]')).to.have.length(1);
  });

  it('of the root are those of the app’s document for every element', async () => {
    const app = await mountApp('<p>text</p>');
    const html = app.document.documentElement;
    expect(html.matches(':root')).to.equal(true);
    expect(app.document.querySelector('p')?.closest(':root') === html).to.equal(true);
    expect(html.querySelectorAll(':root p')).to.have.length(1);
  });
});

describe('Addresses of the app in CSS', () => {
  const paths = { '/img/a.svg': IMAGE, '/deep/img/b.svg': IMAGE };

  it('are relative to the linked stylesheet', async () => {
    const app = await mountApp({
      '/': '<link rel="stylesheet" href="/deep/a.css"><p></p>',
      '/deep/a.css': 'p{background-image:url(img/b.svg)}',
      ...paths,
    });
    await backgroundOf(app, 'p');
    expect(app.targets()).to.include('/deep/img/b.svg');
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('are relative to the page in style elements, attributes and inserted rules', async () => {
    const app = await mountApp({
      '/': `<style>#a{background-image:url("img/a.svg")}</style>
        <p id="a"></p><p id="b" style="background-image:url(img/a.svg)"></p><p id="c"></p>
        <style id="s"></style>`,
      ...paths,
    });
    const style = app.document.querySelector<HTMLStyleElement>('#s');
    style?.sheet?.insertRule('#c{background:url(/img/a.svg)}');
    for (const id of ['#a', '#b', '#c']) await backgroundOf(app, id);
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('that scripts set on an element’s style are the app’s', async () => {
    const app = await mountApp({ '/': '<p></p>', ...paths });
    const { style } = await app.found('p');
    style.backgroundImage = 'url("/img/a.svg")';
    // Measured at once, the network would be asked, too.
    await until(() => style.backgroundImage.includes('blob:'), 'A background');
    await backgroundOf(app, 'p');
    expect(app.targets()).to.include('/img/a.svg');
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('of imported stylesheets are followed, each relative to its own', async () => {
    const app = await mountApp({
      '/': '<link rel="stylesheet" href="/a.css"><p></p>',
      '/a.css': '@import "deep/b.css";',
      '/deep/b.css': '@import url(/a.css);p{background-image:url(img/b.svg);color:rgb(4, 5, 6)}',
      ...paths,
    });
    await until(() => styleOf(app, 'p').color === 'rgb(4, 5, 6)', 'The imported color');
    await backgroundOf(app, 'p');
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('of stylesheets that are imported too late are not asked for', async () => {
    const app = await mountApp({
      '/': '<link rel="stylesheet" href="/a.css"><p></p>',
      '/a.css': 'a{color:red}@import "b.css";@import url(b.css);p{background-image:url(img/a.svg)}',
      ...paths,
    });
    await backgroundOf(app, 'p');
    expect(app.requests.filter(({ target }) => target.endsWith('b.css'))).to.deep.equal([]);
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('that cannot be had leave the rest of the stylesheet as it is', async () => {
    const app = await mountApp({
      '/': '<link rel="stylesheet" href="/a.css"><p></p>',
      '/a.css': 'p{background-image:url(none.png);color:rgb(4, 5, 6)}',
    });
    expect(styleOf(app, 'p').color).to.equal('rgb(4, 5, 6)');
  });
});

describe('A stylesheet that cannot be reached', () => {
  for (const href of ['/missing.css', 'http://localhost:9/a.css']) {
    it(`does not stop the page (${href})`, async () => {
      const app = await mountApp(
        `<link rel="stylesheet" href="${href}"><script>var ran = 1</script>`,
      );
      expect(app.run('ran')).to.equal(1);
    });
  }
});
