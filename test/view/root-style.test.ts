import { expect } from '@open-wc/testing';

import { View } from '../../src/view/view.js';
import { backendOf, mountApp, until, WORKER_SCOPE, type App } from './fixture.js';

const styleOf = (app: App, selector: string): CSSStyleDeclaration => {
  const element = app.document.querySelector(selector);
  if (!element) throw new Error(`Nothing matches ${selector}`);
  return getComputedStyle(element);
};

const widthOf = (app: App, selector: string): string => styleOf(app, selector).width;

const become = (app: App, selector: string, width: string): Promise<void> =>
  until(() => widthOf(app, selector) === width, `${selector} at ${width}`);

/** Gives the page itself styles, for one test. */
function stylePage(css: string): void {
  const style = document.createElement('style');
  style.className = 'of-test';
  style.textContent = css;
  document.head.append(style);
}

afterEach(() => document.querySelector('style.of-test')?.remove());

describe('rem', () => {
  const OWN = 'html{font-size:62.5%}';

  it('is the font size of the app’s root before its scripts run, wherever it is written', async () => {
    const app = await mountApp({
      '/': `<link rel="stylesheet" href="/a.css">
        <style>${OWN} #b{width:calc(100px - 1rem)} :root{--w:3rem} #c{width:var(--w)}</style>
        <p id="a"></p><p id="b"></p><p id="c"></p><p id="d" style="width:4.5rem"></p><p id="e"></p>
        <script>
          var seen = ['a', 'b', 'c', 'd'].map((id) => getComputedStyle(document.getElementById(id)).width);
        </script>`,
      '/a.css':
        '@import "/b.css";@media screen{#a{width:2rem;& ~ #e{width:-webkit-fill-available;width:.5rem}}}',
      '/b.css': '#a{max-width:20rem;line-height:2rem}',
    });
    expect(app.run('seen')).to.deep.equal(['20px', '90px', '30px', '45px']);
    expect(widthOf(app, '#e')).to.equal('5px');
    expect(styleOf(app, '#a')).to.include({ maxWidth: '200px', lineHeight: '20px' });
  });

  it('follows the root’s font size from then on, whatever sets it', async () => {
    const app = await mountApp(`<style id="s"></style><p style="font-size:2rem;width:3rem">a</p>`);
    const { documentElement, body } = app.document;
    app.document.querySelector<HTMLStyleElement>('#s')?.sheet?.insertRule('b{width:1rem}');
    body.append(Object.assign(app.document.createElement('b'), { style: 'display:block' }));
    expect([widthOf(app, 'p'), widthOf(app, 'b')]).to.deep.equal(['48px', '16px']);
    documentElement.style.fontSize = '10px';
    await become(app, 'p', '30px');
    expect(widthOf(app, 'b')).to.equal('10px');
    expect(styleOf(app, 'p').fontSize).to.equal('20px');
    documentElement.style.fontSize = '';
    documentElement.className = 'large';
    const { sheet } = app.document.querySelector<HTMLStyleElement>('#s') ?? {};
    sheet?.insertRule('.large{font-size:1.25rem}');
    // In the root's own font size, it is what fonts are at first.
    await become(app, 'p', '60px');
    sheet?.insertRule('b{height:2rem}', 2);
    expect(styleOf(app, 'b').height).to.equal('40px');
  });

  it('is that of elements’ styles that scripts set', async () => {
    const app = await mountApp(`<style>${OWN}</style><p></p>`);
    (await app.found('p')).style.width = '7rem';
    await become(app, 'p', '70px');
    const added = app.document.createElement('i');
    added.style.cssText = 'display:block;width:8rem';
    app.document.body.append(added);
    expect(widthOf(app, 'i')).to.equal('80px');
  });

  it('is that of stylesheets that are adopted or imported later', async () => {
    const app = await mountApp({
      '/': `<style>@import "/a.css";</style><p></p>`,
      '/a.css': 'p{width:1rem}',
    });
    await become(app, 'p', '16px');
    const sheet = new app.realm.CSSStyleSheet();
    sheet.replaceSync('p{height:2rem}');
    app.document.documentElement.style.fontSize = '8px';
    await become(app, 'p', '8px');
    app.document.adoptedStyleSheets = [sheet];
    expect(styleOf(app, 'p').height).to.equal('16px');
    sheet.replaceSync('p{height:3rem}');
    expect(styleOf(app, 'p').height).to.equal('24px');
  });

  it('is not the page’s, and neither is what a root inherits', async () => {
    stylePage('html{font-size:10px} body{font-size:30px}');
    const app = await mountApp(`<style>p{width:2rem}</style><p></p>`);
    expect([styleOf(app, 'html').fontSize, widthOf(app, 'p')]).to.deep.equal(['16px', '32px']);
    const relative = await mountApp(`<style>html{font-size:50%}p{width:2rem}</style><p></p>`);
    expect(widthOf(relative, 'p')).to.equal('16px');
  });

  it('in media queries is what fonts are at first', async () => {
    const wide = `(min-width:${(innerWidth - 8) / 16}rem)`;
    const app = await mountApp(`<style>${OWN} @media ${wide}{p{width:1rem}}</style><p></p>`);
    expect(widthOf(app, 'p')).to.equal('10px');
  });

  it('leaves nothing in the page of an app that has gone while its styles came', async () => {
    const before = document.adoptedStyleSheets.length;
    let come: ((css: string) => void) | undefined;
    const root = document.body.appendChild(document.createElement('div'));
    const view = new View({
      root: root.attachShadow({ mode: 'open' }),
      backend: backendOf({
        '/': `<style>${OWN}</style><link rel="stylesheet" href="/late.css" disabled>`,
        '/late.css': () => new Promise<string>((resolve) => (come = resolve)),
      }),
      storageKey: 'test',
      workerScopeURL: WORKER_SCOPE,
    });
    const opened = view.open('/').catch((error: unknown) => error);
    await until(() => come, 'The request');
    view.dispose();
    come?.('p{}');
    expect(await opened).to.have.property('name', 'AbortError');
    expect(document.adoptedStyleSheets).to.have.length(before);
    root.remove();
  });

  it('leaves an app alone whose root has the page’s font size', async () => {
    const app = await mountApp(`<style>p{width:2rem}</style><p style="height:1rem"></p>`);
    const [rule] = app.document.querySelector('style')?.sheet?.cssRules ?? [];
    expect(rule?.cssText).to.contain('2rem');
    expect(app.document.querySelector('p')?.getAttribute('style')).to.equal('height:1rem');
  });
});

