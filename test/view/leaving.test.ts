import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { mountApp, until, type Route } from './fixture.js';
import { mountFramed } from './framed-app.js';
import { watchNewTabs } from './new-tabs.js';

/** A page of another origin. */
const FOREIGN = '/page?body=foreign';

let server: TestServer;

before(async () => {
  server = await startServer();
});

const redirect = (status: number): Route => ({
  status,
  headers: [['Location', server.origin + FOREIGN]],
});

describe('What leads to another origin takes the whole page there, past the app’s back end', () => {
  for (const [name, code] of Object.entries({
    'location.href': (url: string) => `location.href = "${url}"`,
    'location.assign()': (url: string) => `location.assign("${url}")`,
    'location.replace()': (url: string) => `location.replace("${url}")`,
    'window.open() into the same tab': (url: string) => `window.open("${url}", "_self")`,
    'form.submit()': (url: string) =>
      `const form = document.querySelector('form'); form.action = "${url}"; form.submit()`,
  })) {
    it(name, async () => {
      const app = await mountFramed({ '/': 'mine<form><input name="body" value="form"></form>' });
      const before = (await server.requests()).length;
      app.run(code(server.origin + FOREIGN));
      await app.left();
      expect((await server.requests()).slice(before)).to.satisfy((paths: string[]) =>
        paths.some((path) => path.startsWith('/page?body=')),
      );
      expect(app.targets()).to.deep.equal(['/']);
      expect(app.root.textContent).not.to.contain('foreign');
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`a redirect of the app (${status}) from one of its pages`, async () => {
      const app = await mountFramed({ '/': 'mine', '/away': redirect(status) });
      const before = (await server.requests()).length;
      app.run('location.href = "/away"');
      await app.left();
      expect((await server.requests()).slice(before)).to.include(FOREIGN);
      expect(app.targets()).to.deep.equal(['/', '/away']);
      expect(app.root.textContent).not.to.contain('foreign');
    });
  }

  it('a redirect of the app after a form was sent', async () => {
    const page = '<form method="post" action="/away"><button name="a">go</button></form>';
    const app = await mountFramed({ '/': page, '/away': redirect(302) });
    app.root.querySelector('button')?.click();
    await app.left();
    expect(app.targets()).to.deep.equal(['/', '/away']);
  });

  it('a redirect of the app’s first page', async () => {
    const app = await mountFramed({ '/': redirect(302) });
    await app.left();
    expect(app.targets()).to.deep.equal(['/']);
    expect(app.root.textContent).not.to.contain('foreign');
  });
});

describe('What leads to another origin in a new tab', () => {
  const opened = watchNewTabs();

  it('by a redirect of the app leaves the page as it is', async () => {
    const app = await mountApp({
      '/': '<a href="/away" target="_blank">away</a>',
      '/away': redirect(302),
    });
    (await app.found('a')).click();
    await until(() => opened.length > 0, 'A new tab');
    expect(opened).to.deep.equal([server.origin + FOREIGN]);
    expect((await app.found('a')).textContent).to.equal('away');
  });

  it('by window.open() is the browser’s business', async () => {
    const app = await mountApp('');
    app.run(`window.open("${server.origin + FOREIGN}")`);
    expect(opened).to.deep.equal([server.origin + FOREIGN]);
    expect(app.targets()).to.deep.equal(['/']);
  });
});
