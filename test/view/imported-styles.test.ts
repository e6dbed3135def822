import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { mountApp, until, type App, type Routes } from './fixture.js';

const PATH = '/fixtures/other-origin.css';

/** The page's constructed rules that apps put there. */
const hoisted = (): string[] =>
  document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));

const coloured = async (app: App): Promise<void> => {
  const paragraph = await app.found('p');
  await until(() => getComputedStyle(paragraph).color === 'rgb(1, 2, 3)', 'The colour');
};

/** Apps that import a stylesheet of another origin. */
const IMPORTS: Record<string, (url: string) => Routes> = {
  'a style element': (url) => ({ '/': `<style>@import "${url}";</style><p>text</p>` }),
  'a linked stylesheet': (url) => ({
    '/': '<link rel="stylesheet" href="/a.css"><p>text</p>',
    '/a.css': `@import url(${url});`,
  }),
  'a stylesheet that is imported itself': (url) => ({
    '/': '<style>@import url("/a.css");</style><p>text</p>',
    '/a.css': `@import '${url}';`,
  }),
};

describe('A stylesheet of another origin', () => {
  let open: TestServer;
  let closed: TestServer;

  before(async () => {
    open = await startServer();
    closed = await startServer({ cors: false });
  });

  for (const [name, importing] of Object.entries(IMPORTS)) {
    it(`imported by ${name} applies, and its fonts are known while the app is there`, async () => {
      const app = await mountApp(importing(open.origin + PATH));
      await coloured(app);
      await until(() => hoisted().length > 0, 'The font');
      const [rule = ''] = hoisted();
      expect(rule).to.contain('Other Origin');
      expect(rule).to.contain(`${open.origin}/fixtures/other-origin.woff2`);
      expect([...document.fonts].map(({ family }) => family.replaceAll('"', ''))).to.include(
        'Other Origin',
      );
      app.dispose();
      expect(hoisted()).to.deep.equal([]);
    });
  }

  // By a style element: see test/compliance/unreadable-import.test.ts.
  for (const name of ['a linked stylesheet', 'a stylesheet that is imported itself']) {
    it(`that may not be read applies if it is imported by ${name}`, async () => {
      const app = await mountApp(IMPORTS[name]?.(closed.origin + PATH) ?? {});
      await coloured(app);
      expect(hoisted()).to.deep.equal([]);
    });
  }

  it('that is linked applies, whether or not it may be read', async () => {
    for (const { origin } of [open, closed]) {
      const app = await mountApp(`<link rel="stylesheet" href="${origin}${PATH}"><p>text</p>`);
      await coloured(app);
      expect(hoisted().length).to.equal(origin === open.origin ? 1 : 0);
      app.dispose();
    }
  });
});
