import { expect } from '@open-wc/testing';

import { mountApp, networkPaths, until } from './fixture.js';

const PROPERTY = '@property --hoisted { syntax: "<length>"; inherits: false; initial-value: 7px }';
const FONT = '@font-face { font-family: Hoisted; src: url(/x.woff2) }';

/** The page's constructed rules that apps put there. */
const hoisted = (): string[] =>
  document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));

describe('Rules that browsers heed only outside of shadow trees', () => {
  it('work: @property gives its initial value', async () => {
    const { found } = await mountApp(`<style>${PROPERTY}</style><p></p>`);
    expect(getComputedStyle(await found('p')).getPropertyValue('--hoisted')).to.equal('7px');
  });

  it('work: @font-face makes a font of the app known, from the app', async () => {
    const app = await mountApp({ '/': `<style>${FONT}</style><p></p>`, '/x.woff2': 'no font' });
    await until(() => hoisted().some((rule) => /Hoisted.*blob:/s.test(rule)), 'The font');
    expect([...document.fonts].map(({ family }) => family)).to.include('Hoisted');
    expect(app.targets()).to.include('/x.woff2');
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('stand in the page once for all apps, and go with the last', async () => {
    const page = `<style>${PROPERTY}</style>`;
    const one = await mountApp(page);
    const other = await mountApp(page);
    expect(hoisted()).to.have.length(1);
    one.dispose();
    expect(hoisted()).to.have.length(1);
    other.dispose();
    expect(hoisted()).to.deep.equal([]);
  });

  it('go with their style element, and come back with it', async () => {
    const { document } = await mountApp(`<style id="s">${PROPERTY}</style>`);
    const style = document.querySelector('#s');
    style?.remove();
    await until(() => hoisted().length === 0, 'The end of the rule');
    document.head.append(style ?? '');
    await until(() => hoisted().length === 1, 'The rule again');
  });

  it('are taken from linked stylesheets and from rules that scripts insert', async () => {
    const { document } = await mountApp({
      '/': '<link rel="stylesheet" href="/a.css"><style id="s"></style>',
      '/a.css': PROPERTY,
    });
    document
      .querySelector<HTMLStyleElement>('#s')
      ?.sheet?.insertRule(PROPERTY.replace('--hoisted', '--other'));
    expect(hoisted()).to.have.length(2);
  });
});
