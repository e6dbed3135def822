import { expect } from '@open-wc/testing';

import { readDownload } from '../helpers/commands.js';
import { mountApp, PNG, until, type App, type Reply } from './fixture.js';

const downloaded = async (name: string): Promise<string> =>
  new TextDecoder().decode(await readDownload(name));

const attachment = (disposition: string, body: string): Reply => ({
  type: 'text/html',
  headers: [['Content-Disposition', disposition]],
  body,
});

/** Leads the app to an address. */
const lead = (app: App, url = '/file'): unknown => app.run(`location.href = "${url}"`);

describe('An answer that is to be saved', () => {
  for (const [disposition, name] of [
    ['attachment; filename=plain.csv', 'plain.csv'],
    ['attachment; filename="quoted name; 1.csv"', 'quoted name; 1.csv'],
    ['ATTACHMENT; FILENAME=upper.csv', 'upper.csv'],
    [
      `attachment; filename="fallback.csv"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.csv`,
      'Grüße €.csv',
    ],
    [`attachment; filename*=UTF-8''broken-%E4.csv; filename=legible.csv`, 'legible.csv'],
    ['attachment', 'report-of-may.csv'],
  ] as const) {
    it(`is saved as ${name}, and the app stays`, async () => {
      const app = await mountApp({
        '/': '<p>mine</p>',
        '/report-of-may.csv': attachment(disposition, `<b>${name}</b>`),
      });
      const { realm } = app;
      lead(app, '/report-of-may.csv');
      expect(await downloaded(name)).to.equal(`<b>${name}</b>`);
      expect(app.realm === realm).to.equal(true);
      expect(app.document.body.innerHTML).to.equal('<p>mine</p>');
      expect(app.realm.location.pathname).to.equal('/');
    });
  }

  it('is saved after a click on its link', async () => {
    const app = await mountApp({
      '/': '<a href="/file">save</a>',
      '/file': attachment('attachment; filename=clicked.csv', 'a,b'),
    });
    (await app.found('a')).click();
    expect(await downloaded('clicked.csv')).to.equal('a,b');
    expect(app.document.body.textContent).to.equal('save');
  });

  it('is saved after a form was sent, without a second request', async () => {
    const app = await mountApp({
      '/': '<form method="post" action="/file"><button>save</button></form>',
      '/file': attachment('attachment; filename=posted.csv', 'a,b'),
    });
    (await app.found('button')).click();
    expect(await downloaded('posted.csv')).to.equal('a,b');
    expect(app.requests.map(({ method }) => method)).to.deep.equal(['GET', 'POST']);
    expect(app.document.body.textContent).to.equal('save');
  });

  it('is shown if it says “inline”', async () => {
    const app = await mountApp({
      '/': 'mine',
      '/file': attachment('inline; filename=x.html', '<i>shown</i>'),
    });
    lead(app);
    expect((await app.found('i')).textContent).to.equal('shown');
  });
});

describe('A link with a download attribute', () => {
  it('says the file’s name where the answer says none', async () => {
    const app = await mountApp({
      '/': '<a href="/file" download="by-link.csv">save</a>',
      '/file': 'a,b',
    });
    (await app.found('a')).click();
    expect(await downloaded('by-link.csv')).to.equal('a,b');
  });

  for (const disposition of ['attachment', 'inline']) {
    it(`leaves the name to an answer that is an ${disposition}`, async () => {
      const name = `by-${disposition}.csv`;
      const app = await mountApp({
        '/': '<a href="/file" download="by-link.csv">save</a>',
        '/file': attachment(`${disposition}; filename=${name}`, 'a,b'),
      });
      (await app.found('a')).click();
      expect(await downloaded(name)).to.equal('a,b');
    });
  }

  it('works before it is in the document', async () => {
    const app = await mountApp({ '/': '', '/file': 'detached' });
    app.run(`const link = document.createElement('a');
      link.href = '/file'; link.download = 'detached.csv'; link.click()`);
    expect(await downloaded('detached.csv')).to.equal('detached');
  });
});

describe('An answer without content', () => {
  for (const status of [204, 205]) {
    it(`(${status}) leaves the page as it is`, async () => {
      const app = await mountApp({ '/': '<p>mine</p>', '/file': { status } });
      const { realm } = app;
      lead(app);
      await until(() => app.targets().includes('/file'), 'The request');
      await app.view.fetch('/');
      expect(app.realm === realm).to.equal(true);
      expect(app.document.body.innerHTML).to.equal('<p>mine</p>');
    });
  }
});

describe('An answer that is no HTML is a page of its own', () => {
  it('an image', async () => {
    const app = await mountApp({ '/': '', '/file.png': { body: PNG } });
    lead(app, '/file.png');
    const image = (await app.found('img')) as HTMLImageElement;
    await until(() => image.naturalWidth === 1, 'The image');
    expect(image.src).to.equal(`${location.origin}/file.png`);
    expect(app.realm.location.pathname).to.equal('/file.png');
  });

  it('an SVG image', async () => {
    const body = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"></svg>';
    const app = await mountApp({ '/': '', '/file.svg': body });
    lead(app, '/file.svg');
    const image = (await app.found('img')) as HTMLImageElement;
    await until(() => image.naturalWidth === 7, 'The image');
  });

  it('a PDF, in an element that shows it', async () => {
    const type = 'application/pdf';
    const app = await mountApp({ '/': '', '/file.pdf': { type, body: '%PDF-1.4' } });
    lead(app, '/file.pdf');
    const embed = (await app.found('embed')) as HTMLEmbedElement;
    expect(embed.src).to.equal(`${location.origin}/file.pdf`);
    await until(() => app.targets().filter((target) => target === '/file.pdf').length === 2);
  });

  for (const [type, body] of [
    ['application/json', '{"<b>": [1]}'],
    ['application/problem+json; charset=utf-8', '{}'],
    ['text/csv', '<b>,1'],
    ['text/plain; charset=utf-8', 'a < b & <i>c</i>'],
    ['application/xml', '<a><b/></a>'],
  ] as const) {
    it(`${type}, as it was sent`, async () => {
      const app = await mountApp({ '/': '', '/file': { type, body } });
      lead(app);
      expect((await app.found('pre')).textContent).to.equal(body);
      expect(app.root.querySelector('b, i') === null).to.equal(true);
      expect(app.targets()).to.deep.equal(['/', '/file']);
    });
  }
});