describe('The canvas', () => {
  const backgroundOf = (app: App): string => getComputedStyle(app.host).backgroundColor;
  const painted = (app: App, color: string): Promise<void> =>
    until(() => backgroundOf(app) === color, `A canvas in ${color}`);

  it('is the element: it takes the background of the body, before scripts run', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    const app = await mountApp('<style>body{background:#010203}</style><script>1</script>', {
      host,
    });
    expect(backgroundOf(app)).to.equal('rgb(1, 2, 3)');
    expect(styleOf(app, 'body')).to.include({ backgroundColor: 'rgb(1, 2, 3)', margin: '8px' });
    app.dispose();
    expect(backgroundOf(app)).to.equal('rgba(0, 0, 0, 0)');
    host.remove();
  });

  it('takes that of the root, if it has one', async () => {
    const app = await mountApp('<style>html{background:#040506}body{background:#010203}</style>');
    expect(backgroundOf(app)).to.equal('rgb(4, 5, 6)');
  });

  it('follows what scripts do', async () => {
    const app = await mountApp('<style id="s">.dark body{background:#020304}</style>');
    const { body, documentElement } = app.document;
    body.style.background = 'rgb(9, 9, 9)';
    await painted(app, 'rgb(9, 9, 9)');
    body.style.background = '';
    documentElement.className = 'dark';
    await painted(app, 'rgb(2, 3, 4)');
    documentElement.className = '';
    await painted(app, 'rgba(0, 0, 0, 0)');
    const style = app.document.createElement('style');
    style.textContent = 'body{background:#030405;transition:background-color .1s}';
    body.append(style);
    await painted(app, 'rgb(3, 4, 5)');
    style.textContent = style.textContent.replace('#030405', '#0a0b0c');
    await painted(app, 'rgb(10, 11, 12)');
  });

  it('follows an app that changes its styles in every frame', async () => {
    const app = await mountApp('<style id="s"></style>');
    const { sheet } = app.document.querySelector<HTMLStyleElement>('#s') ?? {};
    const animate = (): void => {
      requests = app.realm.requestAnimationFrame(animate);
      sheet?.insertRule('p{left:1px}');
    };
    let requests = app.realm.requestAnimationFrame(animate);
    sheet?.insertRule('body{background:#060708}');
    await painted(app, 'rgb(6, 7, 8)');
    app.realm.cancelAnimationFrame(requests);
  });

  it('repeats a gradient that is as large as the root', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    host.style.height = '300px';
    const app = await mountApp(
      '<style>body{background:linear-gradient(red,blue);margin:0}</style><p style="height:70px;margin:0">',
      { host },
    );
    const { backgroundImage, backgroundSize } = getComputedStyle(host);
    expect(backgroundImage).to.contain('gradient');
    expect(backgroundSize).to.equal(`${host.clientWidth}px 70px`);
    app.dispose();
    host.remove();
  });

  it('is under the page’s own background for the element', async () => {
    stylePage('div{background:rgb(7, 7, 7)}');
    const app = await mountApp('<style>body{background:#010203}</style>');
    expect(backgroundOf(app)).to.equal('rgb(7, 7, 7)');
  });

  it('without a background shows the page, unless one is dark and the other light', async () => {
    const light = await mountApp('<p></p>');
    expect(backgroundOf(light)).to.equal('rgba(0, 0, 0, 0)');
    const dark = await mountApp('<style>html{color-scheme:dark}</style>');
    expect(backgroundOf(dark)).to.not.be.oneOf(['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)']);
    const meta = await mountApp('<head><meta name="color-scheme" content="dark"></head>');
    expect(backgroundOf(meta)).to.equal(backgroundOf(dark));
    for (const app of [dark, meta]) {
      expect(styleOf(app, 'body').color).to.match(/^rgb\(25\d, 25\d, 25\d\)$/);
    }
    stylePage(':root{color-scheme:dark}');
    const inDark = await mountApp('<p></p>');
    expect(backgroundOf(inDark)).to.equal('rgb(255, 255, 255)');
    expect(styleOf(inDark, 'p').color).to.equal('rgb(0, 0, 0)');
  });
});
