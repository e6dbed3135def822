import { emulateMedia } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';

import { mountApp, until, type App } from './fixture.js';

const styleOf = (app: App, selector: string, pseudo?: string): CSSStyleDeclaration => {
  const element = app.document.querySelector(selector);
  if (!element) throw new Error(`Nothing matches ${selector}`);
  return getComputedStyle(element, pseudo);
};

const RED = 'rgb(255, 0, 0)';

describe('At-rules of an app apply:', () => {
  const rules: Record<string, string> = {
    '@media': '@media screen and (min-width: 1px) { p { color: red } }',
    '@supports': '@supports (display: grid) { p { color: red } }',
    '@layer':
      '@layer low, high; @layer high { p { color: red } } @layer low { body p { color: blue } }',
    '@layer with dots':
      '@layer a { @layer b { p { color: blue } } } @layer a.c { p { color: red } }',
    '@container':
      'body { container: box / inline-size } @container box (min-width: 1px) { p { color: red } }',
    '@container style()': 'body { --x: 1 } @container style(--x: 1) { p { color: red } }',
    '@scope': '@scope (body) to (b) { p { color: red } } @scope (b) { p { color: blue } }',
    '@scope of the root': '@scope (:root) { :scope p { color: red } }',
    '@keyframes': '@keyframes k { to { color: red } } p { animation: k 1ms forwards }',
    '@starting-style': 'p { color: red } @starting-style { p { color: blue } }',
    'nested rules': ':root { body { & > p { color: red } } p& { color: blue } }',
    ':root with others': ':root:not(.x) p { color: red } html p { color: blue }',
    'html and body': 'html > body { color: red } p { color: inherit }',
    ':is(:root)': ':is(:root, .none) p { color: red }',
    ':has()': ':root:has(p) p { color: red }',
  };
  for (const [name, css] of Object.entries(rules)) {
    it(name, async () => {
      const app = await mountApp(`<style>${css}</style><p>text</p>`);
      await until(() => styleOf(app, 'p').color === RED, 'The colour');
    });

    it(`${name}, inserted by scripts`, async () => {
      const app = await mountApp(`<style id="s"></style><p>text</p>`);
      const sheet = new app.realm.CSSStyleSheet();
      sheet.replaceSync(css);
      const own = app.document.querySelector<HTMLStyleElement>('#s')?.sheet;
      for (const rule of sheet.cssRules) own?.insertRule(rule.cssText, own.cssRules.length);
      await until(() => styleOf(app, 'p').color === RED, 'The colour');
    });
  }

  it('@counter-style', async () => {
    const app = await mountApp(`<style>
      @counter-style ours { system: cyclic; symbols: "abcdefgh"; suffix: "" }
      p { display: inline-block; counter-set: x 1 }
      p::before { content: counter(x, ours) }
      </style><p></p><i></i>`);
    app.document.querySelector('i')?.replaceWith('abcdefgh');
    const width = (await app.found('p')).getBoundingClientRect().width;
    expect(width).to.be.greaterThan(30);
  });

  it('@import with a layer, a condition and media', async () => {
    const app = await mountApp({
      '/': `<link rel="stylesheet" href="/a.css"><p>text</p>`,
      '/a.css': `@layer base, late;
        @import url("/late.css") layer(late) supports(display: grid) screen;
        @import "/none.css" print;
        @import '/base.css' layer(base);`,
      '/late.css': 'p { color: red }',
      '/base.css': 'p { color: blue; width: 7px }',
      '/none.css': 'p { color: green }',
    });
    await until(() => styleOf(app, 'p').width === '7px', 'The last import');
    expect(styleOf(app, 'p').color).to.equal(RED);
  });
});

describe('Names that two apps of a page give', () => {
  const both = async (one: string, other: string): Promise<[App, App]> => [
    await mountApp(`<style>${one}</style><p>text</p>`),
    await mountApp(`<style>${other}</style><p>text</p>`),
  ];

  it('to keyframes are each app’s own', async () => {
    const css = (color: string): string =>
      `@keyframes same { to { color: ${color} } } p { animation: same 1ms forwards }`;
    const [one, other] = await both(css('rgb(1, 1, 1)'), css('rgb(2, 2, 2)'));
    await until(() => styleOf(one, 'p').color === 'rgb(1, 1, 1)', 'The one');
    await until(() => styleOf(other, 'p').color === 'rgb(2, 2, 2)', 'The other');
  });

  it('to layers are each app’s own, and so is their order', async () => {
    const css = (order: string): string =>
      `@layer ${order}; @layer a { p { color: rgb(1, 1, 1) } } @layer b { p { color: rgb(2, 2, 2) } }`;
    const [one, other] = await both(css('a, b'), css('b, a'));
    expect(styleOf(one, 'p').color).to.equal('rgb(2, 2, 2)');
    expect(styleOf(other, 'p').color).to.equal('rgb(1, 1, 1)');
  });

  it('to containers and variables are each app’s own', async () => {
    const css = (width: string): string => `:root { --w: ${width}; container: same / inline-size }
      body { margin: 0; width: var(--w) }
      @container same (min-width: 1px) { p { width: var(--w) } }`;
    const [one, other] = await both(css('11px'), css('22px'));
    expect([styleOf(one, 'p').width, styleOf(other, 'p').width]).to.deep.equal(['11px', '22px']);
  });
});

describe('Media queries', () => {
  // Firefox can't be told of a scheme.
  const test = navigator.userAgent.includes('Firefox') ? (): void => undefined : it;
  test('of colour schemes are the reader’s, in styles and scripts', async () => {
    const app = await mountApp(`<style>
        p { color: rgb(1, 1, 1) }
        @media (prefers-color-scheme: dark) { :root { --c: rgb(2, 2, 2) } p { color: var(--c) } }
      </style><p></p>
      <script>
        var query = matchMedia('(prefers-color-scheme: dark)');
        var heard = [query.matches];
        query.addEventListener('change', ({ matches }) => heard.push(matches));
      </script>`);
    try {
      for (const colorScheme of ['dark', 'light', 'dark'] as const) {
        await emulateMedia({ colorScheme });
        const color = colorScheme === 'dark' ? 'rgb(2, 2, 2)' : 'rgb(1, 1, 1)';
        await until(() => styleOf(app, 'p').color === color, colorScheme);
        await until(() => app.run('heard.at(-1)') === (colorScheme === 'dark'), 'The change');
      }
    } finally {
      await emulateMedia({ colorScheme: 'light' });
    }
    await until(() => (app.run('heard') as unknown[]).length === 5, 'The last change');
  });

  it('and units of the viewport speak of the page’s window, as all of the app’s window does', async () => {
    const app = await mountApp(`<style>
        @media (width: ${innerWidth}px) and (height: ${innerHeight}px) { p { color: red } }
        p { position: fixed; inset: 0; width: 100vw; height: 100dvh; margin: 0 }
      </style><p></p>`);
    const { innerWidth: width, innerHeight: height } = app.realm;
    expect([width, height]).to.deep.equal([innerWidth, innerHeight]);
    expect(styleOf(app, 'p')).to.include({
      width: `${width}px`,
      height: `${height}px`,
      color: RED,
    });
    expect(app.realm.matchMedia(`(width: ${width}px)`).matches).to.equal(true);
  });
});
